package dev.tocsin.policy.read;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule.Step;
import dev.tocsin.policy.model.Target.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a person wants to be paged, as the policy says it. */
class ContactReaderTest {

    /** A Monday, 03:00 in Berlin. */
    private static final Instant NIGHT = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    private static PolicyText policy(String ada) {
        return aPolicy().targets(
                "targets:\n  on-call: [inbox]\n  ada:\n    reach: [inbox, {channel: text, address: \"+15550100\"}, push]\n"
                        + ada.indent(4)).channels("""
                        channels:
                          inbox: {type: inbox}
                          push: {type: ntfy, topic: {env: TOPIC}}
                          text: {type: sms, account: a, token: {env: T}, from: "+15550199"}
                        """).more(
                                "time-zone: Europe/Berlin\ncalendars: {office: {days: [mon], hours: [\"09:00-17:00\"]}}\n");
    }

    private static Contact contact(String ada) {
        return policy(ada).load().target("ada").orElseThrow().contact();
    }

    @Test
    void shouldUseAllAddressesAtOnceUnlessItSaysOtherwise() {
        var ada = policy("").load().target("ada").orElseThrow();

        assertThat(ada.contact()).isEqualTo(Contact.AT_ONCE);
        assertThat(ada.addresses()).containsExactly(new Address("inbox", ""), new Address("text", "+15550100"),
                new Address("push", ""));
    }

    @Test
    void shouldReadStepsBySeverityAndHour() {
        var contact = contact("""
                contact:
                  - {severities: SEV1, steps: [{by: push}, {after: 2m, by: [text, push]}]}
                  - {during: office, steps: [{after: 5m, by: text}]}
                """);

        assertThat(contact.rule("SEV1", NIGHT).orElseThrow().steps()).containsExactly(new Step(Duration.ZERO, List.of(
                "push")), new Step(ofMinutes(2), List.of("text", "push")));
        assertThat(contact.rule("SEV2", NOON).orElseThrow().steps()).containsExactly(new Step(ofMinutes(5), List.of(
                "text")));
        assertThat(contact.rule("SEV2", NIGHT)).isEmpty();
    }

    @Test
    void shouldReadQuietHoursInTheZoneOfThePerson() {
        var quiet = contact(
                "zone: Europe/London\nquiet-hours: {severities: SEV2, only: {from: \"22:00\", to: \"07:00\"}}\n")
                .quiet().orElseThrow();

        assertThat(quiet.until("SEV2", NIGHT)).contains(Instant.parse("2026-11-23T07:00:00Z"));
        assertThat(quiet.until("SEV2", NOON)).isEmpty();
        assertThat(quiet.until("SEV1", NIGHT)).isEmpty();
        assertThat(quiet.instead()).isEmpty();
    }

    @Test
    void shouldEndQuietHoursWhenTheCalendarOpens() {
        var quiet = contact("quiet-hours: {severities: SEV2, outside: office, instead: push}\n").quiet().orElseThrow();

        assertThat(quiet.until("SEV2", NIGHT)).contains(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(quiet.until("SEV2", NIGHT.plus(Duration.ofDays(1)))).contains(Instant.parse(
                "2026-11-30T08:00:00Z"));
        assertThat(quiet.instead()).contains("push");
    }

    @Test
    void shouldNeverLetTheMostSevereWait() {
        var quiet = contact("quiet-hours: {severities: [SEV1, SEV2], only: {from: \"22:00\", to: \"07:00\"}}\n")
                .quiet();

        assertThat(quiet.orElseThrow().until("SEV1", NIGHT)).isEmpty();
    }

    @Test
    void shouldHoldNothingBackInQuietHoursThatDoNotEnd() {
        var quiet = contact("quiet-hours: {severities: SEV2, only: {from: \"00:00\", to: \"24:00\"}}\n").quiet();

        assertThat(quiet.flatMap(it -> it.until("SEV2", NIGHT))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuse(String ada, String problem, String writeInstead) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("test.yml", policy(ada).text()));

        assertThat(errors.errors()).singleElement().satisfies(error -> {
            assertThat(error.problem()).contains(problem);
            assertThat(error.writeInstead()).contains(writeInstead);
        });
    }

    static Stream<Arguments> shouldRefuse() {
        return Stream.of(argumentSet("a channel without an address", "contact: [{steps: [{by: pusch}]}]",
                "the target has no address on channel 'pusch'", "write 'push'"),
                argumentSet("an unknown severity", "contact: [{severities: SEV9, steps: [{by: push}]}]",
                        "unknown severity 'SEV9'", "SEV1"),
                argumentSet("no steps", "contact: [{severities: SEV1}]", "a contact rule has no 'steps'", "by: push"),
                argumentSet("an empty list of steps", "contact: [{steps: []}]", "a contact rule has no steps",
                        "remove the rule"),
                argumentSet("a step that is not later",
                        "contact: [{steps: [{after: 2m, by: push}, {after: 2m, by: text}]}]",
                        "not later than the one before", "by: [push, text]"),
                argumentSet("a step without a channel", "contact: [{steps: [{after: 2m}]}]",
                        "a contact step has no 'by'", "by: push"),
                argumentSet("an unknown calendar", "contact: [{during: offic, steps: [{by: push}]}]",
                        "unknown calendar 'offic'", "office"),
                argumentSet("quiet hours without severities", "quiet-hours: {outside: office}",
                        "'quiet-hours' has no 'severities'", "[SEV2]"),
                argumentSet("quiet hours without hours", "quiet-hours: {severities: SEV2}",
                        "'quiet-hours' has no hours", "22:00"),
                argumentSet("a silent channel without an address",
                        "quiet-hours: {severities: SEV2, outside: office, instead: mail}",
                        "the target has no address on channel 'mail'", "under 'reach'"),
                argumentSet("an unknown key", "contacts: []", "unknown key 'contacts' in a target", "contact"));
    }
}
