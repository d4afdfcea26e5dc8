package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Sends alerts at a steady rate, as Alertmanager would: what was not answered 2xx is sent again. Keeps the list of what was
 * answered 2xx, which is what the pipeline answers for. It makes few new ones while too many incidents wait for their pages:
 * the load is what this machine bears. Ends by itself after {@link #MOST} alerts.
 */
public final class AlertSender implements AutoCloseable {

    /** Alerts of one service, which become one incident. */
    public static final int PER_INCIDENT = 4;

    private static final int MOST = 5_000;
    private static final int BATCH = 2;
    /** Incidents that may wait for their pages; at the usual rate about fifteen seconds of them. */
    private static final int AHEAD = 150;
    /** With so many waiting, it sends only every so many times. */
    private static final int SELDOM = 10;

    private final String prefix;
    private final Supplier<String> ingest;
    private final IntSupplier pages;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger made = new AtomicInteger();
    private final List<LoadAlert> unanswered = new ArrayList<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean makesNew = true;
    private int held;

    /**
     * @param prefix
     *            of service names, so that two loads do not meet
     * @param ingest
     *            addresses of ingest; asked for each request
     * @param pages
     *            how many pages came; each incident has {@link TestPolicy#RUNGS}
     */
    public AlertSender(String prefix, Supplier<String> ingest, IntSupplier pages) {
        this.pages = pages;
        this.prefix = prefix;
        this.ingest = ingest;
    }

    /** Starts to send. */
    public AlertSender start(int alertsPerSecond) {
        thread.scheduleAtFixedRate(this::send, 0, TimeUnit.SECONDS.toMicros(BATCH) / alertsPerSecond,
                TimeUnit.MICROSECONDS);
        return this;
    }

    /** Makes no new alerts, and waits until all that were made are answered 2xx. */
    public void finish() {
        makesNew = false;
        Awaiting.until("all alerts of the load answered 2xx", accepted::size, () -> accepted.size() == made.get());
        close();
    }

    /** Ids of the alerts that were answered 2xx. */
    public Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** How many requests were answered with something else, or not at all. */
    public int failedRequests() {
        return refused.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void send() {
        var keepsUp = made.get() / PER_INCIDENT - pages.getAsInt() / TestPolicy.RUNGS < AHEAD || ++held % SELDOM == 0;
        while (makesNew && keepsUp && unanswered.size() < BATCH && made.get() < MOST) {
            var number = made.getAndIncrement();
            unanswered.add(new LoadAlert(prefix + "-" + number, prefix + "-" + number / PER_INCIDENT, Instant.now()));
        }
        if (unanswered.isEmpty()) {
            return;
        }
        try {
            if (Http.post(ingest.get() + "/v1/alertmanager", LoadAlert.webhook(unanswered)).isSuccess()) {
                unanswered.forEach(alert -> accepted.add(alert.id()));
                unanswered.clear();
                return;
            }
        } catch (IOException nobodyThere) {
            // Counted below, and sent again at the next tick.
        }
        refused.incrementAndGet();
    }
}
