package dev.tocsin.console.live;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What one client has not been sent yet. The publisher never waits for it: a client that lets its buffer fill up is cut,
 * comes back by itself, and resumes or reloads.
 */
public final class Subscription implements AutoCloseable {

    /** What a client's own thread finds when it asks for the next thing to write. */
    public sealed interface Next {

        /** Write this. */
        record Event(LiveEvent event) implements Next {}

        /** Nothing came in the time; write a heartbeat. */
        record Quiet() implements Next {}

        /** No more will come: the client was too slow, or the console stops. */
        record Cut() implements Next {}
    }

    private final BlockingQueue<LiveEvent> waiting;
    private final LiveFeed feed;
    private volatile boolean cut;
    private volatile Optional<Thread> writer = Optional.empty();

    Subscription(LiveFeed feed, int buffer) {
        this.feed = feed;
        this.waiting = new ArrayBlockingQueue<>(buffer);
    }

    /** The next thing to write; called by the client's own thread only. */
    public Next next(Duration quiet) throws InterruptedException {
        writer = Optional.of(Thread.currentThread());
        if (cut) {
            return new Next.Cut();
        }
        var event = waiting.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
        if (cut) {
            return new Next.Cut();
        }
        return event == null ? new Next.Quiet() : new Next.Event(event);
    }

    /** Puts an event into the buffer; false when there is no room, and then the client is cut. */
    boolean offer(LiveEvent event) {
        if (cut) {
            return false;
        }
        if (waiting.offer(event)) {
            return true;
        }
        cut();
        return false;
    }

    /** Ends it, also while its thread waits here or is stuck in a write to a client that does not read. */
    void cut() {
        cut = true;
        writer.ifPresent(Thread::interrupt);
    }

    @Override
    public void close() {
        feed.leave(this);
    }
}
