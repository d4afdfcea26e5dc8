package dev.tocsin.ingest.emergency;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after emergencies for as long as the service runs. */
public final class EmergencyThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EmergencyDesk desk;
    private final Thread thread;
    private volatile boolean closed;

    private EmergencyThread(EmergencyDesk desk) {
        this.desk = desk;
        this.thread = Thread.ofPlatform().name("emergency").daemon().unstarted(this::run);
    }

    /** Looks at this desk every second until it is closed. */
    public static EmergencyThread started(EmergencyDesk desk) {
        var started = new EmergencyThread(desk);
        started.thread.start();
        return started;
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(PAUSE);
                desk.tick();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException ours) {
                LOG.error("emergency: an internal error; trying again", ours);
            }
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
