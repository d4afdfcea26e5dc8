package dev.tocsin.correlator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One incident, from its first alert until it can no longer be reopened, in the words of the reference. */
final class Story {

    final String service;
    final String key;
    final Map<String, Member> members = new TreeMap<>();
    State state = State.OPEN;
    int round;
    String severity = "";
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
    Optional<Story> mergedInto = Optional.empty();
    boolean gone;

    enum State {
        OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED
    }

    record Member(boolean fires, String severity) {}

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

    /** A round begins, with what fires already. */
    void begin(Terms now, Instant at) {
        state = State.OPEN;
        round++;
        terms = now;
        began = at;
        setByPerson = false;
        members.values().removeIf(member -> !member.fires());
        quietUntil = Optional.empty();
        snoozedUntil = Optional.empty();
        reopenableUntil = Optional.empty();
        agedAt = terms.maxAge().map(at::plus);
    }

    /** The worst of its members, or of those that fire. */
    Optional<String> worst(boolean firingOnly) {
        return members.values().stream().filter(member -> member.fires() || !firingOnly).map(Member::severity)
                .min(String::compareTo);
    }

    /** Up with the worst; down again only where the terms say so, and only while something fires. */
    void settle() {
        worst(terms.lower()).filter(worst -> terms.lower()
                ? !worst.equals(severity)
                : worst.compareTo(severity) < 0).filter(_ -> !setByPerson).ifPresent(this::wear);
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
        agedAt = Optional.empty();
        reopenableUntil = Optional.of(now.plus(reopen));
    }

    /** What falls due next, if it has by now; the rest at the next look. */
    void pass(Instant now) {
        Stream.of(quietUntil, snoozedUntil, agedAt, reopenableUntil).flatMap(Optional::stream).min(Instant::compareTo)
                .filter(due -> !due.isAfter(now)).ifPresent(due -> fall(due, now));
    }

    private void fall(Instant due, Instant now) {
        var is = Optional.of(due);
        if (quietUntil.equals(is) || agedAt.equals(is)) {
            resolve(now);
        } else if (snoozedUntil.equals(is)) {
            // While everything is quiet, nobody is bothered before that is over.
            snoozedUntil = quietUntil;
            state = quietUntil.isPresent() ? state : State.OPEN;
        } else {
            reopenableUntil = Optional.empty();
            gone = true;
        }
    }

    @Override
    public String toString() {
        return service + ": " + state + " round " + round + " " + severity + " " + firing() + "/" + members.size()
                + shown(members);
    }

    private static String shown(Map<String, Member> members) {
        var text = new StringBuilder();
        members.forEach((alert, member) -> text.append(' ').append(alert).append(member.fires() ? "+" : "-"));
        return text.toString();
    }
}
