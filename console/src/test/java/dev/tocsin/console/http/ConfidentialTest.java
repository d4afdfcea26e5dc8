package dev.tocsin.console.http;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.Test;

/** Who may read what a confidential incident is about (B13). */
class ConfidentialTest {

    private static final String USUAL = "usual-token-of-the-console";
    private static final String CLEARED = "token-of-those-who-are-cleared";
    private static final String SECRET = "customer data in a public bucket";
    private static final List<String> PATHS = List.of("/api/incidents", "/api/incidents/i1", "/api/inbox");

    @Test
    void shouldTellNobodyWhereNoTokenIsSet_B13() {
        try (var console = withASecret(Map.of())) {
            PATHS.forEach(path -> assertThat(console.get(path).body()).doesNotContain(SECRET));

            var incident = json(console.get("/api/incidents/i1")).get("incident");
            assertThat(incident.get("title").stringValue()).isEqualTo("Confidential incident");
            assertThat(incident.get("redacted").booleanValue()).isTrue();
            assertThat(incident.get("severity").stringValue()).isEqualTo("SEV2");
        }
    }

    @Test
    void shouldShowContentsToOnlyTokenWhenNoClearedTokenIsSet_B13() {
        try (var console = withASecret(Map.of("console.token", USUAL))) {
            assertThat(with(console, USUAL, "/api/incidents/i1")).contains(SECRET);
        }
    }

    @Test
    void shouldTellOnlyThoseWithTheTokenThatClears_B13() {
        try (var console = withASecret(Map.of("console.token", USUAL, "console.token.cleared", CLEARED))) {
            PATHS.forEach(path -> assertThat(with(console, USUAL, path)).doesNotContain(SECRET));
            assertThat(with(console, CLEARED, "/api/incidents/i1")).contains(SECRET);
            assertThat(with(console, CLEARED, "/api/incidents")).contains(SECRET);
        }
    }

    @org.junit.jupiter.params.ParameterizedTest(name = "{0} {1}")
    @org.junit.jupiter.params.provider.CsvSource(delimiter = '|', textBlock = """
            confidential | {"confidential":false}
            merge        | {"into":"another"}
            split        | {"alerts":["a"]}
            move         | {"alerts":["a"],"to":"another"}""")
    void shouldLetNobodyUncoverItWhoIsNotCleared_B13(String action, String body) {
        try (var console = withASecret(Map.of())) {
            assertThat(console.post("/api/incidents/i1/" + action, body).statusCode()).isEqualTo(403);
            assertThat(console.written).isEmpty();
            assertThat(console.post("/api/incidents/i1/acknowledge", "{}").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void shouldHideMessagesFromBeforeItBecameConfidential_B13() {
        try (var console = withASecret(Map.of())) {
            console.projection.apply(aPage("n2", Incident.newBuilder(secret()).setConfidential(false).build()).build());
            console.projection.apply(dev.tocsin.console.Records.aDelivery("n2", "i1",
                    dev.tocsin.event.DeliveryOutcome.DELIVERED).build());

            var inbox = console.get("/api/inbox");

            assertThat(json(inbox).get("notifications")).hasSize(2);
            assertThat(inbox.body()).doesNotContain(SECRET);
        }
    }

    @Test
    void shouldKeepItOutOfTheStreamThatAllShare_B13() {
        try (var console = withASecret(Map.of())) {
            try (var looking = console.feed.join(java.util.Optional.of("run-0")).orElseThrow()) {
                console.announce(console.projection.apply(secret()));

                assertThat(drain(looking)).contains("Confidential incident").doesNotContain(SECRET);
            }
        }
    }

    private static String drain(dev.tocsin.console.live.Subscription subscription) {
        try {
            var text = new StringBuilder();
            while (subscription.next(java.time.Duration.ofMillis(
                    50)) instanceof dev.tocsin.console.live.Subscription.Next.Event(var event)) {
                text.append(event.frame());
            }
            return text.toString();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static ConsoleFixture withASecret(Map<String, String> settings) {
        var console = new ConsoleFixture(Settings.of(settings));
        console.projection.apply(secret());
        console.projection.apply(aFact("i1", "f1", FactKind.NOTE_ADDED).setSummary(SECRET).build());
        console.projection.apply(aPage("n1", secret()).setReason(SECRET).build());
        console.projection.apply(dev.tocsin.console.Records.aDelivery("n1", "i1",
                dev.tocsin.event.DeliveryOutcome.DELIVERED).build());
        return console;
    }

    private static Incident secret() {
        return anIncident("i1").setConfidential(true).setTitle(SECRET).setSummary(SECRET).setNote(SECRET).setLabels(Map
                .of("what", SECRET)).build();
    }

    private static String with(ConsoleFixture console, String token, String path) {
        return console.send(console.to(path).header("Authorization", "Bearer " + token)).body();
    }
}
