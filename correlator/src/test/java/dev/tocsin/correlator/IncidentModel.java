package dev.tocsin.correlator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The same rules, told again in the simplest way: sets of names and instants, nothing of Kafka, Avro or the code under test.
 * Alerts of one name belong together; deliveries come in order.
 */
final class IncidentModel {

    private final Duration quiet;
    private final Duration reopenWindow;
    private final Map<String, Story> current = new TreeMap<>();
    private final Map<String, Story> storyOfAlert = new HashMap<>();
    private final Set<String> firing = new TreeSet<>();

    IncidentModel(Duration quiet, Duration reopenWindow) {
        this.quiet = quiet;
        this.reopenWindow = reopenWindow;
    }

    /** An incident from its first alert until it can no longer be reopened. */
    static final class Story {
        final Set<String> holding = new TreeSet<>();
        final Set<String> members = new TreeSet<>();
        String state = "OPEN";
        int round = 1;
        Optional<Instant> quietUntil = Optional.empty();
        Optional<Instant> reopenableUntil = Optional.empty();

        @Override
        public String toString() {
            return state + " round " + round + ": " + holding.size() + " of " + members.size() + " fire";
        }
    }

    void fire(String name, String alert) {
        if (!firing.add(alert)) {
            return;
        }
        var story = current.computeIfAbsent(name, _ -> new Story());
        if (story.state.equals("RESOLVED")) {
            story.state = "OPEN";
            story.round++;
            story.reopenableUntil = Optional.empty();
            story.members.retainAll(story.holding);
        }
        story.quietUntil = Optional.empty();
        story.holding.add(alert);
        story.members.add(alert);
        storyOfAlert.put(alert, story);
    }

    void resolve(String alert, Instant now) {
        if (!firing.remove(alert)) {
            return;
        }
        var story = storyOfAlert.get(alert);
        story.holding.remove(alert);
        if (story.holding.isEmpty() && !story.state.equals("RESOLVED")) {
            story.quietUntil = Optional.of(now.plus(quiet));
        }
    }

    /** A person takes an incident that is open. */
    void acknowledge(String name) {
        Optional.ofNullable(current.get(name)).filter(story -> story.state.equals("OPEN"))
                .ifPresent(story -> story.state = "ACKNOWLEDGED");
    }

    void resolveByPerson(String name, Instant now) {
        Optional.ofNullable(current.get(name)).filter(story -> !story.state.equals("RESOLVED"))
                .ifPresent(story -> close(story, now));
    }

    void passTo(Instant now) {
        current.values().forEach(story -> story.quietUntil.filter(until -> !until.isAfter(now))
                .ifPresent(until -> close(story, until)));
        current.values().removeIf(story -> story.reopenableUntil.filter(until -> !until.isAfter(now)).isPresent());
    }

    private void close(Story story, Instant now) {
        story.state = "RESOLVED";
        story.quietUntil = Optional.empty();
        story.reopenableUntil = Optional.of(now.plus(reopenWindow));
    }

    /** Whether the alert fires, but its incident was resolved by a person: a repeat of it is another matter. */
    boolean isDisowned(String alert) {
        return firing.contains(alert) && storyOfAlert.get(alert).state.equals("RESOLVED");
    }

    /** The incidents that can still change, by the name of their alerts. */
    Map<String, String> told() {
        var told = new TreeMap<String, String>();
        current.forEach((name, story) -> told.put(name, story.toString()));
        return told;
    }
}
