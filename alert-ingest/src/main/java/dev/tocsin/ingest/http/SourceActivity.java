package dev.tocsin.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import dev.tocsin.event.SourceHealth;
import dev.tocsin.ingest.health.SourceBook;
import dev.tocsin.ingest.metric.IngestMeters;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * When each source was heard of: the last accepted and the last refused request, the rate, the clock, and whether it has been
 * silent for longer than ever before.
 */
final class SourceActivity implements SourceBook {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Clock clock;
    private final SenderClocks clocks;
    private final String instance;
    private final LongSupplier spooled;
    private final Map<String, HeardSource> bySource = new TreeMap<>();

    /**
     * @param sources
     *            names of all sources
     * @param instance
     *            name of this process
     * @param spooled
     *            requests in the spool now
     */
    SourceActivity(Collection<String> sources, MeterRegistry registry, Clock clock, SenderClocks clocks,
            String instance, LongSupplier spooled) {
        this.clock = clock;
        this.clocks = clocks;
        this.instance = instance;
        this.spooled = spooled;
        sources.forEach(source -> {
            bySource.put(source, new HeardSource());
            IngestMeters.SOURCE_LAST_ACCEPTED.watch(registry, this, it -> it.lastGood(source), source);
            IngestMeters.SOURCE_LAST_REFUSED.watch(registry, this, it -> it.lastRefused(source), source);
            IngestMeters.SOURCE_SILENT.watch(registry, this, it -> it.silent(source) ? 1 : 0, source);
            IngestMeters.SOURCE_CLOCK_SKEW.watch(registry, clocks, it -> it.skew(source).map(
                    skew -> skew.toMillis() / 1_000.0).orElse(Double.NaN), source);
        });
    }

    /** A request was answered. */
    synchronized void answered(String source, Answer answer) {
        var heard = bySource.get(source);
        switch (answer.outcome()) {
            case ACCEPTED, NO_ALERT -> heard.good(clock.instant());
            case REFUSED, FORGED, UNAVAILABLE -> heard.refused(clock.instant(), answer);
        }
    }

    /** Whether a source that used to be heard of has been silent for longer than ever before. */
    synchronized boolean silent(String source) {
        return bySource.get(source).silent(clock.instant());
    }

    @Override
    public synchronized void restore(SourceHealth written) {
        var heard = bySource.get(written.getSource());
        if (heard != null && written.getInstance().equals(instance)) {
            heard.restore(written);
        }
    }

    @Override
    public synchronized List<SourceHealth> changed() {
        var now = clock.instant();
        var told = new ArrayList<SourceHealth>();
        bySource.forEach((source, heard) -> {
            if (heard.takeChanged()) {
                told.add(heard.health(source, instance, clocks.skew(source), (int) spooled.getAsLong(), now));
            }
        });
        return told;
    }

    @Override
    public synchronized void notWritten(List<SourceHealth> told) {
        told.forEach(one -> bySource.get(one.getSource()).tellAgain());
    }

    private synchronized double lastGood(String source) {
        return bySource.get(source).good().map(Instant::getEpochSecond).orElse(0L);
    }

    private synchronized double lastRefused(String source) {
        return bySource.get(source).refused().map(refused -> refused.at().getEpochSecond()).orElse(0L);
    }

    /** As JSON: those that were heard of. */
    synchronized String json() {
        var now = clock.instant();
        List<Map<String, Object>> rows = new ArrayList<>();
        bySource.forEach((source, heard) -> {
            if (heard.isKnown()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("source", source);
                heard.good().ifPresent(at -> row.put("lastAccepted", at.toString()));
                row.put("acceptedLastHour", heard.lastHour(now));
                heard.refused().ifPresent(refused -> {
                    row.put("lastRefused", refused.at().toString());
                    row.put("refusedBecause", refused.why());
                });
                row.put("longestGapSeconds", heard.longestGap().toSeconds());
                clocks.skew(source).map(Duration::toMillis).ifPresent(skew -> row.put("skewMillis", skew));
                row.put("silent", heard.silent(now));
                rows.add(row);
            }
        });
        var all = new LinkedHashMap<String, Object>();
        all.put("now", now.toString());
        all.put("spooled", spooled.getAsLong());
        all.put("sources", rows);
        return JSON.writeValueAsString(all);
    }
}
