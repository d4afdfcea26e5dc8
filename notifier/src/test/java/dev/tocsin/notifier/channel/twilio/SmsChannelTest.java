package dev.tocsin.notifier.channel.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsChannelTest extends ChannelContract {

    private String from = "+15550199";

    @Override
    protected boolean tellsLines() {
        return false;
    }

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("sms", settings -> new SmsChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "account", "AC0123", "from", from);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"sid\":\"SM0123\",\"status\":\"queued\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected String address() {
        return "+15550100";
    }

    @Override
    protected int largest() {
        return 1_600;
    }

    @Override
    protected String text(LoggedRequest request) {
        return field(request, "Body");
    }

    @Test
    void shouldSendOnePartThatEndsInTheLink() {
        answers(taken());

        var outcome = deliver(aPage());

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered("SM0123", 201));
        assertThat(request.getUrl()).isEqualTo("/2010-04-01/Accounts/AC0123/Messages.json");
        assertThat(request.getHeader("Authorization")).startsWith("Basic ");
        assertThat(field(request, "To")).isEqualTo("+15550100");
        assertThat(field(request, "From")).isEqualTo("+15550199");
        assertThat(field(request, "ValidityPeriod")).isEqualTo("300");
        assertThat(text(request)).startsWith("(SEV1) checkout (production): Error rate above 5 %").endsWith("\n"
                + link());
        assertThat(SmsText.length(text(request))).isLessThanOrEqualTo(160);
    }

    @Test
    void shouldShortenTheTitleAndKeepTheLinkInOnePart() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("Payments — “slow” … since noon ".repeat(20))));

        assertThat(text(requests().getFirst())).startsWith("(SEV1) checkout (production): Payments - \"slow\" ...")
                .endsWith("\n" + link());
        assertThat(SmsText.length(text(requests().getFirst()))).isLessThanOrEqualTo(160);
    }

    @Test
    void shouldUseTwoPartsWhereLettersOfAnotherScriptHalveThem() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("Платежи не проходят ".repeat(20))));

        assertThat(text(requests().getFirst())).contains("Платежи").endsWith("\n" + link());
        assertThat(text(requests().getFirst()).length()).isLessThanOrEqualTo(134);
    }

    @Test
    void shouldSendByAMessagingService() {
        answers(taken());
        from = "MG0123";

        deliver(aPage());

        assertThat(field(requests().getFirst(), "MessagingServiceSid")).isEqualTo("MG0123");
        assertThat(requests().getFirst().formParameters()).doesNotContainKey("From");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"400,21610,opted out", "400,21211,telephone number", "400,21608,trial account", "401,20003,'token'",
            "400,99999,99999"})
    void shouldSayWhatToChange(int status, int code, String advice) {
        answers(aResponse().withStatus(status).withBody("{\"code\":" + code + ",\"message\":\"no " + SECRET + "\"}"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains(Integer.toString(code)).contains(advice.replace("'", "")));
    }

    @Test
    void shouldTryAgainWhenItWasTooFast() {
        answers(aResponse().withStatus(429).withBody("{\"code\":20429,\"message\":\"Too Many Requests\"}"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);
    }

    private static String field(LoggedRequest request, String name) {
        return request.formParameter(name).firstValue();
    }
}
