package dev.tocsin.correlator.bulletin;

import java.util.Map;

import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Change;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;

/**
 * Creates bulletins about incidents, changes and storms. Their ids follow from the triggering signal, so a duplicate is
 * recognised.
 */
public final class Bulletins {

    private static final String EVERYBODY = "";

    private Bulletins() {}

    /** An incident opened or changed its severity; for all partitions. */
    public static Signal incidentOpen(Incident incident, DecisionContext occasion) {
        return about(incident, BulletinKind.INCIDENT_OPEN, occasion).signal(EVERYBODY);
    }

    /** An incident ended; for all partitions. */
    public static Signal incidentOver(Incident incident, DecisionContext occasion) {
        return about(incident, BulletinKind.INCIDENT_OVER, occasion).signal(EVERYBODY);
    }

    private static Draft about(Incident incident, BulletinKind kind, DecisionContext occasion) {
        return new Draft(kind, incident.getId(), occasion, Bulletin.newBuilder().setService(incident.getService())
                .setServiceKey(incident.getServiceKey()).setSeverity(incident.getSeverity())
                .setSummary(incident.getConfidential() ? "Confidential incident" : incident.getTitle())
                .setDetails(new IncidentBulletin(incident.getId(), incident.getService(), incident.getSeverity()
                        .getRank(),
                        incident.getOpenedAt()).details()));
    }

    /** A service changed; stored, and sent to all partitions if other services depend on it. */
    public static Bulletin changeSeen(Change change, String service, DecisionContext occasion) {
        return new Draft(BulletinKind.CHANGE_SEEN, change.getId(), occasion, Bulletin.newBuilder().setService(service)
                .setServiceKey(occasion.serviceKey()).setSummary(change.getSummary()).setLinks(change.getLinks())
                .setDetails(ChangeBulletin.details(change))).build();
    }

    /** The bulletin as a signal for all partitions. */
    public static Signal forEverybody(Bulletin bulletin, DecisionContext occasion) {
        return signal(bulletin, EVERYBODY, occasion);
    }

    /** Alert counts of a storm from one partition; for the storm's own log. */
    public static Signal tally(StormTally tally, DecisionContext occasion) {
        var draft = new Draft(BulletinKind.STORM_TALLY, tally.stormId(), occasion, Bulletin.newBuilder()
                .setDetails(tally.details()));
        return draft.signal(StormBulletin.serviceKey(tally.stormId()));
    }

    /** A storm started or continues; for all partitions. */
    public static Signal stormDeclared(StormBulletin storm, Incident incident, DecisionContext occasion) {
        return new Draft(BulletinKind.STORM_DECLARED, storm.stormId(), occasion, Bulletin.newBuilder()
                .setService(incident.getService()).setServiceKey(incident.getServiceKey())
                .setSeverity(incident.getSeverity()).setSummary(incident.getTitle()).setDetails(storm.details()))
                .signal(EVERYBODY);
    }

    /** A storm ended; for all partitions. */
    public static Signal stormOver(String stormId, Incident incident, DecisionContext occasion) {
        return new Draft(BulletinKind.STORM_OVER, stormId, occasion, Bulletin.newBuilder()
                .setServiceKey(incident.getServiceKey()).setSummary(incident.getTitle())
                .setDetails(Map.of("incident", incident.getId()))).signal(EVERYBODY);
    }

    /** An open incident was folded under a storm; for the storm's own log. */
    public static Signal stormJoined(String stormId, Incident incident, DecisionContext occasion) {
        return member(BulletinKind.STORM_JOINED, stormId, incident, occasion);
    }

    /** An incident folded under a storm ended or was released; for the storm's own log. */
    public static Signal stormLeft(String stormId, Incident incident, DecisionContext occasion) {
        return member(BulletinKind.STORM_LEFT, stormId, incident, occasion);
    }

    private static Signal member(BulletinKind kind, String stormId, Incident incident, DecisionContext occasion) {
        return new Draft(kind, incident.getId(), occasion, Bulletin.newBuilder().setService(incident.getService())
                .setServiceKey(incident.getServiceKey()).setSeverity(incident.getSeverity())
                .setDetails(Map.of("storm", stormId))).signal(StormBulletin.serviceKey(stormId));
    }

    private static Signal signal(Bulletin bulletin, String serviceKey, DecisionContext occasion) {
        return Signal.newBuilder().setId(bulletin.getId()).setServiceKey(serviceKey).setReceivedAt(occasion.now())
                .setBody(bulletin).build();
    }

    private record Draft(BulletinKind kind, String subject, DecisionContext occasion, Bulletin.Builder bulletin) {

        Bulletin build() {
            return bulletin.setId(occasion.signalId() + "/" + kind + "/" + subject).setKind(kind).setSubject(subject)
                    .setAt(occasion.now()).build();
        }

        Signal signal(String serviceKey) {
            return Bulletins.signal(build(), serviceKey, occasion);
        }
    }
}
