package dev.tocsin.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.command.CommandVerdict.Accepted;
import dev.tocsin.schemas.command.CommandVerdict.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands an incident accepts, and why it refuses the others. */
class CommandCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Standing OPEN = standing(Stage.OPEN);

    @ParameterizedTest(name = "{0} of an incident that is {1} is accepted")
    @CsvSource({"ACKNOWLEDGE, OPEN", "ACKNOWLEDGE, PARTLY_ACKNOWLEDGED", "ACKNOWLEDGE, SNOOZED", "MITIGATE, OPEN",
            "MITIGATE, ACKNOWLEDGED", "RESOLVE, OPEN", "RESOLVE, ACKNOWLEDGED", "RESOLVE, MITIGATED",
            "MITIGATION_FAILED, MITIGATED", "RESUME_CLOCKS, RESOLVED", "UNACKNOWLEDGE, ACKNOWLEDGED",
            "UNACKNOWLEDGE, PARTLY_ACKNOWLEDGED", "REOPEN, RESOLVED", "CLOSE, RESOLVED"})
    void shouldAccept(CommandKind kind, Stage stage) {
        assertThat(check(kind, stage, "")).isEqualTo(new Accepted(Map.of()));
    }

    @ParameterizedTest(name = "{0} of an incident that is {1}: {3}")
    @CsvSource({"ACKNOWLEDGE, ACKNOWLEDGED, ALREADY_ACKNOWLEDGED, already acknowledged by ada",
            "ACKNOWLEDGE, MITIGATED, ALREADY_MITIGATED, already mitigated by ben",
            "ACKNOWLEDGE, RESOLVED, ALREADY_RESOLVED, already resolved by eve",
            "ACKNOWLEDGE, MERGED, MERGED, merged into i2: send the command to that incident",
            "MITIGATE, MITIGATED, ALREADY_MITIGATED, already mitigated by ben",
            "MITIGATE, CLOSED, ALREADY_CLOSED, already closed", "SNOOZE, MITIGATED, ALREADY_MITIGATED, "
                    + "already mitigated by ben",
            "RESOLVE, RESOLVED, ALREADY_RESOLVED, already resolved by eve",
            "ASSESS, CLOSED, ALREADY_CLOSED, already closed", "MITIGATION_FAILED, OPEN, NOT_MITIGATED, not mitigated",
            "UNACKNOWLEDGE, OPEN, NOT_ACKNOWLEDGED, not acknowledged",
            "UNACKNOWLEDGE, MITIGATED, MITIGATED, mitigated by ben: use mitigation-failed to reopen it",
            "REOPEN, ACKNOWLEDGED, ALREADY_OPEN, already open",
            "REOPEN, CLOSED, CLOSED_FOR_GOOD, already closed: alerts that fire now open another incident",
            "CLOSE, OPEN, NOT_RESOLVED, not resolved: resolve it first",
            "ASSIGN_ROLE, CLOSED, ALREADY_CLOSED, already closed", "ADD_NOTE, MERGED, MERGED, "
                    + "merged into i2: send the command to that incident"})
    void shouldRefuseWithTheReason(CommandKind kind, Stage stage, CommandRefusalReason reason, String sentence) {
        assertThat(check(kind, stage, "x")).isEqualTo(new Refused(new CommandRefusal(reason, sentence)));
    }

    @Test
    void shouldRefuseAKindThatThisVersionDoesNotKnow() {
        assertThat(reason(check(CommandKind.UNKNOWN, Map.of(), OPEN))).isEqualTo(CommandRefusalReason.UNKNOWN_COMMAND);
    }

    @Test
    void shouldRefuseCommandsForAnEarlierRound() {
        assertThat(check(CommandKind.ACKNOWLEDGE, Map.of("round", "2"), OPEN)).isEqualTo(new Refused(new CommandRefusal(
                CommandRefusalReason.OTHER_ROUND, "sent for round 2, but the incident is in round 1")));
        assertThat(check(CommandKind.ACKNOWLEDGE, Map.of("round", "1"), OPEN)).isEqualTo(new Accepted(Map.of()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            SNOOZE          | for=30m                        | for=30m
            SNOOZE          | until=2026-11-21T06:00:00Z     | until=2026-11-21T06:00:00Z
            SNOOZE          | for=7d                         | for=7d
            ASSIGN_ROLE     | role= scribe ,person=          | person=,role=scribe
            SET_CONFIDENTIAL | confidential=TRUE             | confidential=true
            POST_UPDATE     | text=x,audience=Both,status=   | audience=both,text=x
            ASSIGN_TASK     | task=a1,owner=                 | owner=,task=a1
            ADD_TASK        | task=x,due=366d                | due=366d,task=x
            RESOLVE         | review=https://w.example/1     | review=https://w.example/1
            MITIGATE        | round=1,action=x,other=y       | action=x""")
    void shouldReadArgumentsInTheirUsualForm(CommandKind kind, String given, String read) {
        assertThat(check(kind, map(given), OPEN)).isEqualTo(new Accepted(map(read)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            SNOOZE          | other=x                        | exactly one of for and until is required
            SNOOZE          | for=1h,until=2026-11-21T06:00:00Z | exactly one of for and until is required
            SNOOZE          | for=0m                         | for must be a duration such as 30m or 2h, at most 7d
            SNOOZE          | for=8d                         | for must be a duration such as 30m or 2h, at most 7d
            SNOOZE          | for=soon                       | for must be a duration such as 30m or 2h, at most 7d
            SNOOZE          | until=2026-11-21T02:59:59Z     | until must be an instant such as 2026-11-21T06:00:00Z, in the future, at most 7d ahead
            ASSIGN_ROLE     | role=scribe                    | person is required: a name, on one line of at most 100 characters
            SET_CONFIDENTIAL | confidential=yes              | confidential must be true or false
            POST_UPDATE     | text=x,status=done             | status must be one of investigating, identified, monitoring, resolved
            PAUSE_CLOCKS    | reason=x,phase=review          | not resolved, so the review clock does not run yet
            ASSIGN_TASK     | task=a1                        | owner or due is required
            MERGE           | into=not an ID                 | into must be the ID of another incident
            RESOLVE         | review=javascript:alert(1)     | review must be a URL that begins with https:// or http://, at most 2000 characters""")
    void shouldRefuseArgumentsThatDoNotFit(CommandKind kind, String given, String sentence) {
        assertThat(check(kind, map(given), OPEN)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused
                .refusal().sentence()).isEqualTo(sentence));
    }

    @Test
    void shouldRefuseANextUpdateAfterTheResolution() {
        var next = Map.of("text", "x", "next", "1h");

        assertThat(reason(check(CommandKind.POST_UPDATE, next, standing(Stage.RESOLVED)))).isEqualTo(
                CommandRefusalReason.NO_NEXT_UPDATE);
        assertThat(check(CommandKind.POST_UPDATE, next, OPEN)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldPauseOnlyTheReviewClockAfterTheResolution() {
        var mitigate = Map.of("reason", "x", "phase", "mitigate");

        assertThat(reason(check(CommandKind.PAUSE_CLOCKS, mitigate, standing(Stage.RESOLVED)))).isEqualTo(
                CommandRefusalReason.ONLY_REVIEW_CLOCK);
        assertThat(check(CommandKind.PAUSE_CLOCKS, Map.of("reason", "x"), standing(Stage.RESOLVED))).isInstanceOf(
                Accepted.class);
    }

    private static CommandVerdict check(CommandKind kind, Stage stage, String note) {
        return CommandCheck.check(kind, Map.of(), note, standing(stage), NOW);
    }

    private static CommandVerdict check(CommandKind kind, Map<String, String> arguments, Standing incident) {
        return CommandCheck.check(kind, arguments, "", incident, NOW);
    }

    private static CommandRefusalReason reason(CommandVerdict verdict) {
        return ((Refused) verdict).refusal().reason();
    }

    private static Standing standing(Stage stage) {
        var state = switch (stage) {
            case OPEN, PARTLY_ACKNOWLEDGED -> IncidentState.OPEN;
            case ACKNOWLEDGED, SNOOZED -> IncidentState.ACKNOWLEDGED;
            case MITIGATED -> IncidentState.MITIGATED;
            case RESOLVED -> IncidentState.RESOLVED;
            case CLOSED, MERGED -> IncidentState.CLOSED;
        };
        var made = new Standing(state, 1, stage == Stage.PARTLY_ACKNOWLEDGED ? 1 : 0, stage == Stage.SNOOZED, "ada",
                "ben", "eve", stage == Stage.MERGED ? "i2" : "");
        assertThat(made.stage()).isEqualTo(stage);
        return made;
    }

    private static Map<String, String> map(String text) {
        var map = new TreeMap<String, String>();
        Stream.of(text.split(",")).map(each -> Arrays.asList(each.split("=", 2))).forEach(pair -> map.put(pair
                .getFirst().strip(), pair.getLast()));
        return map;
    }
}
