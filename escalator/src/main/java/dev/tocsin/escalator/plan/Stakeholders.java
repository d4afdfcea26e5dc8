package dev.tocsin.escalator.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Stakeholder;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.state.Told;

/**
 * Stakeholders of an incident (runbook rows A7, B7, D10). A stakeholder is notified while the condition is met, and of later news once notified. A condition that cannot be evaluated counts as met.
 */
final class Stakeholders {

    private final PlanDraft planDraft;

    Stakeholders(PlanDraft planDraft) {
        this.planDraft = planDraft;
    }

    /** Stakeholders that subscribe to one of these milestones. */
    List<Told> of(Set<Milestone> milestones) {
        return Destinations.once(wanting(milestones).flatMap(entry -> Stream.concat(isConcerned(entry, planDraft
                .incident())
                        ? reached(entry)
                        : Stream.empty(), known(entry))));
    }

    /** The same, limited to those whose condition was not met before. */
    List<Told> concernedSince(Incident before, Set<Milestone> milestones) {
        return Destinations.once(wanting(milestones).filter(entry -> isConcerned(entry, planDraft.incident())
                && !isConcerned(entry,
                        before)).flatMap(this::reached));
    }

    private Stream<Stakeholder> wanting(Set<Milestone> milestones) {
        return planDraft.policy().practice().stakeholders().stream().filter(entry -> entry.on().stream().anyMatch(
                milestones::contains));
    }

    private boolean isConcerned(Stakeholder entry, Incident incident) {
        return !(entry.when().judge(new IncidentFacts(incident, planDraft.now())) instanceof Judgement.No);
    }

    private Stream<Told> reached(Stakeholder entry) {
        return planDraft.roleRecipients().quiet(planDraft.directory().reach(entry.targets(), planDraft.now())).stream();
    }

    /** Recipients of the entry that were notified before. */
    private Stream<Told> known(Stakeholder entry) {
        var names = new LinkedHashSet<>(entry.targets());
        entry.targets().stream().map(planDraft.policy().practice().schedules()::get).flatMap(schedule -> Optional
                .ofNullable(schedule).map(OnCall::everybody).stream()).flatMap(Collection::stream).forEach(names::add);
        return planDraft.draft().getStakeholders().stream().filter(told -> names.contains(told.getTarget()));
    }
}
