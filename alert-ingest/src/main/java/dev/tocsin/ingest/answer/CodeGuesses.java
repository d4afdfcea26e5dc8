package dev.tocsin.ingest.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the wrong codes that come from each telephone number. A code has four digits and a sender's number can be forged, so a
 * number that sends {@link #MOST} wrong ones within {@link #WITHIN} is locked for as long: then no code of it is taken, not even
 * the right one. In the memory of this process, bounded. Thread-safe.
 */
public final class CodeGuesses {

    /** Wrong codes that lock a number. With few incidents open, the chance to guess one is below one in a thousand. */
    public static final int MOST = 5;

    /** Sliding window of the count, and how long a number stays locked. */
    public static final Duration WITHIN = Duration.ofMinutes(15);

    private static final int MOST_NUMBERS = 1_000;

    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>();
    private final Map<String, Instant> lockedUntil = new LinkedHashMap<>();

    /** Whether codes of a number are refused. */
    public synchronized boolean isLocked(String number, Instant now) {
        var until = lockedUntil.get(number);
        if (until == null) {
            return false;
        }
        if (now.isBefore(until)) {
            return true;
        }
        lockedUntil.remove(number);
        return false;
    }

    /** Counts a wrong code; true if it locks the number. */
    public synchronized boolean missed(String number, Instant now) {
        var times = wrong.computeIfAbsent(number, _ -> new ArrayDeque<>());
        times.addLast(now);
        times.removeIf(at -> !at.isAfter(now.minus(WITHIN)));
        bound(wrong);
        if (times.size() < MOST) {
            return false;
        }
        wrong.remove(number);
        lockedUntil.put(number, now.plus(WITHIN));
        bound(lockedUntil);
        return true;
    }

    /** A right code proves the telephone: earlier mistakes no longer count. */
    public synchronized void hit(String number) {
        wrong.remove(number);
    }

    private static void bound(Map<String, ?> map) {
        if (map.size() > MOST_NUMBERS) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
