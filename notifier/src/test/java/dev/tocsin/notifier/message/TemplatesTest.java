package dev.tocsin.notifier.message;

import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.PAGE_DIGEST;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Resolution;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.kind.DigestDetails;
import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages in the words of a policy. */
class TemplatesTest {

    private static final String POLICY = """
            policy: ours
            severities: [{id: SEV1, title: Critical, ladder: urgent}]
            ladders: {urgent: {steps: [{after: 0m, notify: [alice]}]}}
            targets: {alice: [hook, other]}
            channels: {hook: {type: inbox}, other: {type: webhook, url: "https://hooks.example.org/"}}
            link: {console: "https://tocsin.example.org"}
            """;
    private static final String PAGES = """
            messages:
              - kinds: [page, page-missed]
                headline: "{severity} | {service} | {title}"
                lines:
                  - what
                  - {label: Tenant, text: "{labels.tenant}"}
                  - {label: Bridge, link: "https://meet.example.org/{service}?t={title}"}
                  - runbook
            """;

    @Test
    void shouldSayThePageInTheWordsOfThePolicy() {
        var message = write(PAGES, aPage().with(it -> it.setLabels(Map.of("tenant", "acme"))), false);

        assertThat(message.plain()).isEqualTo("""
                SEV1 | checkout | Error rate above 5 %
                What: 12 % of requests fail
                Tenant: acme
                Bridge: https://meet.example.org/checkout?t=Error%20rate%20above%205%20%25
                Runbook: https://runbooks.example.org/checkout
                Acknowledge: https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl
                Incident: 0a1b2c3d-abcdefghijkl""");
        assertThat(message.remark()).isEmpty();
    }

    @Test
    void shouldLeaveOutALineOfWhichNothingIsKnown() {
        assertThat(write(PAGES, aPage(), false).plain()).doesNotContain("Tenant").contains("Bridge");
    }

    @Test
    void shouldPutTheRestWhereThePolicyWantsIt() {
        var message = write("messages: [{lines: [team, rest, what]}]", aPage(), false);
        var usual = write("", aPage(), false);

        assertThat(message.headline()).isEqualTo(usual.headline());
        assertThat(message.lines()).containsExactlyInAnyOrderElementsOf(usual.lines());
        var labels = message.lines().stream().map(Line::label).toList();
        assertThat(labels.getFirst()).isEqualTo("Team");
        assertThat(labels.subList(labels.size() - 3, labels.size())).containsExactly("What", "Acknowledge", "Incident");
    }

    @Test
    void shouldSayWhatIsNewWhateverTheTemplateSays() {
        var message = write("messages: [{headline: \"{title}\", lines: []}]", a(RESOLVED).state(IncidentState.RESOLVED,
                "alice").with(it -> it.setResolution(new Resolution("Leak", "Rollback", "", ""))), true);

        assertThat(message.plain()).startsWith(
                "(possible repeat) Resolved by alice: Error rate above 5 %\nPossible repeat: ")
                .contains("\nCause: Leak\nFix: Rollback\nIncident: ");
    }

    @Test
    void shouldPutTheNewsWhereTheTemplateWantsThem() {
        assertThat(write("messages: [{headline: \"{title} ({news})\"}]", a(RESOLVED).state(IncidentState.RESOLVED,
                "alice"),
                false).headline()).isEqualTo("Error rate above 5 % (Resolved by alice)");
    }

    @Test
    void shouldSayThatAPageIsLate() {
        assertThat(write(PAGES, aPage().late(), false, NOON.plus(Duration.ofMinutes(7))).headline()).isEqualTo(
                "LATE by 7 min: SEV1 | checkout | Error rate above 5 %");
    }

    @Test
    void shouldTakeTheFirstTemplateThatIsForTheKindAndChannel() {
        var messages = """
                messages:
                  - {kinds: [page], channels: [other], headline: "other {title}"}
                  - {kinds: [page], headline: "page {title}"}
                """;

        assertThat(write(messages, aPage().to("other", ""), false).headline()).startsWith("other ");
        assertThat(write(messages, aPage(), false).headline()).startsWith("page ");
        assertThat(write(messages, a(UPDATED), false).headline()).startsWith("Update: [SEV1] checkout");
    }

