package dev.tocsin.correlator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One incident, from its first alert until it can no longer be reopened, in the words of the reference. */
final class Story {

    final String service;
    final String key;
    final Map<String, Member> members = new TreeMap<>();
    State state = State.OPEN;
    int round;
    String severity = "";
    String title = "";
    private int puts;
    boolean setByPerson;
    Terms terms;
    Instant began;
    String joinedLast = "";
    Duration quiet = Duration.ZERO;
    Duration reopen = Duration.ZERO;
    Optional<Instant> quietUntil = Optional.empty();
    Optional<Instant> snoozedUntil = Optional.empty();
    Optional<Instant> agedAt = Optional.empty();
    Optional<Instant> reopenableUntil = Optional.empty();
    final Set<String> acknowledged = new LinkedHashSet<>();
    Optional<Instant> acknowledgedUntil = Optional.empty();
    Optional<Story> mergedInto = Optional.empty();
    boolean gone;
    boolean awaitsReview;

    enum State {
        OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED
    }

    /** The order says who has been so bad for longest. */
    record Member(boolean fires, String severity, int order, String name, String title) {

        Member over() {
            return new Member(false, severity, order, name, title);
        }
    }

    /** An alert fires, as one more or as before. */
    void put(String alert, String other, Reference.Delivery delivery) {
        var was = Optional.ofNullable(members.get(alert)).filter(member -> member.fires() && member.severity().equals(
                other));
        members.put(alert, new Member(true, other, was.map(Member::order).orElseGet(() -> ++puts), delivery.name(),
                delivery.title()));
    }

    void retitle(Predicate<String> silenced) {
        var firing = members.values().stream().filter(Member::fires).sorted(Comparator.comparing(Member::severity)
                .thenComparing(Member::order)).toList();
        firing.stream().filter(member -> !silenced.test(member.name())).findFirst().or(() -> firing.stream()
                .findFirst()).ifPresent(member -> title = member.title());
    }

    Story(String service, String key, Terms terms) {
        this.service = service;
        this.key = key;
        this.terms = terms;
    }

    boolean active() {
        return state != State.RESOLVED && state != State.CLOSED;
    }

    long firing() {
        return members.values().stream().filter(Member::fires).count();
    }

    int acknowledgesNeeded() {
        return severity.equals(Terms.WORST) ? 2 : 1;
    }

    /** So many different people said so. */
    void count(String who) {
        acknowledged.add(who);
        countAgain();
    }

    private void countAgain() {
        if (state == State.OPEN && !acknowledged.isEmpty() && acknowledged.size() >= acknowledgesNeeded()) {
            state = State.ACKNOWLEDGED;
        }
    }

    /** Somebody did something about it. */
    void live(Instant now) {
        acknowledgedUntil = state == State.ACKNOWLEDGED && snoozedUntil.isEmpty() && !severity.equals(Terms.WORST)
                ? Optional.of(now.plus(Terms.ACKNOWLEDGE_EXPIRES))
                : Optional.empty();
    }

    /** Nobody has it. */
    void openAgain() {
        state = State.OPEN;
        acknowledged.clear();
        snoozedUntil = Optional.empty();
        acknowledgedUntil = Optional.empty();
    }

    /** A round begins, with what fires already. */
    void begin(Terms now, Instant at) {
        openAgain();
        round++;
        terms = now;
        began = at;
        setByPerson = false;
        members.values().removeIf(member -> !member.fires());
        quietUntil = Optional.empty();
        reopenableUntil = Optional.empty();
        agedAt = terms.maxAge().map(at::plus);
    }

    /** The worst of its members, or of those that fire. */
    Optional<String> worst(boolean firingOnly) {
        return members.values().stream().filter(member -> member.fires() || !firingOnly).map(Member::severity)
                .min(String::compareTo);
    }

    /** Up with the worst; down again only where the terms say so, and only while something fires. */
    void settle(Instant now) {
        worst(terms.lower()).filter(worst -> terms.lower()
                ? !worst.equals(severity)
                : worst.compareTo(severity) < 0).filter(_ -> !setByPerson).ifPresent(worst -> become(worst, now));
    }

    /** Whoever had what climbs another ladder now is asked again if it got worse, and may be enough if it got milder. */
    void become(String other, Instant now) {
        var worse = other.compareTo(severity) < 0;
        var another = other.equals(Terms.WORST) != severity.equals(Terms.WORST);
        wear(other);
        if (active() && another && worse) {
            openAgain();
        } else if (active() && another) {
            countAgain();
            live(now);
        }
    }

    void wear(String other) {
        severity = other;
        quiet = Terms.QUIET.get(other);
        reopen = Terms.REOPEN.get(other);
    }

    void resolve(Instant now) {
        state = State.RESOLVED;
        quietUntil = Optional.empty();
        snoozedUntil = Optional.empty();
        acknowledgedUntil = Optional.empty();
        agedAt = Optional.empty();
        reopenableUntil = Optional.of(now.plus(reopen));
    }

    /** What falls due next, if it has by now; the rest at the next look. */
    void pass(Instant now) {
        Stream.of(quietUntil, snoozedUntil, acknowledgedUntil, agedAt, reopenableUntil).flatMap(Optional::stream).min(
                Instant::compareTo)
                .filter(due -> !due.isAfter(now)).ifPresent(due -> fall(due, now));
    }

    private void fall(Instant due, Instant now) {
        var is = Optional.of(due);
        if (quietUntil.equals(is) || agedAt.equals(is)) {
            resolve(now);
        } else if (snoozedUntil.equals(is)) {
            // While everything is quiet, nobody is bothered before that is over.
            snoozedUntil = quietUntil;
            if (quietUntil.isEmpty()) {
                openAgain();
            }
        } else if (acknowledgedUntil.equals(is)) {
            acknowledgedUntil = quietUntil;
            if (quietUntil.isEmpty()) {
                openAgain();
            }
        } else {
            reopenableUntil = Optional.empty();
            gone = true;
            awaitsReview = state == State.RESOLVED && severity.equals(Terms.REVIEWED);
        }
    }

    @Override
    public String toString() {
        return service + ": " + state + " round " + round + " " + severity + " " + firing() + "/" + members.size()
                + shown(members) + " " + title + " " + String.join(",", acknowledged);
    }

    private static String shown(Map<String, Member> members) {
        var text = new StringBuilder();
        members.forEach((alert, member) -> text.append(' ').append(alert).append(member.fires() ? "+" : "-"));
        return text.toString();
    }
}
