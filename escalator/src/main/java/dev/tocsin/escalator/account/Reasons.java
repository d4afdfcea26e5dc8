package dev.tocsin.escalator.account;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.tocsin.escalator.ladder.LadderDecision;
import dev.tocsin.escalator.ladder.LadderDecision.Exhausted;
import dev.tocsin.escalator.ladder.LadderDecision.Held;
import dev.tocsin.escalator.ladder.LadderDecision.Nothing;
import dev.tocsin.escalator.ladder.LadderDecision.Page;
import dev.tocsin.escalator.ladder.LadderDecision.Released;
import dev.tocsin.escalator.ladder.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.ladder.LadderDecision.Skipped;
import dev.tocsin.escalator.ladder.LadderDecision.StartLadder;
import dev.tocsin.escalator.ladder.LadderDecision.StopLadder;
import dev.tocsin.escalator.ladder.LadderDecision.Tell;
import dev.tocsin.event.Decision;
import dev.tocsin.state.Escalation;

/** The one place where the escalator's decisions are written down: one record for each occasion, also for silence. */
public final class Reasons {

    private static final String STAGE = "ladder";

    private Reasons() {}

    /** What was decided on that occasion, and why. */
    public static Decision of(Occasion occasion, Escalation row, List<LadderDecision> decisions) {
        var weightiest = decisions.stream().min(Comparator.comparingInt(Reasons::weight)).orElseThrow();
        return Decision.newBuilder().setId(occasion.id() + "/" + STAGE).setAt(occasion.at())
                .setServiceKey(row.getIncident().getServiceKey()).setSignalId(occasion.id()).setStage(STAGE)
                .setOutcome(outcome(weightiest))
                .setReason(decisions.stream().map(Reasons::sentence).collect(Collectors.joining("; ")))
                .setRuleId(row.getIncident().getRuleId()).setPolicyVersion(row.getPolicyVersion())
                .setIncidentId(row.getIncident().getId()).build();
    }

    /** Code of the decision: {@code paged}, {@code told}, {@code silent-acknowledged} ... */
    public static String outcome(LadderDecision decision) {
        return switch (decision) {
            case Exhausted _ -> "exhausted";
            case Page page -> page.isLate() ? "paged-late" : "paged";
            case StartLadder _ -> "started";
            case StopLadder _ -> "stopped";
            case Tell _ -> "told";
            case ScheduleRung _ -> "scheduled";
            case Held _ -> "held";
            case Released _ -> "released";
            case Skipped _ -> "skipped";
            case Nothing nothing -> "silent-" + nothing.silence().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static int weight(LadderDecision decision) {
        return switch (decision) {
            case Exhausted _ -> 0;
            case Page _ -> 1;
            case StartLadder _ -> 2;
            case StopLadder _ -> 3;
            case Tell _ -> 4;
            case Held _ -> 5;
            case Released _ -> 6;
            case Skipped _ -> 7;
            case ScheduleRung _ -> 8;
            case Nothing _ -> 9;
        };
    }

    private static String sentence(LadderDecision decision) {
        return switch (decision) {
            case Exhausted exhausted -> exhausted.why();
            case Page page -> "paged " + page.to().getTarget() + " at " + page.to().getDestination() + " (" + page.why()
                    + ")";
            case StartLadder start -> "ladder " + start.ladder() + " starts: " + start.why();
            case StopLadder stop -> "ladder " + stop.ladder() + " stops: " + stop.why();
            case Tell tell -> "told " + tell.to().getTarget() + " at " + tell.to().getDestination() + " "
                    + tell.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case ScheduleRung schedule -> (schedule.end() ? "exhausted" : "rung " + schedule.step().rung())
                    + " at " + schedule.step().dueAt() + " unless somebody acknowledges";
            case Held held -> "rung " + held.step().rung() + " is held back: " + held.why();
            case Released released -> "ladder " + released.ladder() + " goes on from rung " + released.step().rung();
            case Skipped skipped -> "rung " + skipped.step().rung() + " is not for it: " + skipped.condition();
            case Nothing nothing -> nothing.silence().reason();
        };
    }
}
