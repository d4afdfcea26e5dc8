package dev.tocsin.ingest.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.SourceHealth;
import dev.tocsin.schemas.source.SourceSilence;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was heard of one source: the last accepted and the last refused request, the rate, and the longest silence. */
final class HeardSource {

    private static final int RATE_MINUTES = 60;
    private static final int MOST_WHY = 500;

    /** A refused request. */
    record Refused(Instant at, String why) {}

    private final TreeMap<Long, Integer> perMinute = new TreeMap<>();
    private Optional<Instant> good = Optional.empty();
    private Optional<Refused> refused = Optional.empty();
    private Duration longestGap = Duration.ZERO;
    private long all;
    private boolean changed;

    void good(Instant now) {
        good.map(last -> Duration.between(last, now)).filter(gap -> gap.compareTo(longestGap) > 0).ifPresent(
                gap -> longestGap = gap);
        good = Optional.of(now);
        all++;
        perMinute.merge(minute(now), 1, Integer::sum);
        perMinute.headMap(minute(now) - RATE_MINUTES, true).clear();
        changed = true;
    }

    void refused(Instant now, Answer answer) {
        refused = Optional.of(new Refused(now, why(answer)));
        changed = true;
    }

    /** Code and sentence of the answer. */
    private static String why(Answer answer) {
        try {
            var problem = JsonMapper.shared().readTree(answer.body());
            var type = problem.path("type").asString("");
            var why = answer.status() + " " + type.substring(type.lastIndexOf('/') + 1) + ": " + problem.path("detail")
                    .asString("");
            return why.length() > MOST_WHY ? why.substring(0, MOST_WHY) : why;
        } catch (JacksonException other) {
            return Integer.toString(answer.status());
        }
    }

    /** What an earlier process heard; the time between it and this one counts as silence. */
    void restore(SourceHealth earlier) {
        all += earlier.getAccepted();
        var gap = Duration.ofMillis(earlier.getLongestGapMillis());
        longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
        good = good.or(earlier::getAcceptedAt);
        refused = refused.or(() -> earlier.getRefusedAt().map(at -> new Refused(at, earlier.getRefusedBecause())));
    }

    boolean isKnown() {
        return good.isPresent() || refused.isPresent();
    }

    Optional<Instant> good() {
        return good;
    }

    Optional<Refused> refused() {
        return refused;
    }

    Duration longestGap() {
        return longestGap;
    }

    int lastHour(Instant now) {
        return perMinute.tailMap(minute(now) - RATE_MINUTES, false).values().stream().mapToInt(Integer::intValue)
                .sum();
    }

    /** Whether it has been silent for longer than ever before. */
    boolean silent(Instant now) {
        return SourceSilence.isSilent(good, longestGap, all, now);
    }

    /** Whether it changed since this was last asked; while requests fall out of the last hour, it does. */
    boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    void tellAgain() {
        changed = true;
    }

    SourceHealth health(String source, String instance, Optional<Duration> skew, int spooled, Instant now) {
        return SourceHealth.newBuilder().setSource(source).setInstance(instance).setAt(now).setAcceptedAt(good.orElse(
                null)).setRefusedAt(refused.map(Refused::at).orElse(null)).setRefusedBecause(refused.map(Refused::why)
                        .orElse("")).setAccepted(all).setAcceptedLastHour(lastHour(now)).setLongestGapMillis(longestGap
                                .toMillis()).setSkewMillis(skew.map(Duration::toMillis).orElse(null)).setSpooled(
                                        spooled)
                .build();
    }

    private static long minute(Instant at) {
        return at.getEpochSecond() / 60;
    }
}
