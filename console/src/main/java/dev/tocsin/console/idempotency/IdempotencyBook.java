package dev.tocsin.console.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which requests with an {@code Idempotency-Key} were carried out, and what was answered; after
 * draft-ietf-httpapi-idempotency-key-header. Holds a bounded number, oldest forgotten first, each for {@link #KEPT_FOR}.
 */
public final class IdempotencyBook {

    /** How long a key is remembered. */
    public static final Duration KEPT_FOR = Duration.ofHours(24);

    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Held> held = new LinkedHashMap<>();

    public IdempotencyBook(Clock clock) {
        this.clock = clock;
    }

    /** What becomes of a request with a key. */
    public sealed interface Verdict {

        /** It is the first: carry it out, then {@link IdempotencyBook#finish} or {@link IdempotencyBook#release}. */
        record First() implements Verdict {}

        /** The same request is being carried out. */
        record InFlight() implements Verdict {}

        /** The key belongs to another request. */
        record OtherRequest() implements Verdict {}

        /** It was carried out and answered so. */
        record Answered(Answer answer) implements Verdict {}

        /** The log says that it was carried out; the answer is no longer held. */
        record OnTheLog(Outcome outcome) implements Verdict {}
    }

    /** An answer. */
    public record Answer(int status, String contentType, String body) {}

    /**
     * What the audit says of a request.
     *
     * @param problem
     *            type of the problem; empty if it was carried out
     * @param written
     *            ID of what was written; empty if nothing was
     */
    public record Outcome(int status, String problem, String written) {}

    private sealed interface State {
        record Running() implements State {}

        record Done(Answer answer) implements State {}

        record Read(Outcome outcome) implements State {}
    }

    private record Held(String fingerprint, Instant at, State state) {}

    /**
     * Looks at a request, and takes its key if it is the first with it.
     *
     * @param key
     *            digest of caller and key
     * @param fingerprint
     *            digest of what makes two requests the same
     */
    public synchronized Verdict begin(String key, String fingerprint) {
        var now = clock.instant();
        forget(now);
        var known = held.get(key);
        if (known == null) {
            held.put(key, new Held(fingerprint, now, new State.Running()));
            return new Verdict.First();
        }
        if (!known.fingerprint().equals(fingerprint)) {
            return new Verdict.OtherRequest();
        }
        return switch (known.state()) {
            case State.Running() -> new Verdict.InFlight();
            case State.Done(var answer) -> new Verdict.Answered(answer);
            case State.Read(var outcome) -> new Verdict.OnTheLog(outcome);
        };
    }

    /** Keeps the answer of a first request. */
    public synchronized void finish(String key, Answer answer) {
        held.computeIfPresent(key, (_, known) -> new Held(known.fingerprint(), known.at(), new State.Done(answer)));
    }

    /** Gives up the key of a first request that was not carried out, so that it can be sent again. */
    public synchronized void release(String key) {
        held.computeIfPresent(key, (_, known) -> known.state() instanceof State.Running ? null : known);
    }

    /** Takes note of a request that the log tells of; what this console answered itself it knows better. */
    public synchronized void read(String key, String fingerprint, Instant at, Outcome outcome) {
        if (at.plus(KEPT_FOR).isAfter(clock.instant())) {
            held.putIfAbsent(key, new Held(fingerprint, at, new State.Read(outcome)));
        }
        forget(clock.instant());
    }

    private void forget(Instant now) {
        Iterator<Held> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            var each = oldest.next();
            var tooOld = !each.at().plus(KEPT_FOR).isAfter(now);
            if (!tooOld && held.size() <= MOST) {
                return;
            }
            if (!(each.state() instanceof State.Running)) {
                oldest.remove();
            } else if (!tooOld) {
                return;
            }
        }
    }
}
