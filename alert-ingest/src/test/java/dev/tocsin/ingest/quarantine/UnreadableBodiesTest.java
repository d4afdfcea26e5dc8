package dev.tocsin.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.SetClock;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnreadableBodiesTest {

    private static final Refusal REFUSAL = new Refusal(RefusalReason.NOT_JSON, "Send one JSON object.");

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final UnreadableBodies bodies = new UnreadableBodies(clock);

    @Test
    @DisplayName("A5: the first unreadable message of a source is told at once, with its quarantine id and the reason")
    void shouldTellTheFirst() {
        var alert = bodies.notUnderstood(from("shop", "01a"), REFUSAL).orElseThrow();

        assertThat(alert.getSummary()).isEqualTo("A message of source shop could not be read");
        assertThat(alert.getDescription()).contains("Send one JSON object.", "01a");
        assertThat(alert.getAnnotations()).containsEntry("quarantine_id", "01a").containsEntry("reason", "not-json");
        assertThat(alert.getLabels()).containsEntry("alertname", "TocsinBodyUnreadable").containsEntry("source",
                "shop");
    }

    @Test
    @DisplayName("A5: further messages of the source are counted, and told at most once a minute under one identity")
    void shouldTellOnceAMinuteWithACount() {
        var first = bodies.notUnderstood(from("shop", "01a"), REFUSAL).orElseThrow();
        clock.advance(Duration.ofSeconds(59));
        assertThat(bodies.notUnderstood(from("shop", "01b"), REFUSAL)).isEmpty();
        assertThat(bodies.notUnderstood(from("other", "01c"), REFUSAL)).isPresent();
        clock.advance(Duration.ofSeconds(1));

        var second = bodies.notUnderstood(from("shop", "01d"), REFUSAL).orElseThrow();

        assertThat(second.getIdentity()).isEqualTo(first.getIdentity());
        assertThat(second.getSummary()).isEqualTo("2 messages of source shop could not be read");
        assertThat(second.getStartsAt()).isEqualTo(first.getStartsAt());
        assertThat(second.getAnnotations()).containsEntry("messages_since_start", "3");
    }

    @Test
    @DisplayName("A5: what was only counted is told with the next message that is understood")
    void shouldReportPendingCountWithReadableMessage() {
        bodies.notUnderstood(from("shop", "01a"), REFUSAL);
        bodies.notUnderstood(from("shop", "01b"), REFUSAL);
        assertThat(bodies.understood(from("shop", "01c"))).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        assertThat(bodies.understood(from("shop", "01d"))).hasValueSatisfying(alert -> assertThat(alert.getStatus())
                .isEqualTo(AlertStatus.FIRING));
        assertThat(bodies.understood(from("shop", "01e"))).isEmpty();
    }

    @Test
    @DisplayName("A5: a source that was understood for an hour is over")
    void shouldEndAfterAnHour() {
        var firing = bodies.notUnderstood(from("shop", "01a"), REFUSAL).orElseThrow();
        clock.advance(Duration.ofMinutes(59));
        assertThat(bodies.understood(from("shop", "01b"))).isEmpty();
        assertThat(bodies.troubled()).containsOnlyKeys("shop");
        clock.advance(Duration.ofMinutes(1));

        assertThat(bodies.understood(from("shop", "01c"))).hasValueSatisfying(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(alert.getIdentity()).isEqualTo(firing.getIdentity());
        });
        assertThat(bodies.troubled()).isEmpty();
        assertThat(bodies.understood(from("shop", "01d"))).isEmpty();
    }

    @Test
    @DisplayName("A5: an alert that did not reach the log is owed")
    void shouldTellAgainWhatWasLost() {
        var lost = bodies.notUnderstood(from("shop", "01a"), REFUSAL).orElseThrow();

        bodies.lost(lost);

        assertThat(bodies.notUnderstood(from("shop", "01b"), REFUSAL)).hasValueSatisfying(alert -> assertThat(alert
                .getSummary()).startsWith("2 messages"));
    }

    private Incoming from(String source, String id) {
        return new Incoming(id, source, clock.instant(), "/v1/alertmanager/" + source, Map.of(), new byte[0]);
    }
}
