package dev.tocsin.policy.read;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.model.Throttle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many messages a destination gets, as the policy says it. */
class ThrottleReaderTest {

    private static PolicyText policy(String ofText, String ofAddress) {
        return aPolicy().targets("targets:\n  on-call: [inbox]\n  ada: [{channel: text, address: \"+15550100\""
                + ofAddress
                + "}]\n").channels("""
                        channels:
                          inbox: {type: inbox}
                          pager: {type: pagerduty, routing-key: {env: KEY}}
                          text: {type: sms, account: a, token: {env: T}, from: "+15550199"%s}
                        """.formatted(ofText));
    }

    @Test
    void shouldLimitNothingUnlessItSaysSo() {
        var policy = policy("", "").load();

        assertThat(policy.channel("text").orElseThrow().throttle()).isEmpty();
        assertThat(policy.target("ada").orElseThrow().addresses().getFirst().throttle()).isEmpty();
    }

    @Test
    void shouldReadTheLimitOfAChannelAndOfOneAddress() {
        var policy = policy(", throttle: {messages: 10, within: 5m}", ", throttle: {messages: 3, within: 90s}").load();

        assertThat(policy.channel("text").orElseThrow().throttle()).hasValue(new Throttle(10, Duration.ofMinutes(5)));
        assertThat(policy.target("ada").orElseThrow().addresses().getFirst().throttle()).hasValue(new Throttle(3,
                Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "{messages: 0, within: 5m}|'messages' is not a number from 1 to 1000",
            "{messages: 10}|'within'", "{messages: 10, within: 0s}|'within' is zero",
            "{messages: 10, within: 1h}|'within' of a throttle is longer than 15m",
            "{message: 10, within: 5m}|unknown key 'message'"})
    void shouldSayWhatIsWrong(String throttle, String said) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", policy(
                ", throttle: " + throttle, "").text()));

        assertThat(errors).hasMessageContaining(said);
    }

    @Test
    void shouldRefuseToHoldBackWhatMustBeClosedInTime() {
        var yaml = policy("", "").text().replace("routing-key: {env: KEY}",
                "routing-key: {env: KEY}, throttle: {messages: 1, within: 1m}");

        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", yaml));

        assertThat(errors).hasMessageContaining("a channel of type pagerduty cannot be throttled");
    }
}
