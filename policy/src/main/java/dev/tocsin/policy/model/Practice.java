package dev.tocsin.policy.model;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.oncall.OnCall;

/**
 * The team's response practice: what the escalator, and documents written from the log, carry out.
 *
 * @param symptoms
 *            known troubles with their runbooks, by name
 * @param roles
 *            names of roles that people take
 * @param escalations
 *            targets that can be called in by name, by that name
 * @param calendars
 *            when the team works, by name
 * @param plans
 *            what is done when an incident is declared, by name
 * @param stakeholders
 *            who is told, not paged
 * @param after
 *            what is due after incidents
 * @param schedules
 *            who is on call when, by the name that ladders use
 * @param operator
 *            names of those who run Tocsin: they hear that nobody answered or could be reached where a ladder names nobody
 *            for it; empty: nobody in particular
 * @param zone
 *            in which the team reads times: the policy's time-zone
 */
public record Practice(Map<String, Symptom> symptoms, List<String> roles, Map<String, List<String>> escalations,
        Map<String, BusinessCalendar> calendars, Map<String, Plan> plans, List<Stakeholder> stakeholders,
        List<Aftermath> after, Map<String, OnCall> schedules, List<String> operator, ZoneId zone) {

    /** Nothing is agreed. */
    public static final Practice NONE = new Practice(Map.of(), List.of(), Map.of());

    public Practice {
        symptoms = Map.copyOf(symptoms);
        roles = List.copyOf(roles);
        escalations = Map.copyOf(escalations);
        calendars = Map.copyOf(calendars);
        plans = Map.copyOf(plans);
        stakeholders = List.copyOf(stakeholders);
        after = List.copyOf(after);
        schedules = Map.copyOf(schedules);
        operator = List.copyOf(operator);
        Objects.requireNonNull(zone, "zone");
    }

    /** Without an operator, where the team reads UTC. */
    public Practice(Map<String, Symptom> symptoms, List<String> roles, Map<String, List<String>> escalations,
            Map<String, BusinessCalendar> calendars, Map<String, Plan> plans, List<Stakeholder> stakeholders,
            List<Aftermath> after, Map<String, OnCall> schedules) {
        this(symptoms, roles, escalations, calendars, plans, stakeholders, after, schedules, List.of(),
                ZoneOffset.UTC);
    }

    /** Only what the correlator needs. */
    public Practice(Map<String, Symptom> symptoms, List<String> roles, Map<String, List<String>> escalations) {
        this(symptoms, roles, escalations, Map.of(), Map.of(), List.of(), List.of(), Map.of());
    }

    /** The same with other schedules. */
    public Practice withSchedules(Map<String, OnCall> others) {
        return new Practice(symptoms, roles, escalations, calendars, plans, stakeholders, after, others, operator,
                zone);
    }

    /**
     * In which zone a person reads times: that of the schedules that have them on call, where these agree.
     *
     * @param target
     *            name of the person or team
     * @return empty when no schedule names the target, or schedules of different zones do
     */
    public Optional<ZoneId> zoneOf(String target) {
        var zones = schedules.values().stream().filter(schedule -> schedule.everybody().contains(target))
                .map(OnCall::readIn).flatMap(Optional::stream).distinct().toList();
        return zones.size() == 1 ? Optional.of(zones.getFirst()) : Optional.empty();
    }

    /**
     * A known trouble.
     *
     * @param runbook
     *            address of its runbook; may be empty
     * @param steps
     *            what to do first, in order
     */
    public record Symptom(String name, String title, String runbook, List<String> steps) {

        public Symptom {
            steps = List.copyOf(steps);
        }
    }
}
