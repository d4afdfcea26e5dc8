package dev.tocsin.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.ingest.metric.IngestMeters;
import dev.tocsin.runtime.Health;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What is wrong with each source just now, for people: the details of {@code /readyz}, and a metric. To show another kind of
 * trouble, add it to {@link Trouble} and call {@link #met}.
 */
public final class SourceProblems {

    /** Kinds of trouble. The text says what was done to a request. */
    public enum Trouble {
        /** Requests were told to come again, for lack of room or because the log was slow or away. */
        TURNED_AWAY("answered 503"),
        /** The token was missing or another. */
        WRONG_TOKEN("refused for a missing or wrong token"),
        /** The queue that is polled did not answer. */
        QUEUE_FAILS("polls of the queue failed");

        private final String text;

        Trouble(String text) {
            this.text = text;
        }
    }

    private static final Duration SHOWN_FOR = Duration.ofMinutes(5);
    private static final Duration NOT_READY_FOR = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Recent> recent = new TreeMap<>();
    /** Of those of which nothing was stored since. */
    private final Map<String, Instant> turnedAwayAt = new HashMap<>();

    /**
     * @param sources
     *            names of all sources
     */
    public SourceProblems(Collection<String> sources, MeterRegistry registry, Clock clock) {
        this.clock = clock;
        sources.forEach(source -> {
            recent.put(source, new Recent(clock));
            IngestMeters.SOURCE_STARVED.watch(registry, this, it -> it.starved(source) ? 1 : 0, source);
        });
    }

    /**
     * A request of a source met trouble.
     *
     * @param why
     *            such as {@code overloaded}; of the last one it is shown
     */
    public synchronized void met(String source, Trouble trouble, String why) {
        recent.get(source).add(trouble, why);
        if (trouble == Trouble.TURNED_AWAY) {
            turnedAwayAt.put(source, clock.instant());
        }
    }

    /** A request of a source was stored. */
    public synchronized void stored(String source) {
        turnedAwayAt.remove(source);
    }

    /** Whether a source was turned away within the last minute, and nothing of it was stored since. */
    public synchronized boolean starved(String source) {
        return Optional.ofNullable(turnedAwayAt.get(source)).filter(last -> Duration.between(last, clock.instant())
                .compareTo(NOT_READY_FOR) < 0).isPresent();
    }

    /** Ready while no source is starved; with a sentence for each source that has trouble. */
    public synchronized Health health() {
        var starved = recent.keySet().stream().filter(this::starved).toList();
        var health = starved.isEmpty()
                ? Health.up()
                : Health.notReady("alerts of " + String.join(", ", starved) + " get 503");
        for (var source : recent.entrySet()) {
            var text = source.getValue().text();
            if (!text.isEmpty()) {
                health = health.with("source." + source.getKey(), text);
            }
        }
        return health;
    }

    /** The trouble of one source within the last minutes: one count a minute. */
    private static final class Recent {

        private final Clock clock;
        private final Map<Trouble, Map<Long, Integer>> perMinute = new EnumMap<>(Trouble.class);
        private final Map<Trouble, String> why = new EnumMap<>(Trouble.class);

        Recent(Clock clock) {
            this.clock = clock;
        }

        void add(Trouble trouble, String reason) {
            var now = clock.instant();
            var counts = perMinute.computeIfAbsent(trouble, _ -> new TreeMap<>());
            counts.merge(minute(now), 1, Integer::sum);
            counts.keySet().removeIf(minute -> minute <= minute(now) - SHOWN_FOR.toMinutes());
            why.put(trouble, reason);
        }

        String text() {
            var since = minute(clock.instant()) - SHOWN_FOR.toMinutes();
            return perMinute.entrySet().stream().map(each -> {
                var count = each.getValue().entrySet().stream().filter(it -> it.getKey() > since)
                        .mapToInt(Map.Entry::getValue).sum();
                return count == 0
                        ? ""
                        : count + " " + each.getKey().text + " in the last " + SHOWN_FOR.toMinutes()
                                + " minutes, last reason " + why.get(each.getKey());
            }).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        }

        private static long minute(Instant at) {
            return at.getEpochSecond() / 60;
        }
    }
}
