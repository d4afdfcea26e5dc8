package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.CLOSE;
import static dev.tocsin.event.CommandKind.PAUSE_CLOCKS;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.CommandKind.RESUME_CLOCKS;
import static dev.tocsin.event.FactKind.CLOCK_PAUSED;
import static dev.tocsin.event.FactKind.CLOCK_RESUMED;
import static dev.tocsin.event.FactKind.CLOSED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.SUPPRESSED;
import static dev.tocsin.event.FactKind.UNSUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When the clocks of an incident stand still (rows A1, B1, C1, C3, D1). */
class PausingTest {

    private final CorrelatorHarness correlator = CorrelatorHarness.start();
    private final AlertFixture alert = anAlert("db-1").named("DiskFull");
    private Incident opened;

    @BeforeEach
    void open() {
        correlator.fire(alert);
        opened = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    void shouldPauseClocksUntilSomebodyResumesThem() {
        correlator.command(PAUSE_CLOCKS, opened, Map.of("phase", "mitigate", "reason", "waiting for the vendor"), "");
        var from = correlator.now();
        correlator.advance(Duration.ofMinutes(40));
        correlator.commandBy("bob", RESUME_CLOCKS, opened, Map.of());

        var pause = correlator.incident().getClockPauses().getFirst();
        assertThat(pause.getPhase()).isEqualTo("mitigate");
        assertThat(pause.getBy()).isEqualTo("alice");
        assertThat(pause.getFrom()).isEqualTo(from);
        assertThat(pause.getUntil()).contains(correlator.now());
        assertThat(correlator.facts()).containsExactly(CLOCK_PAUSED, CLOCK_RESUMED);
    }

    @Test
    void shouldResumeClocksWhenThePauseEnds() {
        correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "deployment runs", "for", "20m"), "");
        correlator.command(PAUSE_CLOCKS, opened, Map.of("phase", "assess", "reason", "again", "for", "5m"), "");
        correlator.restart();
        var from = correlator.now();
        correlator.advance(Duration.ofMinutes(30));

        assertThat(correlator.incident().getClockPauses()).singleElement().satisfies(pause -> {
            assertThat(pause.getUntil()).contains(from.plus(Duration.ofMinutes(20)));
            assertThat(pause.getEndsAt()).isEqualTo(pause.getUntil());
        });
        assertThat(correlator.facts()).containsExactly(CLOCK_PAUSED, COMMAND_REFUSED, CLOCK_RESUMED);
    }

    @Test
    void shouldEndEachOfSeveralPausesInItsTime() {
        correlator.command(PAUSE_CLOCKS, opened, Map.of("phase", "mitigate", "reason", "one", "for", "20m"), "");
        correlator.command(PAUSE_CLOCKS, opened, Map.of("phase", "assess", "reason", "other", "for", "5m"), "");
        var from = correlator.now();
        correlator.advance(Duration.ofMinutes(30));

        assertThat(correlator.incident().getClockPauses()).extracting(pause -> pause.getUntil().orElseThrow())
                .containsExactly(from.plus(Duration.ofMinutes(20)), from.plus(Duration.ofMinutes(5)));
        assertThat(correlator.facts()).containsExactly(CLOCK_PAUSED, CLOCK_PAUSED, CLOCK_RESUMED, CLOCK_RESUMED);
    }

    @Test
    void shouldPauseClocksWhilePagingIsSuppressed() {
        var silence = SilencesTest.silence("s-1").setStartsAt(correlator.now()).setEndsAt(correlator.now().plus(Duration
                .ofMinutes(10))).setMatchers(List.of(new Matcher("alertname", "DiskFull", false, true))).build();
        var from = correlator.now();
        correlator.silence(silence);
        var held = correlator.incident();
        correlator.command(RESUME_CLOCKS, opened);
        correlator.advance(Duration.ofMinutes(10));

        assertThat(held.getClockPauses()).singleElement().satisfies(pause -> {
            assertThat(pause.getBy()).isEqualTo("policy");
            assertThat(pause.getReason()).contains("s-1");
            assertThat(pause.getFrom()).isEqualTo(from);
            assertThat(pause.getUntil()).isEmpty();
        });
        assertThat(correlator.incident().getClockPauses()).singleElement().satisfies(pause -> assertThat(pause
                .getUntil()).contains(from.plus(Duration.ofMinutes(10))));
        assertThat(correlator.facts()).containsExactly(SUPPRESSED, COMMAND_REFUSED, UNSUPPRESSED);
    }

    @Test
    void shouldEndAllPausesWithTheResolveAndPauseOnlyTheReviewFromThenOn() {
        correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "waiting for the vendor", "for", "2h"), "");
        correlator.advance(Duration.ofMinutes(1));
        correlator.command(RESOLVE, opened);
        var resolved = correlator.now();
        var over = correlator.incident();
        correlator.command(PAUSE_CLOCKS, opened, Map.of("phase", "resolve", "reason", "too late"), "");
        correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "all are on holiday"), "");
        correlator.advance(Duration.ofMinutes(1));
        correlator.command(CLOSE, opened);

        assertThat(over.getClockPauses()).singleElement().satisfies(pause -> assertThat(pause.getUntil()).contains(
                resolved));
        assertThat(correlator.incident().getClockPauses()).extracting(pause -> pause.getPhase() + " " + pause.getUntil()
                .map(Object::toString).orElse("lasts")).containsExactly(" " + resolved, "review " + correlator.now());
        assertThat(correlator.facts()).containsExactly(CLOCK_PAUSED, RESOLVED, COMMAND_REFUSED, CLOCK_PAUSED, CLOSED);
    }

    @Test
    void shouldBeginEachRoundWithoutPauses() {
        correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "waiting for the vendor"), "");
        correlator.command(RESOLVE, opened);
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(alert);

        assertThat(correlator.incident().getClockPauses()).isEmpty();
        correlator.skip();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("nonsense")
    void shouldRefuseInvalidCommands(CommandKind kind, Map<String, String> arguments, String reason) {
        correlator.command(kind, opened, arguments, "");

        assertThat(correlator.timeline()).singleElement().satisfies(fact -> assertThat(fact.getDetails().getOrDefault(
                "reason", "")).contains(reason));
        assertThat(correlator.snapshots()).isEmpty();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(Arguments.of(PAUSE_CLOCKS, Map.of(), "reason is required"),
                Arguments.of(PAUSE_CLOCKS, Map.of("reason", "x", "phase", "lunch"), "one of respond, assess"),
                Arguments.of(PAUSE_CLOCKS, Map.of("reason", "x", "phase", "review"),
                        "not resolved, so the review clock"),
                Arguments.of(PAUSE_CLOCKS, Map.of("reason", "x", "for", "31d"), "at most 30d"),
                Arguments.of(PAUSE_CLOCKS, Map.of("reason", "x".repeat(2_001)), "at most 2000 characters"),
                Arguments.of(RESUME_CLOCKS, Map.of(), "the response clocks are not paused"),
                Arguments.of(RESUME_CLOCKS, Map.of("phase", "assess"), "the assess clock is not paused"));
    }

    @Test
    void shouldNotPauseForEverAgain() {
        for (var i = 0; i < 40; i++) {
            correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "x"), "");
            correlator.command(RESUME_CLOCKS, opened);
        }
        correlator.skip();

        correlator.command(PAUSE_CLOCKS, opened, Map.of("reason", "x"), "");

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
        assertThat(Optional.of(correlator.snapshots())).contains(List.of());
    }
}
