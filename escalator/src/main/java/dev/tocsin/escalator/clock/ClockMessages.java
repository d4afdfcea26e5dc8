package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.escalator.clock.ClockEvent.Breached;
import dev.tocsin.escalator.clock.ClockEvent.Warned;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.decision.ObligationDecision.Silent;
import dev.tocsin.escalator.ladder.PagedAudience;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.obligation.RoleRecipients;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.escalator.recipient.RecipientDirectory;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Stakeholder;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/**
 * Recipients of clock warnings and breaches: those paged in the round whose channel sends such messages; if nobody was paged yet, the default recipients; for the review, its owner. Stakeholders get breaches.
 */
final class ClockMessages {

    private static final String COMMANDER = "commander";

    private final Incident incident;
    private final List<Told> told;
    private final ObligationContext moment;
    private final RoleRecipients roleRecipients;

    /**
     * @param told
     *            recipients paged so far in the round
     */
    ClockMessages(Incident incident, List<Told> told, ObligationContext moment) {
        this.incident = incident;
        this.told = told;
        this.moment = moment;
        this.roleRecipients = RoleRecipients.of(incident, moment);
    }

    List<ObligationDecision> of(Warned event, Instant dueAt) {
        return notes(NotificationKind.CLOCK_WARNING, event.clock(), "warned", ClockFacts.warning(event.clock()),
                dueAt, involved(event.clock(), NotificationKind.CLOCK_WARNING));
    }

    List<ObligationDecision> of(Breached event, Instant dueAt) {
        var late = moment.isLate(dueAt)
                ? "; late by " + Durations.inWords(Duration.between(dueAt, moment.now()))
                : "";
        var everybody = Stream.concat(involved(event.clock(), NotificationKind.CLOCK_BREACHED).stream(), stakeholders()
                .stream()).toList();
        return notes(NotificationKind.CLOCK_BREACHED, event.clock(), "breached", ClockFacts.breach(event.clock())
                + late, dueAt, everybody);
    }

    private List<ObligationDecision> notes(NotificationKind kind, RunningClock clock, String what, String why,
            Instant dueAt,
            List<Told> recipients) {
        var once = Destinations.once(recipients.stream());
        if (once.isEmpty()) {
            return List.of(new Silent("clock-not-told", "no paged recipient has a channel that sends clock messages: "
                    + why));
        }
        var details = ClockFacts.details(clock, moment.now());
        return once.stream().<ObligationDecision>map(to -> new Notify(kind, to, ClockFacts.occasion(clock, what),
                details,
                dueAt, Destinations.besides(to, once.stream()), why)).toList();
    }

    private List<Told> involved(RunningClock clock, NotificationKind kind) {
        if (clock.phase().startsAtResolve()) {
            return roleRecipients.firstOf(List.of(COMMANDER, incident.getResolvedBy())).to();
        }
        if (told.isEmpty()) {
            return roleRecipients.firstOf(List.of()).to();
        }
        return roleRecipients.quiet(new PagedAudience(moment.policies()).wanting(told, kind));
    }

    private List<Told> stakeholders() {
        var pinned = moment.policyOf(incident);
        var names = pinned.policy().practice().stakeholders().stream().filter(it -> it.on().contains(
                Milestone.BREACHED)).filter(this::isMeant).flatMap(it -> it.targets().stream()).distinct().toList();
        return roleRecipients.quiet(RecipientDirectory.of(pinned, moment.policies()).reach(names, moment.now()));
    }

    /** When in doubt, the stakeholder is notified. */
    private boolean isMeant(Stakeholder stakeholder) {
        return !(stakeholder.when().judge(new IncidentFacts(incident, moment.now())) instanceof Judgement.No);
    }
}
