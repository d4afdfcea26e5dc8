package dev.tocsin.console.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.schemas.source.SourceSilence;

/**
 * The health of one source: what all processes of ingest heard of it, and its oldest alert that still fires.
 *
 * @param acceptedLastHour
 *            accepted requests of the last hour, as of a minute ago
 * @param longestGapSeconds
 *            longest silence so far
 * @param silent
 *            whether it is silent for longer than ever before
 * @param skewMillis
 *            how far its clock is ahead of ours (behind: negative)
 * @param quarantined
 *            its requests in quarantine that the console holds
 */
public record SourceRow(String source, Optional<Instant> lastAccepted, Optional<Instant> lastRefused,
        String refusedBecause, int acceptedLastHour, long longestGapSeconds, boolean silent, Optional<Long> skewMillis,
        int quarantined, Optional<Unresolved> oldestUnresolved) {

    /** An alert that still fires. */
    public record Unresolved(String incidentId, String name, Instant since) {}

    /**
     * All sources that were heard of, by name.
     *
     * @param quarantined
     *            requests in quarantine by source
     * @param open
     *            snapshots of incidents
     */
    static List<SourceRow> all(Collection<SourceHealth> heard, Map<String, Long> quarantined,
            Collection<Incident> open, Instant now) {
        var oldest = oldest(open);
        var bySource = heard.stream().collect(Collectors.groupingBy(SourceHealth::getSource, TreeMap::new, Collectors
                .toList()));
        return bySource.entrySet().stream().map(source -> of(source.getKey(), source.getValue(), quarantined
                .getOrDefault(source.getKey(), 0L).intValue(), Optional.ofNullable(oldest.get(source.getKey())), now))
                .toList();
    }

    private static SourceRow of(String source, List<SourceHealth> all, int quarantined, Optional<Unresolved> oldest,
            Instant now) {
        var accepted = newest(all, SourceHealth::getAcceptedAt);
        var refused = newest(all, SourceHealth::getRefusedAt);
        var gap = all.stream().mapToLong(SourceHealth::getLongestGapMillis).max().orElse(0);
        var count = all.stream().mapToLong(SourceHealth::getAccepted).sum();
        return new SourceRow(source, accepted, refused, all.stream().filter(one -> one.getRefusedAt().equals(refused))
                .map(SourceHealth::getRefusedBecause).findFirst().orElse(""), all.stream().filter(one -> one.getAt()
                        .plus(Duration.ofHours(1)).isAfter(now)).mapToInt(SourceHealth::getAcceptedLastHour).sum(),
                gap / 1_000, SourceSilence.isSilent(accepted, Duration.ofMillis(gap), count, now), all.stream().map(
                        SourceHealth::getSkewMillis).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                quarantined, oldest);
    }

    private static Optional<Instant> newest(List<SourceHealth> all, Function<SourceHealth, Optional<Instant>> at) {
        return all.stream().map(at).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Map<String, Unresolved> oldest(Collection<Incident> open) {
        var oldest = new TreeMap<String, Unresolved>();
        for (var incident : open) {
            for (var alert : incident.getAlerts()) {
                if (alert.getStatus() == AlertStatus.FIRING) {
                    oldest.merge(alert.getSource(), unresolved(incident, alert), (one, other) -> one.since().isAfter(
                            other.since()) ? other : one);
                }
            }
        }
        return oldest;
    }

    private static Unresolved unresolved(Incident incident, IncidentAlert alert) {
        return new Unresolved(incident.getId(), incident.getConfidential() ? "" : alert.getName(), alert.getSince());
    }
}
