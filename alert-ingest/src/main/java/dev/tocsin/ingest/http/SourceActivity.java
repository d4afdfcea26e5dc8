package dev.tocsin.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.ingest.metric.IngestMeters;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * When each source was heard of, since this process started: the last accepted and the last refused request, the rate, and
 * whether it has been silent for longer than ever before.
 */
final class SourceActivity {

    /** Fewest requests from which the usual interval is known. */
    private static final int ENOUGH = 10;
    /** No silence is worth a word before. */
    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(10);
    private static final int RATE_MINUTES = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A refused request. */
    private record Refused(Instant at, int status, String body) {

        /** Code and sentence of the answer. */
        String why() {
            try {
                var problem = JSON.readTree(body);
                var type = problem.path("type").asString("");
                return status + " " + type.substring(type.lastIndexOf('/') + 1) + ": " + problem.path("detail")
                        .asString(
                                "");
            } catch (JacksonException other) {
                return Integer.toString(status);
            }
        }
    }

    /** Of one source. */
    private static final class Heard {
        private final TreeMap<Long, Integer> perMinute = new TreeMap<>();
        private Optional<Instant> good = Optional.empty();
        private Optional<Refused> refused = Optional.empty();
        private Duration longestGap = Duration.ZERO;
        private int all;

        void good(Instant now) {
            good.map(last -> Duration.between(last, now)).filter(gap -> gap.compareTo(longestGap) > 0).ifPresent(
                    gap -> longestGap = gap);
            good = Optional.of(now);
            all++;
            perMinute.merge(now.getEpochSecond() / 60, 1, Integer::sum);
            perMinute.headMap(now.getEpochSecond() / 60 - RATE_MINUTES, true).clear();
        }

        int lastHour(Instant now) {
            return perMinute.tailMap(now.getEpochSecond() / 60 - RATE_MINUTES, false).values().stream().mapToInt(
                    Integer::intValue).sum();
        }

        boolean silent(Instant now) {
            return all >= ENOUGH && good.map(last -> Duration.between(last, now)).filter(gap -> gap.compareTo(
                    longestGap) > 0
                    && gap.compareTo(SHORTEST_SILENCE) > 0).isPresent();
        }
    }

    private final Clock clock;
    private final Map<String, Heard> bySource = new TreeMap<>();

    SourceActivity(Collection<String> sources, MeterRegistry registry, Clock clock) {
        this.clock = clock;
        sources.forEach(source -> {
            bySource.put(source, new Heard());
            IngestMeters.SOURCE_LAST_ACCEPTED.watch(registry, this, it -> it.lastGood(source), source);
            IngestMeters.SOURCE_SILENT.watch(registry, this, it -> it.silent(source) ? 1 : 0, source);
        });
    }

    /** A request was answered. */
    synchronized void answered(String source, Answer answer) {
        var heard = bySource.get(source);
        switch (answer.outcome()) {
            case ACCEPTED, NO_ALERT -> heard.good(clock.instant());
            case REFUSED, FORGED, UNAVAILABLE -> heard.refused = Optional.of(new Refused(clock.instant(), answer
                    .status(), answer.body()));
        }
    }

    /** Whether a source that used to be heard of has been silent for longer than ever before. */
    synchronized boolean silent(String source) {
        return bySource.get(source).silent(clock.instant());
    }

    private synchronized double lastGood(String source) {
        return bySource.get(source).good.map(Instant::getEpochSecond).orElse(0L);
    }

    /**
     * As JSON: those that were heard of.
     *
     * @param spooled
     *            requests in the spool
     */
    synchronized String json(long spooled) {
        var now = clock.instant();
        List<Map<String, Object>> rows = new ArrayList<>();
        bySource.forEach((source, heard) -> {
            if (heard.good.isPresent() || heard.refused.isPresent()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("source", source);
                heard.good.ifPresent(at -> row.put("lastAccepted", at.toString()));
                row.put("acceptedLastHour", heard.lastHour(now));
                heard.refused.ifPresent(refused -> {
                    row.put("lastRefused", refused.at().toString());
                    row.put("refusedBecause", refused.why());
                });
                row.put("longestGapSeconds", heard.longestGap.toSeconds());
                row.put("silent", heard.silent(now));
                rows.add(row);
            }
        });
        var all = new LinkedHashMap<String, Object>();
        all.put("now", now.toString());
        all.put("spooled", spooled);
        all.put("sources", rows);
        return JSON.writeValueAsString(all);
    }
}