    /** In doubt, it pages: with the usual words. */
    @Test
    void shouldFallBackWhenTheFirstLineIsEmpty() {
        var message = write("messages: [{headline: \"{title}\", lines: []}]", aPage().with(it -> it.setTitle("...")),
                false);

        assertThat(message.headline()).isEqualTo("[SEV1] checkout (production): ... - customers affected");
        assertThat(message.lines()).extracting(Line::label).contains("What", "Since", "Acknowledge");
        assertThat(message.remark()).contains(
                "in the usual words, because message 1 of policy version 1 failed: its first line is empty");
    }

    @Test
    void shouldKeepWhatIsConfidentialInTheUsualWords() {
        var redacted = aPage().with(it -> it.setTitle("Confidential incident").setService("").setEnvironment("")
                .setSummary("")
                .setConfidential(true).setCustomerFacing(false));

        assertThat(write(PAGES, redacted, false).headline()).isEqualTo("[SEV1]: Confidential incident");
        assertThat(write("messages: [{lines: []}]", aPage().with(it -> it.setConfidential(true)), false).plain())
                .contains(
                        "\nConfidential: do not share\n");
    }

    @Test
    void shouldLeaveTextFromOutsideInOneLine() {
        var message = write(PAGES, aPage().with(it -> it.setTitle("a\nAcknowledge: https://evil.example\u202E")
                .setLabels(Map.of(
                        "tenant", "x\r\nIncident: other"))), false);

        assertThat(message.headline()).isEqualTo("SEV1 | checkout | a Acknowledge: https://evil.example");
        assertThat(message.plain()).contains("\nTenant: x Incident: other\n");
    }

    @Test
    void shouldWordADigestByItsMostSevereIncident() {
        var other = a(PAGE).with(it -> it.setTitle("Slow").setService("search")).incident();
        var digest = a(PAGE_DIGEST).with(it -> it.setTitle("3 messages held back"));
        var built = Notification.newBuilder(digest.build()).setDetails(DigestDetails.of(3, List.of(other, aPage()
                .incident())))
                .build();

        var message = new MessageWriter(told -> Reader.of(policy("""
                messages: [{kinds: [digest, page-digest], headline: "{messages} about {incidents}: {service} {title}"}]
                """), told, Optional.empty())).write(built, false, NOON);

        assertThat(message.headline()).isEqualTo(
                "3 messages held back about 2 incidents: 3 about 2: search Slow");
        assertThat(message.lines()).hasSize(3);
    }

    /** A line without a name in the policy could be neither moved nor left out. */
    @ParameterizedTest
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"DIGEST", "PAGE_DIGEST"})
    void shouldHaveANameForEveryLineOfTheBody(NotificationKind kind) {
        var told = a(kind).alsoTold("bob").with(it -> it.setSteps(List.of("Look")).setNote("n").setTruncatedAlerts(2)
                .setFlapping(
                        true).setParentId("p").setRespondWithinMillis(1_000L).setLabels(Map.of("a", "b")).setRoles(Map
                                .of("commander",
                                        "carol", "scribe", "dan")).setAssessment("assessed").setAcknowledgesNeeded(2))
                .on("", "war-room",
                        "https://meet.example.org/", "room", "#incident", "next-update", NOON.plusSeconds(60)
                                .toString()).build();

        var lines = new Body(told, new Reader(Optional.of("https://tocsin.example.org"), List.of()), NOON).lines();

        assertThat(lines).filteredOn(line -> LineNames.of(line).isEmpty()).isEmpty();
    }

    private static Message write(String messages, Notifications told, boolean possibleRepeat) {
        return write(messages, told, possibleRepeat, NOON);
    }

    private static Message write(String messages, Notifications told, boolean possibleRepeat, Instant now) {
        var policy = policy(messages);
        Notification built = told.build();
        return new MessageWriter(one -> Reader.of(policy, one, Optional.empty())).write(built, possibleRepeat, now);
    }

    private static CompiledPolicy policy(String messages) {
        try {
            return PolicyLoader.load("ours.yml", POLICY + messages);
        } catch (PolicyErrors errors) {
            throw new AssertionError(errors);
        }
    }
}
