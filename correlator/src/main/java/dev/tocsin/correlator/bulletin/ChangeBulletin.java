package dev.tocsin.correlator.bulletin;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Change;
import dev.tocsin.event.Suspect;

/**
 * A change, read from its bulletin.
 *
 * @param told
 *            the bulletin, which is also how it is stored
 * @param changedAt
 *            when, by the source
 */
public record ChangeBulletin(Bulletin told, Instant changedAt) {

    /** Oldest first; ties are broken by id. */
    public static final Comparator<ChangeBulletin> OLDEST_FIRST = Comparator.comparing(ChangeBulletin::changedAt)
            .thenComparing(ChangeBulletin::id);

    private static final String CHANGED_AT = "changedAt";
    private static final String KIND = "kind";
    private static final String AUTHOR = "author";

    /** As told. */
    public static ChangeBulletin of(Bulletin bulletin) {
        return new ChangeBulletin(bulletin, BulletinDetails.instant(bulletin, CHANGED_AT).orElse(bulletin.getAt()));
    }

    static Map<String, String> details(Change change) {
        return Map.of(CHANGED_AT, change.getChangedAt().toString(), KIND, change.getKind(), AUTHOR,
                change.getAuthor());
    }

    /** The same for every delivery of the change. */
    public String id() {
        return told.getSubject();
    }

    /** Service that was changed. */
    public String service() {
        return told.getService();
    }

    /**
     * As a suspect.
     *
     * @param distance
     *            steps in the service graph from the incident's service to the changed one
     */
    public Suspect suspect(int distance) {
        return Suspect.newBuilder().setChangeId(id()).setService(service()).setKind(BulletinDetails.text(told, KIND))
                .setSummary(told.getSummary()).setAuthor(BulletinDetails.text(told, AUTHOR)).setChangedAt(changedAt)
                .setDistance(distance).setLinks(told.getLinks()).build();
    }
}
