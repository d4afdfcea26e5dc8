package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.ASSESS;
import static dev.tocsin.event.CommandKind.CLOSE;
import static dev.tocsin.event.CommandKind.MITIGATE;
import static dev.tocsin.event.CommandKind.POST_UPDATE;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.FactKind.ASSESSED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.MITIGATED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.UPDATE_POSTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people say of an incident: what it is, how it stands, what was done (rows A6, B10, B11, B12, C3, D6). */
class ReportingTest {

    private final CorrelatorHarness correlator = CorrelatorHarness.start();
    private final AlertFixture alert = anAlert("db-1");
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

    /** C3. */
    @Test
    void shouldKeepTheFirstAssessmentTimeAndTheLatestText() {
        correlator.command(ASSESS, opened, Map.of("assessment", "the disk of db-1 is full"), "");
        var first = correlator.now();
        correlator.advance(Duration.ofMinutes(3));
        correlator.commandBy("bob", ASSESS, opened, Map.of("assessment", "a log file grows"));

        var assessed = correlator.incident();
        assertThat(assessed.getAssessedAt()).contains(first);
        assertThat(assessed.getAssessedBy()).isEqualTo("alice");
        assertThat(assessed.getAssessment()).isEqualTo("a log file grows");
        assertThat(correlator.facts()).containsExactly(ASSESSED, ASSESSED);
    }

    /** B12, D6. */
    @Test
    void shouldKeepUpdatesForTeamAndCustomers() {
        correlator.command(POST_UPDATE, opened, Map.of("text", "we look into it", "status", "Investigating", "next",
                "15m"), "");
        var inside = correlator.now();
        correlator.advance(Duration.ofMinutes(5));
        correlator.command(POST_UPDATE, opened, Map.of("text", "payments are slow", "audience", "outside"), "");

        var told = correlator.incident();
        assertThat(told.getUpdates()).extracting(StatusUpdate::getNumber).containsExactly(1, 2);
        var first = told.getUpdates().getFirst();
        assertThat(first.getAudience()).isEqualTo(UpdateAudience.INSIDE);
        assertThat(first.getStatus()).isEqualTo("investigating");
        assertThat(first.getNextAt()).contains(inside.plus(Duration.ofMinutes(15)));
        assertThat(told.getFirstUpdatedAt()).contains(inside);
        assertThat(told.getInsideUpdatedAt()).contains(inside);
        assertThat(told.getOutsideUpdatedAt()).contains(correlator.now());
        var facts = correlator.timeline();
        assertThat(facts).extracting("kind").containsExactly(UPDATE_POSTED, UPDATE_POSTED);
        assertThat(facts.getFirst().getDetails()).containsEntry("audience", "inside").containsEntry("number", "1")
                .containsEntry("next", inside.plus(Duration.ofMinutes(15)).toString());
    }

    @Test
    void shouldShowTheLastFiveUpdatesAndCountAll() {
        for (var number = 1; number <= 7; number++) {
            correlator.command(POST_UPDATE, opened, Map.of("text", "update " + number, "audience", "both"), "");
        }

        var told = correlator.incident();
        assertThat(told.getUpdates()).extracting(StatusUpdate::getText).containsExactly("update 3", "update 4",
                "update 5", "update 6", "update 7");
        assertThat(told.getUpdatesTotal()).isEqualTo(7);
        assertThat(told.getInsideUpdatedAt()).isEqualTo(told.getOutsideUpdatedAt()).isPresent();
        correlator.skip();
    }

    /** B11: a resolution notice comes after the resolve. */
    @Test
    void shouldAcceptAnUpdateAfterTheResolveButNoNextTime() {
        correlator.command(RESOLVE, opened);
        correlator.command(POST_UPDATE, opened, Map.of("text", "it is over", "status", "resolved"), "");
        correlator.command(POST_UPDATE, opened, Map.of("text", "it is over", "next", "1h"), "");
        correlator.command(CLOSE, opened);
        correlator.command(POST_UPDATE, opened, Map.of("text", "it is over"), "");

        assertThat(correlator.incident().getUpdatesTotal()).isEqualTo(1);
        assertThat(correlator.facts()).containsExactly(RESOLVED, UPDATE_POSTED, COMMAND_REFUSED,
                dev.tocsin.event.FactKind.CLOSED, COMMAND_REFUSED);
    }

