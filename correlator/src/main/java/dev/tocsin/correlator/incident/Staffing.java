package dev.tocsin.correlator.incident;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;

/** Commands that bring people to an incident: who has which role, and who is called in. */
final class Staffing {

    private static final int CALLED_IN = 20;
    private static final int LONGEST_NAME = 100;

    private Staffing() {}

    static IncidentDecision assignRole(Asked asked) {
        var name = asked.argument("role");
        var person = asked.argument("person");
        if (name.isEmpty() || name.length() > LONGEST_NAME || person.length() > LONGEST_NAME) {
            return asked.refuse("say which role, and whose: 'role' and 'person', at most 100 characters each");
        }
        var role = asked.event().vocabulary().role(name);
        if (role.isEmpty()) {
            return asked.refuse("role '" + name + "' is none of " + String.join(", ", asked.event().vocabulary()
                    .roles()));
        }
        if (asked.state() == IncidentState.CLOSED) {
            return asked.refuse(CommandTransitions.over(asked.row()));
        }
        return assign(asked, role.get(), person);
    }

    private static IncidentDecision assign(Asked asked, String role, String person) {
        var had = asked.incident().getRoles().getOrDefault(role, "");
        if (had.equals(person)) {
            return asked.refuse(person.isEmpty() ? "nobody is " + role : person + " is " + role + " already");
        }
        var draft = asked.draft();
        var roles = new TreeMap<>(asked.incident().getRoles());
        if (person.isEmpty()) {
            roles.remove(role);
        } else {
            roles.put(role, person);
        }
        draft.incident.setRoles(roles);
        draft.fact(FactKind.ROLE_ASSIGNED, person.isEmpty()
                ? had + " is no longer " + role
                : person + " is " + role + (had.isEmpty() ? "" : " instead of " + had), asked.actor(), asked.details(Map
                        .of("role", role, "person", person, "before", had)));
        return asked.done(draft, "role-assigned");
    }

    static IncidentDecision escalate(Asked asked) {
        var name = asked.argument("to");
        var called = asked.event().vocabulary().callable(name);
        if (called.isEmpty()) {
            return asked.refuse("'" + name + "' is no escalation, schedule or target of the policy; there are "
                    + asked.event().vocabulary().callableNames());
        }
        if (asked.incident().getCalledIn().size() >= CALLED_IN) {
            return asked.refuse(CALLED_IN + " were called in already");
        }
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> {
                var draft = asked.draft();
                var all = new ArrayList<>(asked.incident().getCalledIn());
                all.add(CalledIn.newBuilder().setName(called.get()).setBy(asked.actor()).setAt(asked.occasion().now())
                        .setNote(asked.command().getNote()).build());
                draft.incident.setCalledIn(all);
                draft.fact(FactKind.ESCALATED, asked.actor() + " called in " + called.get(), asked.actor(), asked
                        .details(Map.of("to", called.get())));
                yield asked.done(draft, "escalated");
            }
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }
}
