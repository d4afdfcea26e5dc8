package dev.tocsin.correlator.bulletin;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Severity;

/**
 * An open incident of another service, read from its bulletin.
 *
 * @param rank
 *            of its severity; 1 is the worst
 */
public record IncidentBulletin(String id, String service, int rank, Instant openedAt) {

    /** Oldest first; ties are broken by id. */
    public static final Comparator<IncidentBulletin> OLDEST_FIRST = Comparator.comparing(IncidentBulletin::openedAt)
            .thenComparing(IncidentBulletin::id);

    private static final String OPENED_AT = "openedAt";

    /** As told. */
    public static IncidentBulletin of(Bulletin bulletin) {
        return new IncidentBulletin(bulletin.getSubject(), bulletin.getService(),
                bulletin.getSeverity().map(Severity::getRank).orElse(Integer.MAX_VALUE),
                BulletinDetails.instant(bulletin, OPENED_AT).orElse(bulletin.getAt()));
    }

    Map<String, String> details() {
        return Map.of(OPENED_AT, openedAt.toString());
    }

    /** Whether it is older than another one. */
    public boolean isOlderThan(IncidentBulletin other) {
        return OLDEST_FIRST.compare(this, other) < 0;
    }
}
