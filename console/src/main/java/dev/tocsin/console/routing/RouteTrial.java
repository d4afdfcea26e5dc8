package dev.tocsin.console.routing;

import java.time.Instant;
import java.util.List;

/**
 * What the policy in force makes of an alert, and who would be paged for it. Nothing is sent.
 *
 * @param at
 *            when the alert fires
 * @param rule
 *            ID of the rule that classifies it
 * @param why
 *            the question of that rule, with remarks on rules that could not be judged
 * @param serviceKey
 *            log of the service that it goes to
 * @param incidentKey
 *            same for all alerts of one incident
 * @param routes
 *            what became of it at each route, in the order of the tree; none where the policy has no routing
 * @param escalations
 *            one for each route that takes it, or that of the rule or severity
 * @param hiddenBy
 *            silences and inhibitions that keep it from paging, for people
 */
public record RouteTrial(Instant at, String policy, int policyVersion, String severity, int severityRank, String rule,
        String why, String service, String serviceKey, String team, String incidentKey, List<TriedRoute> routes,
        List<Escalation> escalations, List<String> hiddenBy) {

    public RouteTrial {
        routes = List.copyOf(routes);
        escalations = List.copyOf(escalations);
        hiddenBy = List.copyOf(hiddenBy);
    }

    /**
     * A route that was asked.
     *
     * @param outcome
     *            such as takes
     * @param why
     *            for people; may be empty
     */
    public record TriedRoute(String route, String outcome, String why) {}

    /**
     * Steps that run until somebody acknowledges.
     *
     * @param route
     *            whose they are; empty where the rule or severity names the ladder
     * @param ladder
     *            empty where they are those of a route
     * @param repeats
     *            how often all steps run again
     * @param repeatSeconds
     *            time between the last step and the next run; 0 where they do not run again
     * @param mutedBy
     *            why the route pages nobody at that time, and until when; empty: it pages
     */
    public record Escalation(String route, String ladder, List<Step> steps, int repeats, long repeatSeconds,
            String mutedBy) {

        public Escalation {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step.
     *
     * @param number
     *            from 1
     * @param afterSeconds
     *            since the incident opened
     * @param condition
     *            which incidents it is for; empty: for all
     * @param pages
     *            whether it is for this one; a condition that cannot be judged pages
     */
    public record Step(int number, long afterSeconds, Instant due, String condition, boolean pages,
            List<Target> targets) {

        public Step {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Who is behind a name of a step when it is due.
     *
     * @param people
     *            who is on call; in a gap of a schedule, everyone on it
     * @param by
     *            layer NAME, override, swap, or gap; empty where the target is no schedule
     */
    public record Target(String name, List<String> people, String by) {

        public Target {
            people = List.copyOf(people);
        }
    }
}
