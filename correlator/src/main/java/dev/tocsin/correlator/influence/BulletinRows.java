package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.ChangeBulletin;
import dev.tocsin.correlator.bulletin.IncidentBulletin;
import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;

/**
 * The rows {@code news}: what was heard of other services, changes and storms? Key: kind and subject. What is over is
 * deleted when that is heard, a change when it is too old to be a suspect. All of it is in memory too, which follows from
 * the rows.
 */
final class BulletinRows {

    private static final char SEPARATOR = '/';

    final RelatedIncidents neighbours = new RelatedIncidents();
    final Changes changes = new Changes();
    final ActiveStorms storms = new ActiveStorms();

    /** A row is there, or was written. */
    void wrote(Bulletin bulletin) {
        switch (bulletin.getKind()) {
            case INCIDENT_OPEN -> neighbours.open(IncidentBulletin.of(bulletin));
            case CHANGE_SEEN -> changes.keep(ChangeBulletin.of(bulletin));
            case STORM_DECLARED -> storms.declare(StormBulletin.of(bulletin));
            case INCIDENT_OVER, STORM_OVER, STORM_TALLY, STORM_JOINED, STORM_LEFT, SOURCE_FIRING, SOURCE_OVER,
                    DELIVERY_FAILED, DELIVERY_CONFIRMED, UNKNOWN -> {
                // not kept here
            }
        }
    }

    /** A row was removed. */
    void deleted(String key) {
        var separator = key.indexOf(SEPARATOR);
        var subject = key.substring(separator + 1);
        switch (BulletinKind.valueOf(key.substring(0, separator))) {
            case INCIDENT_OPEN -> neighbours.over(subject);
            case CHANGE_SEEN -> changes.forget(subject);
            case STORM_DECLARED -> storms.end(subject);
            case INCIDENT_OVER, STORM_OVER, STORM_TALLY, STORM_JOINED, STORM_LEFT, SOURCE_FIRING, SOURCE_OVER,
                    DELIVERY_FAILED, DELIVERY_CONFIRMED, UNKNOWN -> {
                // not kept here
            }
        }
    }

    Effect keep(Bulletin bulletin) {
        return new Effect.Put<>(RowKind.NEWS, key(bulletin.getKind(), bulletin.getSubject()), bulletin);
    }

    /** Nothing is to be done where nobody had heard of it. */
    Optional<Effect> incidentOver(String incidentId) {
        return neighbours.find(incidentId).map(_ -> delete(BulletinKind.INCIDENT_OPEN, incidentId));
    }

    Effect stormOver(String stormId) {
        return delete(BulletinKind.STORM_DECLARED, stormId);
    }

    List<Effect> changesOver(Instant oldest) {
        return changes.tooOld(oldest).stream().map(change -> delete(BulletinKind.CHANGE_SEEN, change.id())).toList();
    }

    private static Effect delete(BulletinKind kind, String subject) {
        return new Effect.Delete(RowKind.NEWS, key(kind, subject));
    }

    private static String key(BulletinKind kind, String subject) {
        return kind.name() + SEPARATOR + subject;
    }
}
