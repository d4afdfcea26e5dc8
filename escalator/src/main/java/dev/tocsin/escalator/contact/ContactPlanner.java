package dev.tocsin.escalator.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.QuietHours;
import dev.tocsin.policy.model.Target;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Told;

/**
 * Plans how the recipients of a page are reached, by their contact rules and quiet hours. Recipients without either are reached at all addresses at once. When in doubt, so are all others. What waits to be looked at, such as the inbox, is used at once in any case.
 */
public final class ContactPlanner {

    private final Policies policies;

    public ContactPlanner(Policies policies) {
        this.policies = policies;
    }

    /**
     * The plan for a page of an escalation step.
     *
     * @param recipients
     *            each destination once
     * @param at
     *            when they are paged; contact steps are timed from it
     */
    public ContactPlan page(List<Told> recipients, Incident incident, int rung, int repetition, Instant at) {
        return byTarget(recipients, person -> {
            var quiet = quiet(person, incident, at, rung, repetition, "");
            return quiet.orElseGet(() -> steps(person, incident, rung, repetition, at));
        });
    }

    /** The plan for a page whose quiet hours are over, or no longer hold. */
    public ContactPlan afterQuietHours(List<Told> recipients, Incident incident, int rung, int repetition, Instant at) {
        return byTarget(recipients, person -> steps(person, incident, rung, repetition, at));
    }

    /** The plan for an alarm: all addresses at once, except in quiet hours. */
    public ContactPlan alarm(List<Told> recipients, Incident incident, String occasion, Instant at) {
        return byTarget(recipients, person -> quiet(person, incident, at, 0, 0, occasion).orElseGet(() -> ContactPlan
                .atOnce(person.told())));
    }

    /** Whether quiet hours still hold a recipient's page back. */
    public boolean isQuiet(Told told, Incident incident, Instant at) {
        return contact(told).flatMap(Contact::quiet).flatMap(quiet -> quiet.until(incident.getSeverity().getId(), at))
                .isPresent();
    }

    private interface Planning {

        ContactPlan plan(Person person);
    }

    /** One recipient with its destinations. */
    private record Person(Policy policy, Contact contact, List<Told> told) {

        String name() {
            return told.getFirst().getTarget();
        }

        List<Told> on(List<String> channels) {
            return told.stream().filter(one -> channels.contains(one.getChannel())).toList();
        }

        List<Told> speaking() {
            return told.stream().filter(this::speaks).toList();
        }

        List<Told> waiting() {
            return told.stream().filter(one -> !speaks(one)).toList();
        }

        private boolean speaks(Told one) {
            return Optional.ofNullable(policy.channels().get(one.getChannel())).filter(spec -> !spec.speaks())
                    .isEmpty();
        }
    }

    private ContactPlan byTarget(List<Told> recipients, Planning planning) {
        var people = recipients.stream().collect(Collectors.groupingBy(Told::getTarget, LinkedHashMap::new, Collectors
                .toList()));
        return people.values().stream().map(told -> contact(told.getFirst()).filter(contact -> !contact.equals(
                Contact.AT_ONCE)).map(contact -> planning.plan(new Person(policy(told.getFirst()), contact, told)))
                .orElseGet(() -> ContactPlan.atOnce(told))).reduce(ContactPlan.NOBODY, ContactPlan::and);
    }

    private Policy policy(Told told) {
        return policies.version(told.getPolicyVersion()).policy();
    }

    private Optional<Contact> contact(Told told) {
        return Optional.ofNullable(policy(told).targets().get(told.getTarget())).map(Target::contact);
    }

    private static Optional<ContactPlan> quiet(Person person, Incident incident, Instant at, int rung, int repetition,
            String occasion) {
        var severity = incident.getSeverity().getId();
        return person.contact().quiet().flatMap(quiet -> quiet.until(severity, at).map(until -> held(person, quiet,
                until, severity, rung, repetition, occasion)));
    }

    private static ContactPlan held(Person person, QuietHours quiet, Instant until, String severity, int rung,
            int repetition, String occasion) {
        var instead = person.on(quiet.instead().stream().toList());
        var now = new ArrayList<>(person.waiting());
        instead.stream().filter(one -> !now.contains(one)).forEach(now::add);
        if (!instead.isEmpty()) {
            return new ContactPlan(now, List.of(), List.of(new Contacting(person.name(), ContactReason.QUIET_HOURS,
                    "until " + until + " " + severity + " goes to " + quiet.instead().get() + " only")));
        }
        var later = person.speaking().stream().map(one -> ContactRow.newBuilder().setTo(one).setStep(0).setRung(rung)
                .setRepetition(repetition).setDueAt(until).setOccasion(occasion).setWhy(ContactReason.QUIET_HOURS_END
                        .reason()).build()).toList();
        return new ContactPlan(now, later, List.of(new Contacting(person.name(), ContactReason.QUIET_HOURS, severity
                + " waits until " + until)));
    }

    private static ContactPlan steps(Person person, Incident incident, int rung, int repetition, Instant at) {
        if (person.contact().rules().isEmpty()) {
            return ContactPlan.atOnce(person.told());
        }
        var rule = person.contact().rule(incident.getSeverity().getId(), at);
        if (rule.isEmpty()) {
            return atOnce(person, ContactReason.NO_RULE);
        }
        var speaking = person.speaking();
        var reached = rule.get().steps().stream().flatMap(step -> person.on(step.channels()).stream()).toList();
        if (!speaking.isEmpty() && reached.stream().noneMatch(speaking::contains)) {
            return atOnce(person, ContactReason.NO_CHANNEL);
        }
        var now = new ArrayList<>(person.waiting());
        var later = new ArrayList<ContactRow>();
        var steps = rule.get().steps();
        for (int number = 1; number <= steps.size(); number++) {
            var step = steps.get(number - 1);
            var to = person.on(step.channels());
            if (step.after().isZero()) {
                to.stream().filter(one -> !now.contains(one)).forEach(now::add);
            } else {
                later.addAll(rows(to, steps, number, rung, repetition, at));
            }
        }
        return new ContactPlan(person.told().stream().filter(now::contains).toList(), later, List.of(new Contacting(
                person.name(), ContactReason.RULE, rule.get().words())));
    }

    private static List<ContactRow> rows(List<Told> to, List<ContactRule.Step> steps, int number, int rung,
            int repetition, Instant at) {
        var step = steps.get(number - 1);
        return to.stream().map(one -> ContactRow.newBuilder().setTo(one).setStep(number).setRung(rung)
                .setRepetition(repetition).setDueAt(at.plus(step.after())).setOccasion("contact/" + number)
                .setWhy(ContactWording.step(one.getChannel(), steps, number)).build()).toList();
    }

    private static ContactPlan atOnce(Person person, ContactReason reason) {
        return new ContactPlan(person.told(), List.of(), List.of(new Contacting(person.name(), reason, "")));
    }
}
