package dev.tocsin.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when a thread commits its transaction. An idle thread commits at once, because pages wait for the commit. Under load it pauses for a multiple of the duration of a commit, so that transactions grow. Slower machines and more partitions lead to fewer commits.
 *
 * <p>
 * State is per thread and used by that thread only.
 */
public final class CommitPace {

    /** Length of the pause after a commit, as a multiple of the commit. */
    static final int PAUSE = 4;

    /** Longest pause: a slow broker must not delay pages for long. */
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

    /** Records a write that is invisible until the commit. */
    public void wrote() {
        paces.get().written = true;
    }

    /** Whether this thread should commit now. */
    public boolean isDue() {
        var pace = paces.get();
        return pace.written && left(pace) <= 0;
    }

    /** Wait before the next commit of this thread; zero while idle. */
    public Duration pause() {
        return Duration.ofNanos(Math.max(0, left(paces.get())));
    }

    private long left(Pace pace) {
        return pace.ended + Math.min(PAUSE * pace.cost, LONGEST.toNanos()) - nanoTime.getAsLong();
    }

    /** Records the start of a commit; repeated calls are harmless. */
    public void begins() {
        var pace = paces.get();
        if (!pace.committing) {
            pace.committing = true;
            pace.began = nanoTime.getAsLong();
        }
    }

    /** Records the end of a commit. */
    public void isThrough() {
        var pace = paces.get();
        pace.ended = nanoTime.getAsLong();
        var took = pace.ended - pace.began;
        pace.cost = pace.cost == 0 ? took : pace.cost + (took - pace.cost) / WEIGHT;
        pace.rest();
    }

    /** Records that nothing was committed, or the transaction was aborted. */
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
