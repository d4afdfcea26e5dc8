package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.FactKind;
import dev.tocsin.schemas.command.Commands;

/** Commands that assign roles and escalate. */
final class ResponderCommands {

    private static final int CALLED_IN = 20;
    private static final Duration ONE_STEP_IN = Duration.ofMinutes(1);

    private ResponderCommands() {}

    static IncidentDecision assignRole(CommandContext asked) {
        var name = asked.argument("role");
        var person = asked.argument("person");
        var role = asked.event().vocabulary().role(name);
        if (role.isEmpty()) {
            return asked.refuse("role '" + name + "' is not one of " + String.join(", ", asked.event().vocabulary()
                    .roles()));
        }
        return assign(asked, role.get(), person);
    }

    private static IncidentDecision assign(CommandContext asked, String role, String person) {
        var had = asked.incident().getRoles().getOrDefault(role, "");
        if (had.equals(person)) {
            return asked.refuse(person.isEmpty() ? "nobody holds the role " + role : person + " is already " + role);
        }
        var draft = asked.draft();
        var roles = new TreeMap<>(asked.incident().getRoles());
        if (person.isEmpty()) {
            roles.remove(role);
        } else {
            roles.put(role, person);
        }
        draft.incident.setRoles(roles);
        draft.fact(FactKind.ROLE_ASSIGNED, asked.sentence(Map.of("role", role, "before", had)) + (person.isEmpty()
                || had.isEmpty() ? "" : " instead of " + had), asked.actor(), asked.details(Map
                        .of("role", role, "person", person, "before", had)));
        return asked.done(draft, "role-assigned");
    }

    static IncidentDecision escalate(CommandContext asked) {
        var name = asked.argument("to");
        var called = asked.event().vocabulary().callable(name).or(() -> Optional.of(name).filter(
                Commands.NEXT_STEP::equals));
        if (called.isEmpty()) {
            return asked.refuse("'" + name + "' is not an escalation, schedule or target of the policy; use one of "
                    + asked.event().vocabulary().callableNames());
        }
        if (asked.incident().getCalledIn().size() >= CALLED_IN) {
            return asked.refuse("already escalated " + CALLED_IN + " times in this round");
        }
        var again = recent(asked, called.get());
        if (again.isPresent()) {
            return asked.refuse(again.get().getBy() + " escalated to the next step less than a minute ago");
        }
        var draft = asked.draft();
        var all = new ArrayList<>(asked.incident().getCalledIn());
        all.add(CalledIn.newBuilder().setName(called.get()).setBy(asked.actor()).setAt(asked.occasion().now())
                .setNote(asked.command().getNote()).build());
        draft.incident.setCalledIn(all);
        draft.fact(FactKind.ESCALATED, asked.sentence(Map.of("to", called.get().equals(
                Commands.NEXT_STEP) ? "the next step" : called.get())), asked.actor(), asked.details(Map.of(
                        "to", called.get())));
        return asked.done(draft, "escalated");
    }

    /** Two people who press at the same time, or one who presses twice, mean one step. */
    private static Optional<CalledIn> recent(CommandContext asked, String called) {
        var since = asked.occasion().now().minus(ONE_STEP_IN);
        return asked.incident().getCalledIn().stream().filter(entry -> called.equals(Commands.NEXT_STEP) && entry
                .getName().equals(called) && entry.getAt().isAfter(since)).findFirst();
    }
}
