package dev.tocsin.correlator.bulletin;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Severity;

/**
 * What is known of an open incident of another service.
 *
 * @param rank
 *            of its severity; 1 is the worst
 */
public record IncidentNews(String id, String service, int rank, Instant openedAt) {

    /** Oldest first; of two of one instant the one whose id comes first. */
    public static final Comparator<IncidentNews> OLDEST_FIRST = Comparator.comparing(IncidentNews::openedAt)
            .thenComparing(IncidentNews::id);

    private static final String OPENED_AT = "openedAt";

    /** As told. */
    public static IncidentNews of(Bulletin bulletin) {
        return new IncidentNews(bulletin.getSubject(), bulletin.getService(),
                bulletin.getSeverity().map(Severity::getRank).orElse(Integer.MAX_VALUE),
                Details.instant(bulletin, OPENED_AT).orElse(bulletin.getAt()));
    }

    Map<String, String> details() {
        return Map.of(OPENED_AT, openedAt.toString());
    }

    /** Whether it stands before another one by age. */
    public boolean isOlderThan(IncidentNews other) {
        return OLDEST_FIRST.compare(this, other) < 0;
    }
}