    /** B10. */
    @Test
    void shouldKeepTheMitigation() {
        correlator.command(MITIGATE, opened, Map.of("action", "emptied the disk", "next", "find out what fills it"),
                "");

        assertThat(correlator.incident().getMitigation()).contains(new Mitigation("emptied the disk",
                "find out what fills it"));
        assertThat(correlator.timeline()).singleElement().satisfies(fact -> {
            assertThat(fact.getKind()).isEqualTo(MITIGATED);
            assertThat(fact.getSummary()).isEqualTo("alice mitigated the incident: emptied the disk");
        });
    }

    /** B11, D9. */
    @Test
    void shouldKeepTheResolutionUntilTheIncidentIsReopened() {
        correlator.command(RESOLVE, opened, Map.of("cause", "a log file", "fix", "rotated it", "impact", "none",
                "review", "https://wiki.example.org/review"), "");
        var over = correlator.incident();
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(alert);

        assertThat(over.getResolution()).contains(new Resolution("a log file", "rotated it", "none",
                "https://wiki.example.org/review"));
        assertThat(correlator.incident().getResolution()).isEmpty();
        assertThat(correlator.facts()).containsExactly(RESOLVED, REOPENED);
    }

    @Test
    void shouldClearTheReportsOfThePreviousRound() {
        correlator.command(ASSESS, opened, Map.of("assessment", "the disk is full"), "");
        correlator.command(POST_UPDATE, opened, Map.of("text", "we look into it", "audience", "both"), "");
        correlator.command(MITIGATE, opened, Map.of("action", "emptied it"), "");
        correlator.command(RESOLVE, opened);
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(alert);

        var again = correlator.incident();
        assertThat(again.getAssessedAt()).isEmpty();
        assertThat(again.getAssessment()).isEmpty();
        assertThat(again.getUpdates()).isEmpty();
        assertThat(again.getUpdatesTotal()).isZero();
        assertThat(again.getFirstUpdatedAt()).isEmpty();
        assertThat(again.getInsideUpdatedAt()).isEmpty();
        assertThat(again.getOutsideUpdatedAt()).isEmpty();
        assertThat(again.getMitigation()).isEmpty();
        correlator.skip();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("nonsense")
    void shouldRefuseInvalidCommands(CommandKind kind, Map<String, String> arguments, String reason) {
        correlator.command(kind, opened, arguments, "");

        assertThat(correlator.timeline()).singleElement().satisfies(fact -> {
            assertThat(fact.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(fact.getSummary()).contains(reason);
        });
        assertThat(correlator.snapshots()).isEmpty();
    }

    static Stream<Arguments> nonsense() {
        var long1 = "x".repeat(2_001);
        return Stream.of(Arguments.of(ASSESS, Map.of(), "assessment is required"),
                Arguments.of(ASSESS, Map.of("assessment", long1), "at most 2000 characters"),
                Arguments.of(POST_UPDATE, Map.of(), "text is required"),
                Arguments.of(POST_UPDATE, Map.of("text", long1), "at most 2000 characters"),
                Arguments.of(POST_UPDATE, Map.of("text", "x", "audience", "press"), "one of inside, outside, both"),
                Arguments.of(POST_UPDATE, Map.of("text", "x", "status", "done"),
                        "one of investigating, identified, monitoring, resolved"),
                Arguments.of(POST_UPDATE, Map.of("text", "x", "next", "soon"), "such as 30m"),
                Arguments.of(POST_UPDATE, Map.of("text", "x", "next", "8d"), "at most 7d"),
                Arguments.of(MITIGATE, Map.of("action", long1), "at most 2000 characters"),
                Arguments.of(RESOLVE, Map.of("cause", long1), "at most 2000 characters"),
                Arguments.of(RESOLVE, Map.of("review", "javascript:alert(1)"), "begins with https://"));
    }
}
