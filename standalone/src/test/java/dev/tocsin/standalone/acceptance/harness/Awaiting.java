package dev.tocsin.standalone.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waiting for something that other processes and threads bring about. */
public final class Awaiting {

    private static final Duration POLL = Duration.ofMillis(50);

    private Awaiting() {}

    /** Waits until there is a value; what goes wrong meanwhile counts as "not yet". */
    public static <T> T forAtMost(Duration time, String what, Callable<Optional<T>> value) {
        return await(what).atMost(time).pollDelay(Duration.ZERO).pollInterval(POLL).ignoreExceptions()
                .until(value, Optional::isPresent).orElseThrow();
    }

    /** Waits until it holds; what goes wrong meanwhile counts as "not yet". */
    public static void until(Duration time, String what, Callable<Boolean> condition) {
        await(what).atMost(time).pollDelay(Duration.ZERO).pollInterval(POLL).ignoreExceptions().until(condition);
    }
}
