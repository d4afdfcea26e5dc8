package dev.tocsin.ingest.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.tocsin.ingest.format.Incoming;

/**
 * Knows the requests whose sender may not have heard how they ended: those under way, and those that were stored only after
 * the sender was told to come again. When the same bytes come from the same source, they get the outcome of the first and
 * are not stored twice. A request whose sender was told in time is forgotten at once: the same bytes then say something new,
 * such as that an alert fires again.
 */
final class RepeatedRequests {

    /** Alertmanager waits at most a minute between its attempts. */
    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int MOST_REMEMBERED = 4096;

    /** A request that was seen for the first time. */
    final class First {
        private final String key;
        private final String id;
        private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
        private boolean begun;

        private First(String key, String id) {
            this.key = key;
            this.id = id;
        }

        /** How it ends. */
        CompletableFuture<Answer> outcome() {
            return outcome;
        }

        /**
         * Its sender gets an answer.
         *
         * @param inTime
         *            whether the sender still waits for it
         */
        void answered(Answer answer, boolean inTime) {
            synchronized (RepeatedRequests.this) {
                if (!begun) {
                    forget(this);
                    outcome.complete(answer);
                } else if (inTime && outcome.isDone()) {
                    forget(this);
                }
            }
        }

        /** It failed without an answer. */
        void broke(RuntimeException bug) {
            synchronized (RepeatedRequests.this) {
                forget(this);
                outcome.completeExceptionally(bug);
            }
        }
    }

    private record Stored(First first, long atNanos) {}

    private final Map<String, First> byKey = new ConcurrentHashMap<>();
    private final Map<String, First> byId = new ConcurrentHashMap<>();
    private final Map<String, Stored> stored = new LinkedHashMap<>();

    /** The first request with these bytes, if its sender may not have heard the outcome; else this one is first. */
    synchronized Optional<First> earlier(Incoming incoming) {
        forgetOld(System.nanoTime());
        var key = key(incoming);
        var earlier = Optional.ofNullable(byKey.get(key));
        if (earlier.isEmpty()) {
            var first = new First(key, incoming.id());
            byKey.put(key, first);
            byId.put(incoming.id(), first);
        }
        return earlier;
    }

    /** The request itself, after {@link #earlier} was empty for it. */
    First first(Incoming incoming) {
        return byId.get(incoming.id());
    }

    /** The records of a request are handed over; whoever sends it again waits for them. */
    synchronized void begun(String id, CompletableFuture<Answer> landing) {
        var first = byId.get(id);
        if (first == null) {
            return;
        }
        first.begun = true;
        var _ = landing.whenComplete((answer, failure) -> landed(first, answer, failure));
    }

    /** How many are known. */
    int count() {
        return byKey.size();
    }

    private synchronized void landed(First first, Answer answer, Throwable failure) {
        if (failure != null) {
            forget(first);
            first.outcome.completeExceptionally(failure);
        } else {
            stored.put(first.key, new Stored(first, System.nanoTime()));
            first.outcome.complete(answer);
        }
    }

    private void forget(First first) {
        byKey.remove(first.key, first);
        byId.remove(first.id);
        stored.remove(first.key);
    }

    private void forgetOld(long nowNanos) {
        for (Iterator<Stored> oldest = stored.values().iterator(); oldest.hasNext();) {
            var next = oldest.next();
            if (nowNanos - next.atNanos() < REMEMBERED_NANOS && stored.size() <= MOST_REMEMBERED) {
                return;
            }
            oldest.remove();
            byKey.remove(next.first().key, next.first());
            byId.remove(next.first().id);
        }
    }

    private static String key(Incoming incoming) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(new TreeMap<>(incoming.headers()).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(incoming.path().getBytes(StandardCharsets.UTF_8));
            digest.update(incoming.body());
            return incoming.source() + " " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
