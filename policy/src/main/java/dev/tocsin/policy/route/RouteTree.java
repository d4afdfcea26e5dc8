package dev.tocsin.policy.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;

/**
 * Which nodes take an alert, as Alertmanager decides it (prometheus/alertmanager, dispatch/route.go): from the root down, a
 * node takes an alert that its condition and those of its parents hold for, unless one of its children does; after the first
 * child that takes it, later siblings are asked only if the child says {@code continue}. Immutable.
 */
public final class RouteTree {

    /** Begins the name of the ladder that a node climbs; no ladder of a file has such a name. */
    private static final String LADDER_PREFIX = "route:";

    private final Route root;
    private final Map<String, Route> byName = new HashMap<>();

    /** The tree below a node. */
    public RouteTree(Route root) {
        this.root = root;
        root.all().forEach(route -> byName.put(route.name(), route));
    }

    /** The node that takes what no other does. */
    public Route root() {
        return root;
    }

    /** A node, by name. */
    public Optional<Route> route(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether a ladder is one that a node climbs. */
    public static boolean isLadderOfRoute(String ladder) {
        return ladder.startsWith(LADDER_PREFIX);
    }

    /** Name of the ladder that a node climbs: {@code route:} and its name. */
    public static String ladderOf(String route) {
        return LADDER_PREFIX + route;
    }

    /** The nodes that take an alert, in the order of the tree; at least one. */
    public List<Route> takers(AlertFacts facts) {
        return visit(facts).stream().filter(visit -> visit.outcome() == Outcome.TAKES).map(Visit::route).toList();
    }

    /** What became of an alert at each node that was asked, in the order of the tree. */
    public List<Visit> visit(AlertFacts facts) {
        var visits = new ArrayList<Visit>();
        // The root takes every alert, as Alertmanager's does, which may not have matchers.
        enter(root, facts, "", visits);
        return visits;
    }

    /** Whether the node or one below takes it. */
    private static boolean ask(Route route, AlertFacts facts, List<Visit> visits) {
        return switch (route.condition().judge(facts)) {
            case Judgement.No _ -> {
                visits.add(new Visit(route, Outcome.NOT_MET, route.when().orElse("") + " is not met"));
                yield false;
            }
            case Judgement.Yes _ -> enter(route, facts, "", visits);
            // In doubt it pages: what cannot be judged is taken, and the others are asked too.
            case Judgement.Broken(var why) -> {
                enter(route, facts, "could not be evaluated, so it takes the alert: " + why, visits);
                yield false;
            }
        };
    }

    private static boolean enter(Route route, AlertFacts facts, String remark, List<Visit> visits) {
        int at = visits.size();
        visits.add(new Visit(route, Outcome.TAKES, remark));
        for (int child = 0; child < route.children().size(); child++) {
            var asked = route.children().get(child);
            if (ask(asked, facts, visits) && !asked.goesOn()) {
                for (var later : route.children().subList(child + 1, route.children().size())) {
                    visits.add(new Visit(later, Outcome.NOT_ASKED, "'" + asked.name()
                            + "' took the alert before and has no 'continue'"));
                }
                break;
            }
        }
        if (visits.subList(at + 1, visits.size()).stream().anyMatch(visit -> visit.outcome() == Outcome.TAKES)) {
            visits.set(at, new Visit(route, Outcome.PASSED_ON, "a more specific route takes it"));
        }
        return true;
    }

    /** What a node did with an alert. */
    public enum Outcome {
        /** It tells its receivers. */
        TAKES,
        /** Its condition holds, and one of its children takes the alert. */
        PASSED_ON,
        /** Its condition does not hold. */
        NOT_MET,
        /** A sibling before it took the alert and ended the search. */
        NOT_ASKED
    }

    /**
     * A node that was asked.
     *
     * @param why
     *            for people; may be empty
     */
    public record Visit(Route route, Outcome outcome, String why) {}
}
