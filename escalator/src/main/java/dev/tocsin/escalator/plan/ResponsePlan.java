package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.ladder.PagedAudience;
import dev.tocsin.escalator.obligation.Obligation;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Carries out the plan of the severity once the incident is declared, and notifies stakeholders. An incident is declared when its ladder starts and paging is not suppressed; until then nothing is opened and no stakeholder is notified.
 */
public final class ResponsePlan implements Obligation {

    private static final Set<Milestone> BEGIN = Set.of(Milestone.DECLARED);
    private static final Set<Milestone> BEGIN_AGAIN = EnumSet.of(Milestone.DECLARED, Milestone.REOPENED);

    @Override
    public List<ObligationDecision> onSnapshot(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var sameRound = before.filter(row -> row.getIncident().getRound() == draft.getIncident().getRound());
        if (sameRound.isEmpty()) {
            before.ifPresent(ended -> carryOver(ended, draft));
        }
        if (draft.getDeclaredAt() != null) {
            return resume(sameRound, draft, moment);
        }
        if (IncidentStates.isOver(draft.getIncident().getState())) {
            return neverDeclared(sameRound, draft, moment);
        }
        var released = sameRound.filter(row -> Declaration.isHeld(row.getIncident())).isPresent();
        return Declaration.at(draft, moment, released).map(at -> declare(draft, moment, at)).orElse(List.of());
    }

