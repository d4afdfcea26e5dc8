package dev.tocsin.runtime.streams;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import dev.tocsin.runtime.SlewedTime;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls that end when the system clock is set back. A consumer counts the time of a poll by the system clock, and a
 * poll that began before the clock was set back an hour lasts that hour unless a record comes; no timer fires meanwhile. So
 * somebody looks at the clock, and wakes them.
 */
final class WakefulPolls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakefulPolls.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final long STEP_MILLIS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<Consumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final LongSupplier ahead;
    private volatile Runnable whenSetBack = () -> {};
    private final Thread watch;
    private long lastAhead;

    WakefulPolls() {
        this(() -> Time.SYSTEM.milliseconds() - Time.SYSTEM.nanoseconds() / NANOS_PER_MILLI);
    }

    /**
     * Polls by another clock.
     *
     * @param ahead
     *            by how many milliseconds the system clock is ahead of the monotonic one
     */
    WakefulPolls(LongSupplier ahead) {
        this.ahead = ahead;
        this.lastAhead = ahead.getAsLong();
        this.watch = Thread.ofVirtual().name("clock-watch").start(this::watch);
    }

    /** What else is to be done when the clock was set back by more than {@link SlewedTime#SET}. */
    void whenSetBack(Runnable action) {
        whenSetBack = action;
    }

    /** The same consumer; who is given it does not see that it was woken. */
    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> wakeful(Consumer<byte[], byte[]> consumer) {
        consumers.add(consumer);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(Consumer.class.getClassLoader(), new Class<?>[]{
                Consumer.class}, new Woken(consumer, consumers));
    }

    /** Wakes all when the clock was set back since the last look. */
    synchronized void look() {
        var now = ahead.getAsLong();
        var step = Duration.ofMillis(now - lastAhead);
        if (step.abs().compareTo(SlewedTime.SET) > 0) {
            LOG.warn("the system clock was set by {}; timers go on by what it was before. If it is right now, restart",
                    step);
        }
        if (step.toMillis() < -STEP_MILLIS) {
            consumers.forEach(Consumer::wakeup);
        }
        lastAhead = now;
        if (step.compareTo(SlewedTime.SET.negated()) < 0) {
            setBack();
        }
    }

    private void setBack() {
        try {
            whenSetBack.run();
        } catch (RuntimeException failed) {
            LOG.error("the system clock was set back, and what is done about it failed", failed);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /** A poll that was woken brought nothing; any other call was not meant, and is made again. */
    private record Woken(Consumer<byte[], byte[]> consumer, List<Consumer<byte[], byte[]>> open)
            implements
                InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                open.remove(consumer);
            }
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException failed) {
                if (!(failed.getCause() instanceof WakeupException)) {
                    throw failed.getCause();
                }
                return method.getName().equals("poll") ? ConsumerRecords.empty() : again(method, arguments);
            }
        }

        private Object again(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }
    }
}
