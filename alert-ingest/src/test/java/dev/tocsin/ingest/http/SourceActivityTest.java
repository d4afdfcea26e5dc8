package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.ingest.SetClock;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SourceActivityTest {

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final PrometheusMeterRegistry registry = Metrics.create("alert-ingest");
    private final SourceActivity activity = new SourceActivity(List.of("zabbix", "datadog"), registry, clock,
            new SenderClocks(clock), "one", () -> 3);

    private void accepted(String source) {
        activity.answered(source, Answer.beat());
    }

    private JsonNode row() {
        return JsonMapper.shared().readTree(activity.json()).path("sources").path(0);
    }

    @Test
    void shouldShowOnlySourcesThatWereHeardOf() {
        accepted("zabbix");

        var all = JsonMapper.shared().readTree(activity.json());

        assertThat(all.path("spooled").asInt()).isEqualTo(3);
        assertThat(all.path("sources")).hasSize(1);
        assertThat(row().path("source").asString()).isEqualTo("zabbix");
        assertThat(row().path("lastAccepted").asString()).isEqualTo("2026-03-10T12:00:00Z");
    }

    @Test
    void shouldCountTheLastHour() {
        accepted("zabbix");
        clock.advance(Duration.ofMinutes(50));
        accepted("zabbix");
        accepted("zabbix");
        assertThat(row().path("acceptedLastHour").asInt()).isEqualTo(3);

        clock.advance(Duration.ofMinutes(30));

        assertThat(row().path("acceptedLastHour").asInt()).isEqualTo(2);
    }

    @Test
    void shouldSayWhyTheLastRequestWasRefused() {
        activity.answered("zabbix", Answer.problem(Problem.of(422, "missing-field", "A field is missing",
                "The body has no event ID.")));

        assertThat(row().path("refusedBecause").asString()).contains("422", "missing-field", "no event ID");
        assertThat(row().has("lastAccepted")).isFalse();
    }

    @Test
    void shouldCallASourceSilentThatWasNeverSilentForSoLong() {
        for (var i = 0; i < 12; i++) {
            accepted("zabbix");
            clock.advance(Duration.ofMinutes(20));
        }
        assertThat(activity.silent("zabbix")).isFalse();

        clock.advance(Duration.ofMinutes(1));

        assertThat(activity.silent("zabbix")).isTrue();
        assertThat(registry.get("tocsin.ingest.source.silent").tag("source", "zabbix").gauge().value()).isEqualTo(1);
        accepted("zabbix");
        assertThat(activity.silent("zabbix")).isFalse();
    }

    @Test
    void shouldNotJudgeTheSilenceOfASourceThatIsHardlyKnown() {
        accepted("zabbix");
        clock.advance(Duration.ofDays(3));

        assertThat(activity.silent("zabbix")).isFalse();
        assertThat(activity.silent("datadog")).isFalse();
    }

    @Test
    void shouldTellWhatChangedAndContinueFromItAfterARestart() {
        for (var i = 0; i < 12; i++) {
            accepted("zabbix");
            clock.advance(Duration.ofMinutes(20));
        }
        var told = activity.changed();
        assertThat(activity.changed()).isEmpty();
        var after = new SourceActivity(List.of("zabbix", "datadog"), Metrics.create("alert-ingest"), clock,
                new SenderClocks(clock), "one", () -> 0);

        told.forEach(after::restore);

        assertThat(told).singleElement().satisfies(health -> {
            assertThat(health.getAccepted()).isEqualTo(12);
            assertThat(health.getLongestGapMillis()).isEqualTo(Duration.ofMinutes(20).toMillis());
            assertThat(health.getSpooled()).isEqualTo(3);
        });
        assertThat(after.silent("zabbix")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(after.silent("zabbix")).isTrue();
    }

    @Test
    void shouldNotContinueFromAnotherProcess() {
        accepted("zabbix");
        var other = new SourceActivity(List.of("zabbix"), Metrics.create("alert-ingest"), clock, new SenderClocks(
                clock), "two", () -> 0);

        activity.changed().forEach(other::restore);

        assertThat(JsonMapper.shared().readTree(other.json()).path("sources")).isEmpty();
    }

    @Test
    void shouldTellAgainWhatCouldNotBeWritten() {
        accepted("zabbix");
        var told = activity.changed();
        activity.notWritten(told);

        assertThat(activity.changed()).hasSize(1);
    }
}
