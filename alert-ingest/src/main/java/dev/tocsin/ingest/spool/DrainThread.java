package dev.tocsin.ingest.spool;

import java.time.Duration;

/** Drains the spool for as long as the service runs. */
public final class DrainThread implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Drain drain;
    private final Thread thread;
    private volatile boolean closed;

    public DrainThread(Drain drain) {
        this.drain = drain;
        this.thread = Thread.ofPlatform().name("spool-drain").daemon().unstarted(this::run);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                if (drain.next() != Drain.Step.DRAINED) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
