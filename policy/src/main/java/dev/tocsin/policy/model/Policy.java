package dev.tocsin.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.route.RouteTree;

/**
 * A whole policy as its author wrote it: how alerts become incidents, and who is told. Checked by the loader; every name
 * that one part uses of another exists.
 *
 * @param name
 *            its name
 * @param serviceLabels
 *            labels that may name the service, first non-empty wins
 * @param severities
 *            from the worst to the mildest; the position is the rank
 * @param rules
 *            classification, first match wins; the last one matches always
 * @param ladders
 *            who is paged when, by name; also what routes climb
 * @param targets
 *            people and teams with their addresses, by name
 * @param channels
 *            ways to tell somebody, by name
 * @param console
 *            address under which people reach the console, for links in messages
 * @param handling
 *            how alerts are handled before and beside the rules
 * @param practice
 *            how the team works through an incident
 * @param routes
 *            who is told of which alerts; empty: the ladder of the rule or severity decides
 */
public record Policy(String name, List<String> serviceLabels, List<SeverityLevel> severities, List<Rule> rules,
        Map<String, Ladder> ladders, Map<String, Target> targets, Map<String, ChannelSpec> channels,
        Optional<String> console, AlertHandling handling, Practice practice, Optional<RouteTree> routes) {

    public Policy {
        Objects.requireNonNull(name, "name");
        serviceLabels = List.copyOf(serviceLabels);
        severities = List.copyOf(severities);
        rules = List.copyOf(rules);
        ladders = Map.copyOf(ladders);
        targets = Map.copyOf(targets);
        channels = Map.copyOf(channels);
        Objects.requireNonNull(console, "console");
        Objects.requireNonNull(handling, "handling");
        Objects.requireNonNull(practice, "practice");
        Objects.requireNonNull(routes, "routes");
    }

    /** Without a tree of routes. */
    public Policy(String name, List<String> serviceLabels, List<SeverityLevel> severities, List<Rule> rules,
            Map<String, Ladder> ladders, Map<String, Target> targets, Map<String, ChannelSpec> channels,
            Optional<String> console, AlertHandling handling, Practice practice) {
        this(name, serviceLabels, severities, rules, ladders, targets, channels, console, handling, practice, Optional
                .empty());
    }

    /** The same with another practice. */
    public Policy with(Practice other) {
        return new Policy(name, serviceLabels, severities, rules, ladders, targets, channels, console, handling, other,
                routes);
    }

    /** A severity, by id. */
    public Optional<SeverityLevel> severity(String id) {
        return severities.stream().filter(level -> level.id().equals(id)).findFirst();
    }

    /** What is planned for incidents of a severity, by its id. */
    public Optional<Plan> plan(String severity) {
        return severity(severity).flatMap(SeverityLevel::plan).map(practice.plans()::get);
    }

    /** A rule, by id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
