package dev.tocsin.correlator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.model.Story.State;

/**
 * The rules of the correlator, told again in the simplest way: maps, sets and instants; nothing of Kafka, Avro, timers'
 * heaps, rows or the code under test. It is asked for one thing: which incidents there are, and how each stands.
 */
class Reference {

    private static final Duration STRAGGLERS = Duration.ofMinutes(15);
    private static final Duration NOTED_EVERY = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

    private final List<Story> stories = new ArrayList<>();
    private final Map<String, Story> byKey = new HashMap<>();
    private final Map<String, Known> alerts = new HashMap<>();
    private final Map<String, LinkedHashMap<String, Waiting>> waiting = new HashMap<>();
    private final Map<String, Instant> silencedUntil = new HashMap<>();
    private Terms terms;

    Reference(Terms terms) {
        this.terms = terms;
    }

    /** What is known of an alert. */
    private static final class Known {
        boolean fires;
        Instant start;
        Instant earliest;
        Instant lastSeen;
        String grade;
        String says;
        Optional<Delivery> held = Optional.empty();
        Optional<Story> story = Optional.empty();
    }

    private record Waiting(Instant since, String severity, Delivery delivery) {}

    /** A delivery. */
    record Delivery(String alert, String service, String name, boolean fires, Instant start, Optional<Instant> end,
            String grade, String says) {

        String title() {
            return name + " " + says + " on " + alert;
        }
    }

    void activate(Terms others) {
        terms = others;
    }

    // --- deliveries, put in order by the start of the occurrence -----------------------------------------------------

    void deliver(Delivery delivery, Instant now) {
        forget(delivery.alert(), now);
        var known = alerts.get(delivery.alert());
        if (known == null) {
            known = new Known();
            known.start = delivery.start();
            known.earliest = delivery.start();
            alerts.put(delivery.alert(), known);
            note(known, delivery, now);
            if (delivery.fires()) {
                begins(known, delivery, now);
            }
        } else if (delivery.fires()) {
            fires(known, delivery, now);
        } else {
            resolves(known, delivery, now);
        }
    }

    private void forget(String alert, Instant now) {
        var known = alerts.get(alert);
        if (known != null && !known.fires && known.story.map(story -> story.gone).orElse(true)
                && now.isAfter(known.lastSeen.plus(FORGOTTEN_AFTER))) {
            alerts.remove(alert);
        }
    }

    private void fires(Known known, Delivery delivery, Instant now) {
        var moved = delivery.start().isAfter(known.start);
        if (!known.fires) {
            if (moved || isBelieved(known, now)) {
                known.start = delivery.start();
                known.earliest = delivery.start();
                note(known, delivery, now);
                begins(known, delivery, now);
            }
            return;
        }
        var earlier = delivery.start().isBefore(known.earliest);
        var otherwise = !delivery.grade().equals(known.grade) || !delivery.says().equals(known.says);
        if (!moved && !earlier && !otherwise && now.isBefore(known.lastSeen.plus(NOTED_EVERY))) {
            return;
        }
        var anew = moved && known.earliest.equals(known.start);
        known.start = moved ? delivery.start() : known.start;
        known.earliest = earlier ? delivery.start() : known.earliest;
        note(known, delivery, now);
        if (known.held.isPresent()) {
            judge(known, delivery, now);
            return;
        }
        var standing = known.story.filter(story -> !story.gone);
        if (standing.isEmpty() || (standing.get().active()
                ? otherwise || earlier
                : anew || otherwise && isWorse(standing.get(), delivery))) {
            holds(known, delivery, now);
        }
    }

    /** A person called it over, but not what it is now. */
    private static boolean isWorse(Story story, Delivery delivery) {
        return Terms.SEVERITY_OF.get(delivery.grade()).compareTo(story.members.get(delivery.alert()).severity()) < 0;
    }

    /** A source that says long after the resolve that the same occurrence holds. */
    boolean isBelieved(Instant lastSeen, Instant now) {
        return now.isAfter(lastSeen.plus(STRAGGLERS));
    }

    private boolean isBelieved(Known known, Instant now) {
        return isBelieved(known.lastSeen, now);
    }