    @Override
    public List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment) {
        var decisions = declare(draft, moment, draft.getStartedAt());
        return decisions.isEmpty()
                ? List.of(new ObligationDecision.Silent("nothing-to-arrange",
                        "declared; the policy has no plan for this incident"))
                : decisions;
    }

    @Override
    public Optional<Instant> dueAt(Escalation.Builder draft) {
        return Declaration.dueAt(draft);
    }

    /** Name of the incident channel, if it is known here. */
    public static Optional<String> room(Escalation row) {
        return row.getArranged().stream().filter(told -> ExternalObject.of(told) == ExternalObject.ROOM).map(
                Told::getAddress).filter(
                        name -> !name.contains(IncidentChannelName.ownPart(row.getIncident()))).map(name -> name
                                .substring(1)).findFirst();
    }

    /** Whether a status page shows the incident. */
    public static boolean isPublished(List<Told> arranged) {
        return arranged.stream().anyMatch(told -> ExternalObject.of(told) == ExternalObject.STATUS_PAGE);
    }

    /** Address of the war room, if there is one. */
    public static Optional<String> warRoom(Escalation row) {
        return row.getAnnounced().stream().filter(what -> what.startsWith(PlanOpener.WAR_ROOM)).reduce((one,
                last) -> last).map(what -> what.substring(PlanOpener.WAR_ROOM.length()));
    }

    /** Reuses what an earlier round opened. */
    private static void carryOver(Escalation ended, Escalation.Builder draft) {
        draft.setArranged(ended.getArranged()).setStakeholders(ended.getStakeholders()).setAnnounced(ended
                .getAnnounced()
                .stream().filter(what -> what.startsWith(PlanDraft.PRIVATE)).toList());
        if (ended.getDeclaredAt().isPresent() && !ended.getSaid().contains(NotificationKind.RESOLVED)) {
            // The end of the last round was compacted away before it was read: for all recipients it continues.
            draft.setDeclaredAt(ended.getDeclaredAt().get()).setPlan(ended.getPlan()).setAnnounced(ended
                    .getAnnounced());
        }
    }

    private static List<ObligationDecision> declare(Escalation.Builder draft, ObligationContext moment, Instant dueAt) {
        draft.setDeclaredAt(moment.isLate(dueAt) ? moment.now() : dueAt);
        var planDraft = new PlanDraft(draft, moment, dueAt);
        var incident = planDraft.incident();
        var plan = planDraft.plan();
        var again = incident.getRound() > 1;
        var stakeholders = new Stakeholders(planDraft);
        var updateRecipients = new UpdateRecipients(planDraft, stakeholders, new PagedAudience(moment.policies()), Set
                .of());
        if (again) {
            updateRecipients.reopened(new Development(NotificationKind.REOPENED, Set.of(Milestone.REOPENED), "reopened",
                    planDraft
                            .words()
                            .fields(), "reopened, round " + incident.getRound(), Optional.of(PublicUpdate.ours(
                                    incident))));
        }
        plan.ifPresent(new PlanOpener(planDraft)::arrange);
        updateRecipients.declared(stakeholders.of(again ? BEGIN_AGAIN : BEGIN), again
                ? NotificationKind.REOPENED
                : NotificationKind.DECLARED, again ? "reopened, round " + incident.getRound() : "declared");
        var decisions = new ArrayList<ObligationDecision>();
        if (plan.isPresent() || !planDraft.decisions().isEmpty()) {
            decisions.add(new ObligationDecision.Happened(FactKind.DECLARED, "declared", incident.getSeverity().getId()
                    + " declared" + plan.map(it -> ", plan " + it.name()).orElse(""), OpeningMessage.filled("severity",
                            incident.getSeverity().getId(), "plan", plan.map(it -> it.name()).orElse(""))));
        }
        decisions.addAll(planDraft.decisions());
        return decisions;
    }

    private static List<ObligationDecision> resume(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var incident = draft.getIncident();
        var planDraft = new PlanDraft(draft, moment, incident.getUpdatedAt());
        var stakeholders = new Stakeholders(planDraft);
        var audience = new PagedAudience(moment.policies());
        var updateRecipients = new UpdateRecipients(planDraft, stakeholders, audience, pagedNow(before, planDraft));
        var news = new Developments(before, draft, planDraft.words()).all();
        if (!IncidentStates.isOver(incident.getState()) && !Declaration.isHeld(incident)) {
            before.map(Escalation::getIncident).ifPresent(old -> arrangeWhatIsNew(old, planDraft, stakeholders,
                    updateRecipients));
        }
        news.forEach(updateRecipients::tell);
        return planDraft.decisions();
    }

    /** A raised severity, or the end of a suppression or of confidentiality, may require more objects. */
    private static void arrangeWhatIsNew(Incident old, PlanDraft planDraft, Stakeholders stakeholders,
            UpdateRecipients updateRecipients) {
        var incident = planDraft.incident();
        var raised = incident.getSeverity().getRank() < old.getSeverity().getRank();
        var freed = Declaration.isHeld(old) || (old.getConfidential() && !incident.getConfidential());
        var arranger = new PlanOpener(planDraft);
        planDraft.plan().ifPresent(plan -> {
            if (raised || freed || (!old.getConfidential() && incident.getConfidential())) {
                arranger.arrange(plan);
            } else {
                arranger.openStatusPage(plan);
            }
        });
        updateRecipients.declared(unaware(freed ? stakeholders.of(BEGIN) : stakeholders.concernedSince(old, BEGIN),
                planDraft),
                NotificationKind.DECLARED, "the incident now concerns this stakeholder");
    }

    private static List<Told> unaware(List<Told> wanting, PlanDraft planDraft) {
        return wanting.stream().filter(told -> planDraft.draft().getStakeholders().stream().noneMatch(known -> known
                .getDestination().equals(told.getDestination()))).toList();
    }

    /** Destinations that the restarted ladder pages in this evaluation. */
    private static List<String> pagedNow(Optional<Escalation> before, PlanDraft planDraft) {
        var draft = planDraft.draft();
        if (before.filter(row -> row.getClimb() != draft.getClimb()).isEmpty() || draft.getNextRung() == 1) {
            return List.of();
        }
        var activeLadder = planDraft.activeLadder(draft.getLadder());
        return IntStream.range(1, Math.min(draft.getNextRung(), activeLadder.ladder().rungs().size() + 1))
                .mapToObj(rung -> activeLadder.recipients(rung, planDraft.now())).flatMap(List::stream).map(
                        Told::getDestination)
                .toList();
    }

    private static List<ObligationDecision> neverDeclared(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var known = before.filter(row -> IncidentStates.isOver(row.getIncident().getState())).isPresent();
        return known || !Declaration.hasConsequences(draft, moment)
                ? List.of()
                : List.of(new ObligationDecision.Silent("never-declared",
                        "the incident ended before it was declared, so nothing was opened"));
    }
}
