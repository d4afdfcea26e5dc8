package dev.tocsin.schemas.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Signal;

/**
 * A failed page, reported by the notifier to the correlator through the log of the incident's service: a bulletin of kind
 * {@link BulletinKind#DELIVERY_FAILED}. The one place that knows how it is written.
 *
 * @param incidentId
 *            incident that was paged
 * @param round
 *            of the incident, as the page had it
 */
public record Undelivered(String incidentId, int round, DeliveryFailure failure) {

    /**
     * A failed page.
     *
     * @param outcome
     *            REJECTED or GAVE_UP; RETRY while it is overdue and still tried
     * @param reason
     *            why, for a person; no secrets
     * @param at
     *            when that was known
     */
    public static Undelivered of(Notification page, DeliveryOutcome outcome, String reason, Instant at) {
        return new Undelivered(page.getIncident().getId(), page.getIncident().getRound(), DeliveryFailure.newBuilder()
                .setNotificationId(page.getId()).setTarget(page.getTarget()).setChannel(page.getChannel())
                .setDestination(page.getDestination()).setKind(page.getKind()).setRung(page.getRung())
                .setOutcome(outcome).setReason(reason).setAt(at).build());
    }

    /**
     * As a signal, which belongs into the log of the incident's service.
     *
     * @param serviceKey
     *            service key of the incident
     */
    public Signal signal(String serviceKey) {
        var id = failure.getNotificationId() + "/undelivered/" + failure.getOutcome();
        var details = new TreeMap<>(Map.of("notificationId", failure.getNotificationId(), "target", failure.getTarget(),
                "channel", failure.getChannel(), "destination", failure.getDestination(), "kind", failure.getKind()
                        .name(),
                "rung", Integer.toString(failure.getRung()), "round", Integer.toString(round), "outcome", failure
                        .getOutcome().name(),
                "reason", failure.getReason(), "at", failure.getAt().toString()));
        var bulletin = Bulletin.newBuilder().setId(id).setKind(BulletinKind.DELIVERY_FAILED).setSubject(incidentId)
                .setServiceKey(serviceKey).setAt(failure.getAt()).setSummary("could not notify " + failure.getTarget()
                        + " by " + failure.getDestination() + ": " + failure.getReason())
                .setDetails(details).build();
        return Signal.newBuilder().setId(id).setServiceKey(serviceKey).setReceivedAt(failure.getAt()).setBody(bulletin)
                .build();
    }

    /** What a bulletin says; empty when it is of another kind, or does not say what it must. */
    public static Optional<Undelivered> of(Bulletin bulletin) {
        var details = bulletin.getDetails();
        if (bulletin.getKind() != BulletinKind.DELIVERY_FAILED || bulletin.getSubject().isEmpty() || !details
                .containsKey("notificationId")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Undelivered(bulletin.getSubject(), Integer.parseInt(text(details, "round")),
                    DeliveryFailure.newBuilder().setNotificationId(text(details, "notificationId"))
                            .setTarget(text(details, "target")).setChannel(text(details, "channel"))
                            .setDestination(text(details, "destination"))
                            .setKind(NotificationKind.valueOf(text(details, "kind")))
                            .setRung(Integer.parseInt(text(details, "rung")))
                            .setOutcome(DeliveryOutcome.valueOf(text(details, "outcome")))
                            .setReason(text(details, "reason")).setAt(Instant.parse(text(details, "at"))).build()));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> details, String key) {
        return details.getOrDefault(key, "");
    }
}