    private void resolves(Known known, Delivery delivery, Instant now) {
        var late = delivery.start().isBefore(known.start);
        if (!known.fires) {
            var moved = delivery.start().isAfter(known.start);
            if (!late && (moved || !now.isBefore(known.lastSeen.plus(NOTED_EVERY)))) {
                known.start = moved ? delivery.start() : known.start;
                note(known, delivery, now);
            }
        } else if (!late || delivery.end().filter(end -> end.isAfter(known.start)).isPresent()) {
            known.start = late ? known.start : delivery.start();
            known.lastSeen = now;
            known.fires = false;
            if (known.held.isPresent()) {
                known.held = Optional.empty();
            } else {
                ceases(known, delivery.alert(), now);
            }
        }
    }

    private static void note(Known known, Delivery delivery, Instant now) {
        known.lastSeen = now;
        if (delivery.fires()) {
            known.grade = delivery.grade();
            known.says = delivery.says();
        }
    }

    // --- incidents ---------------------------------------------------------------------------------------------------

    private void begins(Known known, Delivery delivery, Instant now) {
        known.fires = true;
        judge(known, delivery, now);
    }

    /** Nobody hears of an alert that begins while it is silenced. */
    private void judge(Known known, Delivery delivery, Instant now) {
        var waits = waiting.values().stream().anyMatch(room -> room.containsKey(delivery.alert()));
        if (isSilenced(delivery.name(), now) && !waits) {
            known.held = Optional.of(delivery);
        } else {
            known.held = Optional.empty();
            place(known, delivery, now);
        }
    }

    private boolean isSilenced(String name, Instant now) {
        return Optional.ofNullable(silencedUntil.get(name)).filter(now::isBefore).isPresent();
    }

    /** It fired already; its own incident comes first. */
    private void holds(Known known, Delivery delivery, Instant now) {
        var own = known.story.filter(story -> !story.gone && story.state != State.CLOSED);
        if (own.isPresent()) {
            enter(own.get(), known, delivery, now);
        } else {
            judge(known, delivery, now);
        }
    }

    private void place(Known known, Delivery delivery, Instant now) {
        var key = terms.key(delivery.service(), delivery.name());
        leaveOtherRooms(key, delivery.alert());
        var keyed = Optional.ofNullable(byKey.get(key)).filter(story -> !story.gone && story.state != State.CLOSED)
                .filter(story -> !takesNoMore(story, now));
        if (keyed.isPresent()) {
            waiting.values().forEach(room -> room.remove(delivery.alert()));
            enter(keyed.get(), known, delivery, now);
            return;
        }
        var room = waiting.computeIfAbsent(key, _ -> new LinkedHashMap<>());
        var severity = Terms.SEVERITY_OF.get(delivery.grade());
        room.merge(delivery.alert(), new Waiting(now, severity, delivery), (was, is) -> new Waiting(was.since(), is
                .severity(), is.delivery()));
        known.story = Optional.empty();
        var since = now.minus(Terms.ENOUGH_WITHIN);
        if (room.values().stream().filter(each -> !each.since().isBefore(since)).count() >= terms.enough()
                || terms.enough() == 1) {
            open(delivery, key, room, now);
        }
    }

    private void leaveOtherRooms(String key, String alert) {
        waiting.forEach((other, room) -> {
            if (!other.equals(key)) {
                room.remove(alert);
            }
        });
    }

    private static boolean takesNoMore(Story story, Instant now) {
        return story.terms.window().filter(window -> now.isAfter(story.began.plus(window))).isPresent();
    }

    private void open(Delivery last, String key, LinkedHashMap<String, Waiting> room, Instant now) {
        var story = new Story(last.service(), key, terms);
        story.begin(terms, now);
        // The one whose word opens it comes last, also where it waited before others.
        var opening = room.remove(last.alert());
        room.put(last.alert(), opening);
        room.forEach((alert, waits) -> {
            story.put(alert, waits.severity(), waits.delivery());
            alerts.get(alert).story = Optional.of(story);
        });
        story.joinedLast = last.alert();
        room.clear();
        story.wear(story.worst(true).orElseThrow());
        retitle(story, now);
        stories.add(story);
        byKey.put(key, story);
    }

