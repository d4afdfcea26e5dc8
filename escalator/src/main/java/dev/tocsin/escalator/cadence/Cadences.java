package dev.tocsin.escalator.cadence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.obligation.Obligation;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.obligation.RoleRecipients;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.Plan.Updates;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.CadenceRow;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Promised status updates for the team and for customers (runbook rows A6, B12, D4): requests an update before it is due, escalates a missed one, and continues until the incident is resolved. An update from any source keeps the promise.
 */
public final class Cadences implements Obligation {

    @Override
    public List<ObligationDecision> onSnapshot(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var sameRound = before.filter(row -> row.getIncident().getRound() == draft.getIncident().getRound());
        draft.setCadences(new PromisedUpdates(sameRound, draft, updates(draft.getIncident(), moment)).all());
        return List.of();
    }

    @Override
    public List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment) {
        var decisions = new ArrayList<ObligationDecision>();
        var updates = updates(draft.getIncident(), moment);
        draft.setCadences(draft.getCadences().stream().map(promise -> {
            var due = new Due(promise, UpdatePeriod.of(promise.getAudience(), updates), updates, draft, moment);
            return due.carryOut(decisions);
        }).toList());
        return decisions;
    }

    @Override
    public List<ObligationDecision> onDeclared(Escalation.Builder draft, ObligationContext moment) {
        draft.setCadences(new PromisedUpdates(Optional.empty(), draft, updates(draft.getIncident(), moment)).all());
        return List.of();
    }

    @Override
    public Optional<Instant> dueAt(Escalation.Builder draft) {
        return draft.getCadences().stream().flatMap(promise -> Stream.concat(promise.getRemindAt().stream(), promise
                .getLapseAt().stream())).min(Instant::compareTo);
    }

    /** By when the next update is promised to one audience. */
    public static Optional<Instant> promised(Escalation row, UpdateAudience audience) {
        return PromisedUpdates.next(row.getCadences(), audience);
    }

    private static Optional<Updates> updates(Incident incident, ObligationContext moment) {
        var policy = moment.policyOf(incident).policy();
        return policy.plan(incident.getSeverity().getId()).flatMap(Plan::updates);
    }

    /** A promised update with a due reminder or deadline. */
    private record Due(CadenceRow promise, UpdatePeriod period, Optional<Updates> updates, Escalation.Builder draft,
            ObligationContext moment) {

        CadenceRow carryOut(List<ObligationDecision> decisions) {
            if (Moments.hasCome(promise.getLapseAt(), moment.now())) {
                decisions.addAll(isHeld() ? held() : lapsed());
                var next = period.lapsed(promise, moment.now()).orElseGet(() -> UpdatePeriod.spent(promise));
                return isHeld() ? CadenceRow.newBuilder(next).setLapses(promise.getLapses()).build() : next;
            }
            if (Moments.hasCome(promise.getRemindAt(), moment.now())) {
                decisions.addAll(isHeld() ? held() : asked());
                return CadenceRow.newBuilder(promise).setRemindAt(null).build();
            }
            return promise;
        }

        private boolean isHeld() {
            return !draft.getIncident().getSuppressedBy().isEmpty();
        }

        private List<ObligationDecision> held() {
            return List.of(new ObligationDecision.Silent("update-held-back",
                    "update reminders are suppressed: " + draft.getIncident().getSuppressedBy()));
        }

        private List<ObligationDecision> asked() {
            var reached = roleRecipients().firstOf(updates.flatMap(Updates::by).stream().toList());
            var left = Durations.inWords(Duration.between(moment.now(), promise.getPromisedAt()));
            return said(NotificationKind.UPDATE_DUE, FactKind.UPDATE_DUE, "due", reached.to(), promise.getRemindAt()
                    .orElseThrow(), "status update " + toWhom() + " is due in " + left + "; asked " + reached.why(),
                    details(promise.getLapses()));
        }

        private List<ObligationDecision> lapsed() {
            var missed = period.missed(promise, moment.now());
            var why = "the promised status update " + toWhom() + " was not posted" + (missed > 1
                    ? ", nor were " + (missed - 1) + " after it"
                    : "");
            return said(NotificationKind.UPDATE_LAPSED, FactKind.UPDATE_LAPSED, "lapsed", forLapse(), promise
                    .getPromisedAt(), why, details(promise.getLapses() + missed));
        }

        private List<Told> forLapse() {
            var escalate = updates.map(Updates::escalate).orElse(List.of());
            if (!escalate.isEmpty()) {
                return roleRecipients().allOf(escalate).to();
            }
            return draft.getTold().isEmpty()
                    ? roleRecipients().firstOf(updates.flatMap(Updates::by).stream().toList()).to()
                    : roleRecipients().quiet(draft.getTold());
        }

        private List<ObligationDecision> said(NotificationKind kind, FactKind fact, String what, List<Told> to,
                Instant dueAt,
                String why, Map<String, String> details) {
            // Numbers restart after a time without promises to customers; the promised time keeps occasions distinct.
            var occasion = "update/" + audience() + "/" + promise.getNumber() + "/" + promise.getPromisedAt()
                    .getEpochSecond() + "/" + what;
            var decisions = new ArrayList<ObligationDecision>();
            decisions.add(new ObligationDecision.Happened(fact, occasion, why, details));
            for (var one : to) {
                var others = to.stream().map(Told::getTarget).filter(target -> !target.equals(one.getTarget()))
                        .distinct().toList();
                decisions.add(new ObligationDecision.Notify(kind, one, occasion, details, dueAt, others, why));
            }
            return decisions;
        }

        private Map<String, String> details(long missed) {
            var details = new LinkedHashMap<String, String>();
            details.put("audience", audience());
            details.put("promised", promise.getPromisedAt().toString());
            details.put("number", Integer.toString(promise.getNumber()));
            details.put("missed", Long.toString(missed));
            return details;
        }

        private RoleRecipients roleRecipients() {
            return RoleRecipients.of(draft.getIncident(), moment);
        }

        private String toWhom() {
            return promise.getAudience() == UpdateAudience.OUTSIDE ? "for customers" : "for the team";
        }

        private String audience() {
            return promise.getAudience().name().toLowerCase(Locale.ROOT);
        }
    }
}
