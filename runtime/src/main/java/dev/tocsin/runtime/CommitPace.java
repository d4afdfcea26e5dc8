package dev.tocsin.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a thread that writes in transactions commits. While it is quiet, it commits at once, because whoever is paged waits for
 * the commit. Under load it pauses for a multiple of what a commit takes, so that transactions grow and commits do not take
 * all the time. A machine that is slower, or has more partitions, commits less often by itself.
 *
 * <p>
 * Each thread has a pace of its own, which is asked and told in that thread only.
 */
public final class CommitPace {

    /** A commit is followed by a pause of this many times as long, unless it is quiet for longer anyway. */
    static final int PAUSE = 4;

    /** No pause is longer: a broker that is slow for once must not hold up pages for long. */
    static final Duration LONGEST = Duration.ofMillis(100);

    private static final int WEIGHT = 4;

    private final LongSupplier nanoTime;
    private final ThreadLocal<Pace> paces;

    /**
     * @param nanoTime
     *            monotonic time in nanoseconds
     */
    public CommitPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.paces = ThreadLocal.withInitial(() -> new Pace(nanoTime.getAsLong()));
    }

    /** Something was written that nobody can read before the commit. */
    public void wrote() {
        paces.get().written = true;
    }

    /** Whether to commit now what this thread wrote. */
    public boolean isDue() {
        var pace = paces.get();
        return pace.written && left(pace) <= 0;
    }

    /** How long this thread should wait before its next commit; zero while it is quiet. */
    public Duration pause() {
        return Duration.ofNanos(Math.max(0, left(paces.get())));
    }

    private long left(Pace pace) {
        return pace.ended + Math.min(PAUSE * pace.cost, LONGEST.toNanos()) - nanoTime.getAsLong();
    }

    /** A commit begins; what belongs to one that began already is told without harm. */
    public void begins() {
        var pace = paces.get();
        if (!pace.committing) {
            pace.committing = true;
            pace.began = nanoTime.getAsLong();
        }
    }

    /** It is through, and what was written can be read. */
    public void isThrough() {
        var pace = paces.get();
        pace.ended = nanoTime.getAsLong();
        var took = pace.ended - pace.began;
        pace.cost = pace.cost == 0 ? took : pace.cost + (took - pace.cost) / WEIGHT;
        pace.rest();
    }

    /** There was nothing to commit, or what was written was taken back. */
    public void isVoid() {
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
