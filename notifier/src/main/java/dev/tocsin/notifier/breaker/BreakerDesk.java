package dev.tocsin.notifier.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes questions about breakers to the thread of the delivery loop, which owns them. Thread-safe. An answer may never come, as
 * long as the loop has no connection to Kafka: the caller sets a time limit.
 */
public final class BreakerDesk {

    /** What is asked. */
    public sealed interface Request {

        /** Asks for all breakers of this notifier. */
        record Show(CompletableFuture<List<BreakerStatus>> answer) implements Request {}

        /**
         * Closes a breaker.
         *
         * @param by
         *            who asked, for the log
         * @param answer
         *            the status once the reset is on the log; empty if this notifier does not know the destination
         */
        record Reset(String destination, String by, CompletableFuture<Optional<BreakerStatus>> answer)
                implements
                    Request {}
    }

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    /** All breakers of this notifier. */
    public CompletableFuture<List<BreakerStatus>> show() {
        var answer = new CompletableFuture<List<BreakerStatus>>();
        requests.add(new Request.Show(answer));
        return answer;
    }

    /** Closes a breaker, see {@link Request.Reset}. */
    public CompletableFuture<Optional<BreakerStatus>> reset(String destination, String by) {
        var answer = new CompletableFuture<Optional<BreakerStatus>>();
        requests.add(new Request.Reset(destination, by, answer));
        return answer;
    }

    /** The requests since the last call, for the loop. */
    public List<Request> drain() {
        var all = new ArrayList<Request>();
        for (var next = requests.poll(); next != null; next = requests.poll()) {
            all.add(next);
        }
        return all;
    }
}
