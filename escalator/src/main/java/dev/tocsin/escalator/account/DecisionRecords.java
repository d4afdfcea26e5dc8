package dev.tocsin.escalator.account;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.escalator.decision.LadderDecision.Exhausted;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Listed;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.NobodyReached;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.PagedInEmergency;
import dev.tocsin.escalator.decision.LadderDecision.Released;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.Skipped;
import dev.tocsin.escalator.decision.LadderDecision.Spared;
import dev.tocsin.escalator.decision.LadderDecision.StartLadder;
import dev.tocsin.escalator.decision.LadderDecision.StopLadder;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.LadderDecision.Unlisted;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.decision.ObligationDecision.Silent;
import dev.tocsin.event.Decision;
import dev.tocsin.schemas.decision.DecisionKinds;

/** Builds the decision records of the escalator: one record for each occasion, also when it notifies nobody. */
public final class DecisionRecords {

    private static final String STAGE = "ladder";

    private DecisionRecords() {}

    /** The record of a decision, with its reason. */
    public static Decision of(DecisionKey occasion, EscalationResult turn) {
        var row = turn.row();
        var outcome = outcome(turn);
        assert DecisionKinds.find(STAGE, outcome).isPresent() : "no entry in DecisionKinds: " + STAGE + "/" + outcome;
        var sentences = Stream.concat(turn.decisions().stream().map(DecisionRecords::sentence),
                turn.duties().stream().map(DecisionRecords::sentence));
        return Decision.newBuilder().setId(occasion.id() + "/" + STAGE).setAt(occasion.at())
                .setServiceKey(row.getIncident().getServiceKey()).setSignalId(occasion.id()).setStage(STAGE)
                .setOutcome(outcome)
                .setReason(sentences.collect(Collectors.joining("; ")))
                .setRuleId(row.getIncident().getRuleId()).setPolicyVersion(row.getPolicyVersion())
                .setIncidentId(row.getIncident().getId()).build();
    }

    /** The code of the most important decision; ladder decisions come first, unless the ladder does nothing. */
    private static String outcome(EscalationResult turn) {
        var ladder = turn.decisions().stream().min(Comparator.comparingInt(DecisionRecords::weight));
        return ladder.filter(decision -> !(decision instanceof Nothing)).map(DecisionRecords::outcome)
                .or(() -> turn.duties().stream().filter(duty -> !(duty instanceof Silent)).findFirst().map(
                        DecisionRecords::outcome))
                .or(() -> ladder.map(DecisionRecords::outcome))
                .or(() -> turn.duties().stream().findFirst().map(DecisionRecords::outcome)).orElseThrow();
    }

    /** Outcome code: {@code told-update-due}, {@code clock-breached} ... */
    public static String outcome(ObligationDecision decision) {
        return switch (decision) {
            case Notify notify -> "told-" + word(notify.kind().name());
            case Happened happened -> word(happened.kind().name());
            case Silent silent -> "silent-" + silent.code();
        };
    }

    private static String sentence(ObligationDecision decision) {
        return switch (decision) {
            case Notify notify -> "notified " + notify.to().getTarget() + " at " + notify.to().getDestination() + " ("
                    + word(notify.kind().name()).replace('-', ' ') + ": " + notify.why() + ")";
            case Happened happened -> happened.summary();
            case Silent silent -> silent.why();
        };
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Outcome code: {@code paged}, {@code told}, {@code silent-acknowledged} ... */
    public static String outcome(LadderDecision decision) {
        return switch (decision) {
            case Exhausted _ -> "exhausted";
            case Page page -> page.isLate() ? "paged-late" : "paged";
            case Missed _ -> "missed";
            case StartLadder _ -> "started";
            case StopLadder _ -> "stopped";
            case Tell _ -> "told";
            case ScheduleRung _ -> "scheduled";
            case Held _ -> "held";
            case Contacting contacting -> "contact-" + word(contacting.reason().name());
            case Released _ -> "released";
            case Skipped _ -> "skipped";
            case PagedInEmergency _ -> "paged-in-emergency";
            case Spared _ -> "spared";
            case NobodyReached _ -> "nobody-reached";
            case Listed _ -> "listed";
            case Unlisted _ -> "unlisted";
            case Nothing nothing -> "silent-" + word(nothing.silence().name());
        };
    }

    private static int weight(LadderDecision decision) {
        return switch (decision) {
            case Exhausted _ -> 0;
            case Page _ -> 1;
            case PagedInEmergency _ -> 2;
            case Missed _ -> 2;
            case StartLadder _ -> 3;
            case StopLadder _ -> 4;
            case Tell _ -> 5;
            case Held _ -> 6;
            case Released _ -> 7;
            case Spared _ -> 8;
            case Skipped _ -> 9;
            case NobodyReached _ -> 10;
            case Contacting _ -> 11;
            case ScheduleRung _ -> 12;
            case Listed _ -> 13;
            case Unlisted _ -> 14;
            case Nothing _ -> 15;
        };
    }

    private static String sentence(LadderDecision decision) {
        return switch (decision) {
            case Exhausted exhausted -> exhausted.why();
            case Page page -> "paged " + page.to().getTarget() + " at " + page.to().getDestination() + " (" + page.why()
                    + ")";
            case Missed missed -> "notified " + missed.to().getTarget() + " at " + missed.to().getDestination()
                    + " without paging (" + missed.why() + ")";
            case StartLadder start -> "ladder " + start.ladder() + " starts: " + start.why();
            case StopLadder stop -> "ladder " + stop.ladder() + " stops: " + stop.why();
            case Tell tell -> "notified " + tell.to().getTarget() + " at " + tell.to().getDestination() + " ("
                    + tell.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
            case ScheduleRung schedule -> (schedule.end() ? "exhausted" : "step " + schedule.step().rung()) + " at "
                    + schedule.step().dueAt() + " unless acknowledged";
            case Contacting contacting -> contacting.words();
            case Held held -> held.what() + " is suppressed: " + held.why();
            case Released released -> "ladder " + released.ladder() + " resumes at " + released.what();
            case Skipped skipped -> "step " + skipped.step().rung() + " is skipped because its condition is not met: "
                    + skipped.condition();
            case Spared spared -> "step " + spared.step().rung() + " skips those who acknowledged: "
                    + spared.why();
            case PagedInEmergency paged -> "step " + paged.step().rung() + " is not paged again: alert-ingest paged "
                    + paged.words();
            case NobodyReached nobody -> (nobody.step() == 0 ? "the alarm" : "step " + nobody.step())
                    + " reached nobody: " + nobody.why();
            case Listed _ -> "added to the digest of unacknowledged incidents";
            case Unlisted _ -> "removed from the digest of unacknowledged incidents";
            case Nothing nothing -> nothing.why();
        };
    }
}
