package dev.tocsin.escalator.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.escalator.decision.ContactReason;
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
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/** Builds the timeline entries of the escalator. The kind of an entry says what happened; the summary says the rest. */
public final class EscalationFacts {

    private static final String ACTOR = "escalator";

    private final DecisionKey occasion;
    private final Escalation row;

    /**
     * @param row
     *            the row as it is stored with the decisions
     */
    public EscalationFacts(DecisionKey occasion, Escalation row) {
        this.occasion = occasion;
        this.row = row;
    }

    /** The timeline entry for a decision on the ladder; empty for decisions that concern only the escalator. */
    public Optional<TimelineEntry> of(LadderDecision decision, Optional<Notification> notification) {
        return switch (decision) {
            case StartLadder start -> Optional.of(fact(FactKind.LADDER_STARTED, occasion.id() + "/started" + of(start
                    .ladder()), start
                            .why() + ": ladder " + start.ladder() + " starts", Map.of("ladder", start.ladder())));
            case StopLadder stop -> Optional.of(fact(FactKind.LADDER_STOPPED, occasion.id() + "/stopped" + of(stop
                    .ladder()), "ladder "
                            + stop.ladder() + ": " + stop.why(), Map.of("ladder", stop.ladder())));
            case Exhausted exhausted -> Optional.of(fact(FactKind.LADDER_EXHAUSTED, occasion.id() + "/exhausted" + of(
                    exhausted.ladder()),
                    exhausted.why(), Map.of("ladder", exhausted.ladder())));
            case Page page -> notification.map(sent -> fact(FactKind.PAGED, sent.getId() + "/paged", who(page.to())
                    + ": " + page.why(), paged(page, sent)));
            case Missed missed -> notification.map(sent -> fact(FactKind.TOLD, sent.getId() + "/missed", who(missed
                    .to()) + " without paging: " + missed.why(), missed(missed, sent)));
            case Tell tell -> notification.map(sent -> fact(FactKind.TOLD, sent.getId() + "/told", who(tell.to()) + ": "
                    + tell.why(), told(tell.to(), sent)));
            case Held held -> Optional.of(fact(FactKind.SUPPRESSED, occasion.id() + "/held" + of(held.ladder()), held
                    .what()
                    + " of ladder " + held.ladder() + ": " + held.why(), Map.of("ladder", held
                            .ladder(), "rung", Integer.toString(held.step().rung()), "reason", held.why())));
            case Released released -> Optional.of(fact(FactKind.UNSUPPRESSED, occasion.id() + "/released" + of(released
                    .ladder()), "ladder "
                            + released.ladder() + " resumes at " + released.what(), Map.of("ladder", released
                                    .ladder(), "rung", Integer.toString(released.step().rung()))));
            case NobodyReached nobody -> Optional.of(fact(FactKind.NOBODY_REACHED, occasion.id() + "/nobody-reached"
                    + of(nobody.ladder()),
                    (nobody.step() == 0 ? "the alarm of ladder " : "step " + nobody.step() + " of ladder ")
                            + nobody.ladder() + " reached nobody: " + nobody.why(),
                    Map.of("ladder", nobody.ladder(), "rung", Integer.toString(nobody.step()), "reason", nobody
                            .why())));
            case PagedInEmergency paged -> Optional.of(fact(FactKind.EMERGENCY_PAGED, occasion.id()
                    + "/paged-in-emergency" + of(
                            paged.ladder()), "step " + paged.step().rung() + " of ladder " + paged.ladder()
                                    + " is not paged again: alert-ingest paged " + paged.words(), Map.of("ladder", paged
                                            .ladder(), "rung", Integer.toString(paged.step().rung()), "reason",
                                            "paged in emergency", "target", paged.page().getTarget(), "channel", paged
                                                    .page()
                                                    .getChannel())));
            case Contacting contacting when contacting.reason() == ContactReason.QUIET_HOURS -> Optional.of(fact(
                    FactKind.SUPPRESSED, occasion.id() + "/quiet/" + contacting.target(), contacting.words(), Map.of(
                            "target", contacting.target(), "reason", contacting.reason().reason())));
            case Contacting _,ScheduleRung _,Skipped _,Spared _,Listed _,Unlisted _,Nothing _ -> Optional.empty();
        };
    }

    /** The timeline entry for a decision outside the ladder. */
    public Optional<TimelineEntry> of(ObligationDecision decision, Optional<Notification> notification) {
        return switch (decision) {
            case Notify notify -> notification.map(sent -> fact(FactKind.TOLD, sent.getId() + "/told", who(notify.to())
                    + ": " + notify.why(), told(notify.to(), sent)));
            case Happened happened -> Optional.of(fact(happened.kind(), occasion.id() + "/" + happened.occasion(),
                    happened.summary(), happened.details()));
            case Silent _ -> Optional.empty();
        };
    }

    private static Map<String, String> paged(Page page, Notification notification) {
        return due(told(page.to(), notification), page.rung(), page.repetition(), page.dueAt(), page.isLate());
    }

    private static Map<String, String> missed(Missed missed, Notification notification) {
        return due(told(missed.to(), notification), missed.rung(), missed.repetition(), missed.dueAt(), true);
    }

    private static Map<String, String> due(Map<String, String> told, int rung, int repetition, Instant dueAt,
            boolean late) {
        var details = new LinkedHashMap<>(told);
        details.put("rung", Integer.toString(rung));
        details.put("repetition", Integer.toString(repetition));
        details.put("dueAt", dueAt.toString());
        details.put("late", Boolean.toString(late));
        return details;
    }

    private static Map<String, String> told(Told to, Notification notification) {
        return Map.of("target", to.getTarget(), "channel", to.getChannel(), "destination", to.getDestination(), "kind",
                notification.getKind().name(), "notificationId", notification.getId());
    }

    /** Ladders of several routes may do the same at once. */
    private static String of(String ladder) {
        return RouteTree.isLadderOfRoute(ladder) ? "/" + ladder : "";
    }

    private static String who(Told to) {
        return to.getTarget() + " via " + to.getChannel();
    }

    private TimelineEntry fact(FactKind kind, String id, String summary, Map<String, String> details) {
        var incident = row.getIncident();
        return TimelineEntry.newBuilder().setId(id).setIncidentId(incident.getId()).setServiceKey(incident
                .getServiceKey()).setAt(occasion.at()).setKind(kind).setSummary(summary).setActor(ACTOR)
                .setDetails(details).setPolicyVersion(row.getPolicyVersion()).build();
    }
}
