package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.SetClock;
import dev.tocsin.ingest.http.SourceProblems.Trouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceProblemsTest {

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SourceProblems troubles = new SourceProblems(List.of("grafana", "sentry"), metrics, clock);

    @Test
    @DisplayName("B1: readiness tells that alerts of a source get 503, and which source")
    void shouldNotBeReadyWhileASourceIsStarved() {
        assertThat(troubles.health().ready()).isTrue();

        troubles.met("sentry", Trouble.TURNED_AWAY, "overloaded");
        troubles.met("sentry", Trouble.TURNED_AWAY, "busy");

        assertThat(troubles.health().ready()).isFalse();
        assertThat(troubles.health().details()).containsEntry("reason", "alerts of sentry get 503")
                .containsEntry("source.sentry", "2 answered 503 in the last 5 minutes, last reason busy")
                .doesNotContainKey("source.grafana");
        assertThat(metrics.get("tocsin.ingest.source.starved").tag("source", "sentry").gauge().value()).isOne();
    }

    @Test
    void shouldBeReadyAgainOnceSomethingWasStored() {
        troubles.met("sentry", Trouble.TURNED_AWAY, "log-slow");
        troubles.stored("sentry");

        assertThat(troubles.health().ready()).isTrue();
        assertThat(troubles.health().details()).containsKey("source.sentry");
    }

    @Test
    void shouldForgetOldTrouble() {
        troubles.met("sentry", Trouble.TURNED_AWAY, "log-slow");
        clock.advance(Duration.ofMinutes(1));
        assertThat(troubles.health().ready()).isTrue();
        assertThat(troubles.health().details()).isNotEmpty();

        clock.advance(Duration.ofMinutes(5));

        assertThat(troubles.health().details()).isEmpty();
    }

    @Test
    void shouldStayReadyWhileStrangersGuessTokens() {
        troubles.met("sentry", Trouble.WRONG_TOKEN, "wrong-token");

        assertThat(troubles.health().ready()).isTrue();
        assertThat(troubles.health().details()).containsEntry("source.sentry",
                "1 refused for a missing or wrong token in the last 5 minutes, last reason wrong-token");
    }

    @Test
    @DisplayName("B1: /readyz shows it")
    void shouldShowItOverHttp() {
        try (var ingest = IngestHarness.slow("sources.alertmanager.deadline", "100ms")) {
            ingest.post("/v1/alertmanager", "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"}}]}",
                    "Content-Type", "application/json");

            var ready = ingest.get("/readyz");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("alerts of alertmanager get 503", "log-slow");
            assertThat(ingest.get("/healthz").statusCode()).isEqualTo(200);
        }
    }
}
