package dev.tocsin.correlator.surroundings;

import java.time.Instant;

import dev.tocsin.correlator.bulletin.ChangeNews;
import dev.tocsin.correlator.bulletin.IncidentNews;
import dev.tocsin.correlator.bulletin.StormNews;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.Bulletin;

/**
 * The rows {@code news}: what was heard of other services, changes and storms? Key: kind and subject. What is over is
 * deleted when that is heard, a change when it is too old to be a suspect. All of it is in memory too, read when a task
 * begins.
 */
final class News {

    private final Rows<Bulletin> store;
    final Neighbours neighbours = new Neighbours();
    final Changes changes = new Changes();
    final Storms storms = new Storms();

    News(Rows<Bulletin> store) {
        this.store = store;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> remember(entry.value));
        }
    }

    private void remember(Bulletin bulletin) {
        switch (bulletin.getKind()) {
            case INCIDENT_OPEN -> neighbours.open(IncidentNews.of(bulletin));
            case CHANGE_SEEN -> changes.keep(ChangeNews.of(bulletin));
            case STORM_DECLARED -> storms.declare(StormNews.of(bulletin));
            case INCIDENT_OVER, STORM_OVER, STORM_TALLY, STORM_JOINED, STORM_LEFT, SOURCE_FIRING, SOURCE_OVER,
                    DELIVERY_FAILED, UNKNOWN -> {
                // not kept here
            }
        }
    }

    void keep(Bulletin bulletin) {
        store.put(key(bulletin), bulletin);
        remember(bulletin);
    }

    void incidentOver(String incidentId) {
        if (neighbours.find(incidentId).isPresent()) {
            store.delete("INCIDENT_OPEN/" + incidentId);
            neighbours.over(incidentId);
        }
    }

    void stormOver(String stormId) {
        store.delete("STORM_DECLARED/" + stormId);
        storms.end(stormId);
    }

    void forgetChangesBefore(Instant oldest) {
        changes.forgetBefore(oldest).forEach(change -> store.delete(key(change.told())));
    }

    private static String key(Bulletin bulletin) {
        return bulletin.getKind() + "/" + bulletin.getSubject();
    }
}
