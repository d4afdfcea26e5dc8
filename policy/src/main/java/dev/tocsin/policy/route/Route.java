package dev.tocsin.policy.route;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.condition.Condition;

/**
 * A node of the tree of routes. What it does not say itself it has from its parent, except its windows, as in Alertmanager.
 *
 * @param name
 *            unique in the tree
 * @param when
 *            its condition as written; empty takes every alert that its parent takes
 * @param condition
 *            the same, compiled
 * @param goesOn
 *            whether its later siblings are asked too after it took an alert ({@code continue})
 * @param receiver
 *            whom it tells
 * @param groupBy
 *            labels that alerts of one incident share; {@code "..."} stands for all labels; empty: as the rule says
 * @param groupInterval
 *            how long after a page it tells again because more alerts joined; empty: never
 * @param repeat
 *            after how long without an acknowledgement it tells again, endlessly; empty: as its ladder says, else never
 * @param windows
 *            when it is mute
 * @param children
 *            more specific nodes, in order
 */
public record Route(String name, Optional<String> when, Condition condition, boolean goesOn, Receiver receiver,
        Optional<List<String>> groupBy, Optional<Duration> groupInterval, Optional<Duration> repeat,
        MuteWindows windows, List<Route> children) {

    /** Stands for all labels in {@code group-by}. */
    public static final String ALL_LABELS = "...";

    public Route {
        Objects.requireNonNull(name, "name");
        groupBy = groupBy.map(List::copyOf);
        children = List.copyOf(children);
    }

    /**
     * Whom a node tells.
     *
     * @param targets
     *            names of targets and schedules that are told together
     * @param ladder
     *            name of a ladder, instead of names
     */
    public record Receiver(List<String> targets, Optional<String> ladder) {

        public Receiver {
            targets = List.copyOf(targets);
        }
    }

    /** This node and all below, in the order of the file. */
    public Stream<Route> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Route::all));
    }
}
