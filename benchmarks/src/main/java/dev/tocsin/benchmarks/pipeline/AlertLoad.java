package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import dev.tocsin.benchmarks.Distribution;

/** Sends alerts, each of a service of its own so that each is a new incident. Bounded in time and in what is in flight. */
final class AlertLoad {

    private static final int MOST_IN_FLIGHT = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicLong NEXT = new AtomicLong();

    private final Subject subject;

    AlertLoad(Subject subject) {
        this.subject = subject;
    }

    /**
     * What came of a run.
     *
     * @param dueAt
     *            for each service that was accepted, when its request was due, in nanoseconds
     * @param refused
     *            alerts that were not accepted, or not answered in time
     */
    record Sent(Map<String, Long> dueAt, long accepted, long refused, Distribution answers) {}

    /** Requests that are sent again and again, as Alertmanager repeats what still fires. */
    record Repeated(List<String> services, List<String> bodies, int batch) {}

    /**
     * Open loop: begins a request whenever one is due, however long the others take; latency counts from when it was due.
     *
     * @param batch
     *            alerts in a request
     */
    Sent newIncidents(int alertsPerSecond, int batch, Duration length) throws InterruptedException {
        var tally = new Tally();
        var between = Duration.ofSeconds(batch).dividedBy(alertsPerSecond).toNanos();
        var inFlight = new Semaphore(MOST_IN_FLIGHT);
        try (var client = client(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            for (long due = start; due - start < length.toNanos(); due += between) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                subject.process().requireAlive();
                inFlight.acquire();
                var began = due;
                threads.execute(() -> {
                    try {
                        var services = services("load-" + NEXT.incrementAndGet(), batch);
                        tally.post(client, subject.body(labels(services)), services, began);
                    } finally {
                        inFlight.release();
                    }
                });
            }
        }
        return tally.sent();
    }

    /** One request with the given number of new incidents. */
    Sent oneRequest(int alerts) {
        var tally = new Tally();
        var services = services("load-" + NEXT.incrementAndGet(), alerts);
        try (var client = client()) {
            tally.post(client, subject.body(labels(services)), services, System.nanoTime());
        }
        return tally.sent();
    }

    /** Prepares the alerts that will be repeated, and how many of them go into each request. */
    Repeated repeated(int alerts, int batch) {
        var requests = IntStream.range(0, alerts / batch).mapToObj(_ -> services("steady-" + NEXT.incrementAndGet(),
                batch)).toList();
        return new Repeated(requests.stream().flatMap(List::stream).toList(), requests.stream().map(
                services -> subject.body(labels(services))).toList(), batch);
    }

    /** Closed loop: each sender starts its next request when the previous one has been answered; every request is sent once. */
    Sent once(Repeated repeated, int senders) {
        return closedLoop(repeated, senders, count -> count < repeated.bodies().size());
    }

    /** Closed loop: each sender starts its next request when the previous one has been answered, until the time is up. */
    Sent flatOut(Repeated repeated, int senders, Duration length) {
        var end = System.nanoTime() + length.toNanos();
        return closedLoop(repeated, senders, _ -> System.nanoTime() < end);
    }

    private Sent closedLoop(Repeated repeated, int senders, IntPredicate goesOn) {
        var tally = new Tally();
        var sent = new AtomicInteger();
        var placeholders = repeated.services().subList(0, repeated.batch());
        try (var client = client(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < senders; sender++) {
                threads.execute(() -> {
                    for (int next = sent.getAndIncrement(); goesOn.test(next) && subject.process()
                            .isAlive(); next = sent.getAndIncrement()) {
                        tally.post(client, repeated.bodies().get(next % repeated.bodies().size()), placeholders, System
                                .nanoTime());
                    }
                });
            }
        }
        subject.process().requireAlive();
        return tally.sent();
    }

    private static List<String> services(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(each -> prefix + "-" + each).toList();
    }

    private static List<Map<String, String>> labels(List<String> services) {
        var alerts = new ArrayList<Map<String, String>>();
        services.forEach(service -> alerts.add(Map.of("alertname", "Load", "service", service, "severity", "critical",
                "instance", service + ":9100", "job", "bench", "cluster", "eu-1")));
        return alerts;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private final class Tally {
        private final Map<String, Long> dueAt = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<Long> answers = new ConcurrentLinkedQueue<>();
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        void post(HttpClient client, String body, List<String> services, long due) {
            var request = HttpRequest.newBuilder(subject.address()).header("Content-Type", "application/json")
                    .timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofString(body)).build();
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                answers.add(System.nanoTime() - due);
                if (answer.statusCode() / 100 == 2) {
                    services.forEach(service -> dueAt.put(service, due));
                    accepted.addAndGet(services.size());
                } else {
                    refused.addAndGet(services.size());
                }
            } catch (IOException failed) {
                refused.addAndGet(services.size());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        Sent sent() {
            return new Sent(Map.copyOf(dueAt), accepted.get(), refused.get(), new Distribution(answers));
        }
    }
}