    private void enter(Story story, Known known, Delivery delivery, Instant now) {
        var member = story.members.get(delivery.alert());
        var counted = member != null && member.fires();
        if (story.state == State.RESOLVED) {
            story.begin(terms, now);
            story.put(delivery.alert(), Terms.SEVERITY_OF.get(delivery.grade()), delivery);
            story.joinedLast = delivery.alert();
            story.wear(story.worst(true).orElseThrow());
        } else {
            story.put(delivery.alert(), Terms.SEVERITY_OF.get(delivery.grade()), delivery);
            story.joinedLast = member == null ? delivery.alert() : story.joinedLast;
            story.quietUntil = counted ? story.quietUntil : Optional.empty();
            story.settle(now);
        }
        retitle(story, now);
        known.story = Optional.of(story);
    }

    private void ceases(Known known, String alert, Instant now) {
        waiting.values().forEach(room -> room.remove(alert));
        known.story.filter(story -> !story.gone).filter(story -> story.members.containsKey(alert)).ifPresent(story -> {
            story.members.computeIfPresent(alert, (_, member) -> member.over());
            if (story.active()) {
                story.settle(now);
                retitle(story, now);
                if (isOver(story, alert) && story.quietUntil.isEmpty()) {
                    story.quietUntil = Optional.of(now.plus(story.quiet));
                }
            }
        });
    }

    private static boolean isOver(Story story, String ceased) {
        return switch (story.terms.over()) {
            case "first" -> true;
            case "last" -> ceased.equals(story.joinedLast) || story.firing() == 0;
            case "person" -> false;
            default -> story.firing() == 0;
        };
    }

    // --- people and time ---------------------------------------------------------------------------------------------

    void acknowledge(Story story, String who, Instant now) {
        var snoozed = story.snoozedUntil.isPresent();
        if (story.state == State.OPEN && (snoozed || !story.acknowledged.contains(who))
                || story.state == State.ACKNOWLEDGED && snoozed) {
            story.count(who);
            story.snoozedUntil = Optional.empty();
            story.live(now);
        }
    }

    void snooze(Story story, String who, Instant until, Instant now) {
        if (story.state == State.OPEN || story.state == State.ACKNOWLEDGED) {
            story.count(who);
            story.snoozedUntil = Optional.of(until);
            story.live(now);
        }
    }

    void mitigate(Story story, Instant now) {
        if (story.state == State.OPEN || story.state == State.ACKNOWLEDGED) {
            story.state = State.MITIGATED;
            story.snoozedUntil = Optional.empty();
            story.live(now);
        }
    }

    void mitigationFailed(Story story) {
        if (story.state == State.MITIGATED) {
            story.openAgain();
        }
    }

    void resolve(Story story, Instant now) {
        if (story.active()) {
            story.resolve(now);
        }
    }

    void close(Story story) {
        if (story.state == State.RESOLVED) {
            story.state = State.CLOSED;
        }
    }

    void setSeverity(Story story, String severity, Instant now) {
        if (story.state != State.CLOSED && !(story.setByPerson && story.severity.equals(severity))) {
            story.become(severity, now);
            story.setByPerson = true;
            story.live(now);
            story.lookAfter(now);
        }
    }

    void silence(String name, Instant until, Instant now) {
        silencedUntil.put(name, until);
        stories.forEach(story -> retitle(story, now));
    }

    /** Its title is that of the worst that fires and is not silenced, or of the worst that fires where all are. */
    private void retitle(Story story, Instant now) {
        if (story.active()) {
            story.retitle(name -> isSilenced(name, now));
        }
    }

    /** When the next silence ends. */
    Optional<Instant> nextSilenceEnd(Instant now) {
        return silencedUntil.values().stream().filter(now::isBefore).min(Instant::compareTo);
    }

    /** One look at the clock. */
    void passTo(Instant now) {
        stories.stream().filter(story -> !story.gone).forEach(story -> story.pass(now));
        alerts.keySet().stream().sorted().map(alerts::get).forEach(known -> known.held
                .filter(delivery -> !isSilenced(delivery.name(), now))
                .ifPresent(delivery -> judge(known, delivery, now)));
        stories.forEach(story -> retitle(story, now));
    }

    // --- questions ---------------------------------------------------------------------------------------------------

    /** The incident that an alert was in last, by the order of opening. */
    Optional<Integer> incidentOf(String alert) {
        return Optional.ofNullable(alerts.get(alert)).flatMap(known -> known.story).map(stories::indexOf);
    }

    Story story(int number) {
        return stories.get(number);
    }

    /** All incidents in the order of their opening. */
    List<String> told() {
        return stories.stream().map(Story::toString).toList();
    }
}
