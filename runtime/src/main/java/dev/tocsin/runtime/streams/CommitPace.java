package dev.tocsin.runtime.streams;

import java.util.function.LongSupplier;

/**
 * When a thread of a topology commits: at once while it is quiet, for whoever is paged waits for it; and under load after a
 * pause that is a multiple of what a commit takes, so that transactions grow instead of commits taking all the time. A machine
 * that is slower, or has more partitions, so commits less often by itself. Offsets alone are nobody's news, and wait for the
 * commit interval.
 *
 * <p>
 * Each thread has a pace of its own; it is asked and told in that thread only.
 */
final class CommitPace {

    /** A commit is followed by a pause of this many times as long, unless it is quiet for longer anyway. */
    static final int PAUSE = 4;

    private static final int WEIGHT = 4;

    private final LongSupplier nanoTime;
    private final ThreadLocal<Pace> paces;

    /**
     * @param nanoTime
     *            monotonic time in nanoseconds
     */
    CommitPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.paces = ThreadLocal.withInitial(() -> new Pace(nanoTime.getAsLong()));
    }

    /** Something was written that nobody can read before the commit. */
    void wrote() {
        paces.get().written = true;
    }

    /** Whether to commit now what this thread wrote. */
    boolean isDue() {
        var pace = paces.get();
        return pace.written && nanoTime.getAsLong() - pace.ended >= PAUSE * pace.cost;
    }

    /** A commit begins; what belongs to one that began already is told without harm. */
    void begins() {
        var pace = paces.get();
        if (!pace.committing) {
            pace.committing = true;
            pace.began = nanoTime.getAsLong();
        }
    }

    /** It is through, and what was written can be read. */
    void isThrough() {
        var pace = paces.get();
        pace.ended = nanoTime.getAsLong();
        var took = pace.ended - pace.began;
        pace.cost = pace.cost == 0 ? took : pace.cost + (took - pace.cost) / WEIGHT;
        pace.rest();
    }

    /** There was nothing to commit, or what was written was taken back. */
    void isVoid() {
        paces.get().rest();
    }

    private static final class Pace {

        private boolean written;
        private boolean committing;
        private long began;
        private long ended;
        private long cost;

        private Pace(long now) {
            this.ended = now;
        }

        private void rest() {
            written = false;
            committing = false;
        }
    }
}
