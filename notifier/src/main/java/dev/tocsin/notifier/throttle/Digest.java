package dev.tocsin.notifier.throttle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.DigestDetails;

/**
 * One message instead of several that were held back. It stands for no incident, so that no later news is taken for a reply to it.
 */
public final class Digest {

    /** The most severe first, then the oldest. */
    private static final Comparator<Incident> BY_SEVERITY = Comparator.<Incident>comparingInt(it -> it.getSeverity()
            .getRank()).thenComparing(Incident::getOpenedAt);

    private Digest() {}

    /**
     * The digest.
     *
     * @param carrier
     *            the notification that is recorded as delivered when the digest is; it gives the digest its id
     * @param held
     *            all that it tells, oldest first, with the carrier
     */
    public static Notification of(Notification carrier, List<Notification> held) {
        var incidents = new ArrayList<>(latest(held).values());
        incidents.sort(BY_SEVERITY);
        var worst = incidents.getFirst();
        var asks = held.stream().anyMatch(it -> it.getKind() == NotificationKind.PAGE);
        var id = carrier.getId() + "-digest";
        var reason = "the throttle of " + carrier.getDestination() + " held back " + held.size() + " messages";
        var incident = Incident.newBuilder(worst).setId(id).setRevision(1).setCorrelationKey(id)
                .setTitle(held.size() + " messages held back").setSummary("").setAlerts(List.of()).setAlertsTotal(0)
                .setAlertsFiring(0).setLinks(List.of()).setRunbook("").setState(IncidentState.OPEN)
                .setConfidential(incidents.stream().anyMatch(Incident::getConfidential)).build();
        return Notification.newBuilder(carrier).setId(id)
                .setKind(asks ? NotificationKind.PAGE_DIGEST : NotificationKind.DIGEST).setIncident(incident)
                .setOccasion("digest").setReason(reason).setLate(false).setAlsoTold(List.of())
                .setDetails(new HashMap<>(DigestDetails.of(held.size(), incidents))).build();
    }

    private static Map<String, Incident> latest(List<Notification> held) {
        var latest = new LinkedHashMap<String, Incident>();
        held.forEach(it -> latest.put(it.getIncident().getId(), it.getIncident()));
        return latest;
    }
}
