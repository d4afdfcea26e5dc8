package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for something that other processes and threads bring about, without a guess at how fast the machine is. A wait
 * gives up when nothing moves any more for {@link #STANDSTILL}, and in any case after {@link #CEILING}. What moves is what
 * the caller names as progress; without it, a wait has that long in all. Time in which this machine did not let us look
 * does not count: each look counts for a second at most. A test that goes right never waits longer than it must.
 */
public final class Awaiting {

    /** Nothing moved for so long: it will not come. */
    public static final Duration STANDSTILL = Duration.ofMinutes(4);

    /** However much moves: something goes round in circles. */
    public static final Duration CEILING = Duration.ofMinutes(30);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COUNTED_FOR_A_LOOK = Duration.ofSeconds(1);
    /** Looking costs what is looked at its time: so many times as long as a look took, nobody looks. */
    private static final int PAUSE_PER_LOOK = 4;

    private Awaiting() {}

    /** Waits until there is a value; what goes wrong meanwhile counts as "not yet". */
    public static <T> T value(String what, Callable<Optional<T>> value) {
        return value(what, () -> "", value);
    }

    /** Waits until it holds; what goes wrong meanwhile counts as "not yet". */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, () -> "", condition);
    }

    /**
     * Waits until it holds, for as long as something moves.
     *
     * @param progress
     *            anything that is another as long as there is progress: a count, an offset, a lag
     */
    public static void until(String what, Callable<?> progress, Callable<Boolean> condition) {
        value(what, progress, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until there is a value, for as long as something moves. */
    public static <T> T value(String what, Callable<?> progress, Callable<Optional<T>> value) {
        var watch = new Watch(what, progress);
        while (true) {
            var before = System.nanoTime();
            var found = watch.look(value);
            if (found.isPresent()) {
                return found.get();
            }
            var took = Duration.ofNanos(System.nanoTime() - before);
            pause(max(POLL, min(COUNTED_FOR_A_LOOK, took.multipliedBy(PAUSE_PER_LOOK))));
            watch.count(Duration.ofNanos(System.nanoTime() - before));
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting");
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** How long one wait lasts, and how long nothing has moved in it. */
    private static final class Watch {

        private final String what;
        private final Callable<?> progress;
        private Object last = "nothing seen yet";
        private Optional<Throwable> wrong = Optional.empty();
        private Duration since = Duration.ZERO;
        private Duration asked = Duration.ZERO;
        private Duration all = Duration.ZERO;

        private Watch(String what, Callable<?> progress) {
            this.what = what;
            this.progress = progress;
        }

        private <T> Optional<T> look(Callable<Optional<T>> value) {
            try {
                return value.call();
            } catch (Exception | AssertionError notYet) {
                wrong = Optional.of(notYet);
                return Optional.empty();
            }
        }

        private void count(Duration look) {
            var counted = min(look, COUNTED_FOR_A_LOOK);
            all = all.plus(counted);
            since = since.plus(counted);
            asked = asked.plus(counted);
            if (asked.compareTo(COUNTED_FOR_A_LOOK) >= 0) {
                asked = Duration.ZERO;
                var now = look(() -> Optional.<Object>of(progress.call())).orElse(last);
                if (!now.equals(last)) {
                    last = now;
                    since = Duration.ZERO;
                }
            }
            if (since.compareTo(STANDSTILL) > 0 || all.compareTo(CEILING) > 0) {
                throw new AssertionError("did not come: " + what + "; waited " + all.toSeconds()
                        + " s, nothing moved for "
                        + since.toSeconds() + " s" + (last.equals("") ? "" : " since " + last), wrong.orElse(null));
            }
        }
    }
}
