package dev.tocsin.ingest.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import dev.tocsin.ingest.queue.QueueReader.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a queue for as long as the service runs. Closing waits for the message that is being stored, but not for a poll: what a
 * poll under way still receives goes back at once, or after the visibility timeout if the process ends before.
 */
public final class QueueThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MessageQueue queue;
    private final QueueReader reader;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Held while a message is stored. */
    private final ReentrantLock storing = new ReentrantLock();

    /**
     * @param name
     *            of the source
     */
    public QueueThread(String name, MessageQueue queue, QueueDesk desk, Duration hidden) {
        this.queue = queue;
        this.reader = new QueueReader(queue, new Storing(desk), hidden, System::nanoTime, this::isClosed);
        this.thread = Thread.ofPlatform().name("queue-" + name).daemon().unstarted(this::run);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            var pause = FIRST_PAUSE;
            while (!isClosed()) {
                if (step().goesOn()) {
                    pause = FIRST_PAUSE;
                } else if (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
        }
    }

    private Step step() {
        try {
            return reader.next();
        } catch (RuntimeException ours) {
            LOG.error("queue: a poll failed; the messages are received again after the visibility timeout", ours);
            return Step.FAILED;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (storing.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                storing.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The desk, behind the lock. */
    private final class Storing implements QueueDesk {

        private final QueueDesk desk;

        private Storing(QueueDesk desk) {
            this.desk = desk;
        }

        @Override
        public boolean ready() {
            return desk.ready();
        }

        @Override
        public boolean take(QueueMessage message) {
            storing.lock();
            try {
                return !isClosed() && desk.take(message);
            } finally {
                storing.unlock();
            }
        }

        @Override
        public void polled(Step step) {
            desk.polled(step);
        }

        @Override
        public void failed(String why) {
            desk.failed(why);
        }
    }
}
