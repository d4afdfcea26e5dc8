package dev.tocsin.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends alerts, each of a service of its own so that each is a new incident. Bounded in time and in what is in flight. */
final class AlertLoad {

    private static final int MOST_IN_FLIGHT = 512;
    private static final AtomicLong NEXT = new AtomicLong();

    /** Alerts that are sent again and again when the load is flat out, as Alertmanager repeats what still fires. */
    private static final int STEADY = 2000;

    private final Subject subject;
    private final int batch;

    AlertLoad(Subject subject, int batch) {
        this.subject = subject;
        this.batch = batch;
    }

    /**
     * What came of a run.
     *
     * @param sentAt
     *            for each service that was accepted, when its request was begun (or was due), in nanoseconds
     */
    record Sent(Map<String, Long> sentAt, long accepted, long refused, Distribution answers) {}

    /** Open loop: begins a request whenever one is due, however long the others take; latency counts from when it was due. */
    Sent atRate(int alertsPerSecond, Duration length) throws InterruptedException {
        var tally = new Tally();
        var between = Duration.ofSeconds(1).dividedBy(alertsPerSecond / batch).toNanos();
        var inFlight = new Semaphore(MOST_IN_FLIGHT);
        try (var client = client(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            for (long due = start; due - start < length.toNanos(); due += between) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                inFlight.acquire();
                var began = due;
                threads.execute(() -> {
                    try {
                        post(client, began, tally, "load-" + NEXT.addAndGet(batch) + "-");
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        return tally.sent();
    }

    /** Closed loop: so many senders, each beginning the next request when the last was answered. */
    Sent flatOut(int senders, Duration length) {
        var tally = new Tally();
        try (var client = client(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var end = System.nanoTime() + length.toNanos();
            for (int sender = 0; sender < senders; sender++) {
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        post(client, System.nanoTime(), tally, "steady-" + NEXT.incrementAndGet() % (STEADY / batch)
                                + "-");
                    }
                });
            }
        }
        return tally.sent();
    }

    private void post(HttpClient client, long began, Tally tally, String prefix) {
        var services = new ArrayList<String>();
        var alerts = new ArrayList<Map<String, String>>();
        for (int each = 0; each < batch; each++) {
            var service = prefix + each;
            services.add(service);
            alerts.add(Map.of("alertname", "Load", "service", service, "severity", "critical", "instance",
                    service + ":9100", "job", "bench", "cluster", "eu-1"));
        }
        tally.post(client, subject, subject.body(alerts), services, began);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static final class Tally {
        private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<Long> answers = new ConcurrentLinkedQueue<>();
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        void post(HttpClient client, Subject subject, String body, List<String> services, long began) {
            services.forEach(service -> sentAt.put(service, began));
            var request = HttpRequest.newBuilder(subject.address()).header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                answers.add(System.nanoTime() - began);
                (answer.statusCode() / 100 == 2 ? accepted : refused).addAndGet(services.size());
            } catch (IOException failed) {
                refused.addAndGet(services.size());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        Sent sent() {
            return new Sent(new HashMap<>(sentAt), accepted.get(), refused.get(), new Distribution(answers));
        }
    }
}
