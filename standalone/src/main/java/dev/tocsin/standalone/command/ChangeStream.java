package dev.tocsin.standalone.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells when something has changed, by the console's server-sent events. Without a stream, it only waits. */
final class ChangeStream implements AutoCloseable {

    private static final Duration RECONNECT = Duration.ofSeconds(2);
    /** What happens at once is one change. */
    private static final Duration TOGETHER = Duration.ofMillis(150);

    private final HttpCall console;
    private final Semaphore changes = new Semaphore(0);
    private final Thread reader;

    private ChangeStream(HttpCall console) {
        this.console = console;
        this.reader = Thread.ofVirtual().unstarted(this::read);
    }

    /** Begins to listen. */
    static ChangeStream of(HttpCall console) {
        var stream = new ChangeStream(console);
        stream.reader.start();
        return stream;
    }

    /** Returns after a change, or after this time. */
    void await(Duration longest) throws InterruptedException {
        if (changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(TOGETHER);
            changes.drainPermits();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void read() {
        try {
            while (true) {
                try {
                    console.lines("/api/stream", this::heard);
                } catch (IOException _) {
                    // Lists are read again in any case, only not at once.
                }
                Thread.sleep(RECONNECT);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void heard(String line) {
        if (line.startsWith("event:") && !line.endsWith(" heartbeat") && !line.endsWith(" hello")) {
            changes.release();
        }
    }
}
