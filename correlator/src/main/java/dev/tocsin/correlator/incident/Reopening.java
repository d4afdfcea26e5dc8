package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Alert;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.state.IncidentRow;

/** Reopens a resolved incident in its next round, by an alert or a command. */
final class Reopening {

    private Reopening() {}

    static IncidentDecision reopen(IncidentRow row, Fired event, DecisionContext occasion) {
        var was = row.getIncident();
        var alert = event.alert();
        var by = event.classification();
        var carried = was.getAlertsFiring() > 0;
        var round = was.getRound() + 1;
        var draft = IncidentDraft.of(row, occasion);
        draft.begin(by.grouping());
        draft.grades.beginRound();
        if (event.countedBy(was.getId())) {
            draft.grades.regrade(event.rank(), alert, by, occasion);
        } else {
            draft.grades.join(alert, by, occasion);
        }
        draft.face(event.joiner());
        draft.row.setLastJoined(alert.getIdentity());
        AcknowledgementRules.openAgain(draft);
        draft.incident.setRound(round).setResolvedAt(null).setResolvedBy("").setQuietUntil(null).setCalledIn(List.of())
                .setSeveritySetBy("")
                .setLabels(carried
                        ? Members.shared(was.getLabels(), alert.getLabels())
                        : new TreeMap<>(alert.getLabels()))
                .setLinks(Members.links(carried ? was.getLinks() : List.of(), alert.getLinks()))
                .setCustomerFacing(by.customerFacing() || (carried && was.getCustomerFacing()))
                .setSecurity(by.security() || (carried && was.getSecurity()));
        draft.show(Members.with(Members.firing(was.getAlerts()), event.joiner(), occasion.now()));
        tell(draft, alert, round, PostIncident.withdraw(draft));
        draft.row.setConfidentialSetBy("");
        draft.confide(by.confidential(), by.ruleId());
        RouteTakers.carry(draft, was, carried);
        RouteTakers.take(draft, by);
        draft.grades.worst(true).ifPresent(worst -> {
            draft.wear(worst);
            IncidentSeverity.fact(draft, was.getSeverity(), worst, worst.getRuleReason());
            TitleAndSummary.follow(draft);
        });
        return draft.changed("reopened", "fired within the reopen window, " + event.kinship().reason()
                + ", resolved by " + was.getResolvedBy());
    }

    /** Reopens by command: the next round starts with the alerts that still fire. */
    static IncidentDecision asked(CommandContext asked) {
        if (PostIncident.isKept(asked.row())) {
            return asked.refuse("the reopen window has ended: alerts that fire now open another incident");
        }
        var was = asked.incident();
        var round = was.getRound() + 1;
        var draft = asked.draft();
        draft.begin();
        draft.climb(was.getLadder());
        draft.grades.beginRound();
        AcknowledgementRules.openAgain(draft);
        draft.incident.setRound(round).setResolvedAt(null).setResolvedBy("").setQuietUntil(null).setCalledIn(List.of())
                .setSeveritySetBy("");
        draft.show(Members.firing(was.getAlerts()));
        RouteTakers.carry(draft, was, true);
        var withdrawn = PostIncident.withdraw(draft);
        draft.grades.worst(true).ifPresent(worst -> {
            draft.wear(worst);
            IncidentSeverity.fact(draft, was.getSeverity(), worst, worst.getRuleReason());
        });
        var firing = draft.grades.firing();
        var details = new TreeMap<>(Map.of("round", Integer.toString(round), "firing", Integer.toString(firing)));
        if (!withdrawn.isEmpty()) {
            details.put("withdrawn", FollowUps.ids(withdrawn));
        }
        draft.fact(FactKind.REOPENED, asked.sentence(details), asked.actor(), asked.details(details));
        return asked.done(draft, "reopened");
    }

    private static void tell(IncidentDraft draft, Alert alert, int round, List<IncidentTask> withdrawn) {
        var details = new TreeMap<>(Map.of("alert", alert.getIdentity(), "round", Integer.toString(round)));
        if (!withdrawn.isEmpty()) {
            details.put("withdrawn", FollowUps.ids(withdrawn));
        }
        draft.fact(FactKind.REOPENED, "fires again, round " + round + ": " + alert.getSummary() + (withdrawn.isEmpty()
                ? ""
                : "; its open checklist follow-ups return with the next resolve"), TimelineFact.SOURCE, details);
    }
}
