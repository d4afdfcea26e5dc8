package dev.tocsin.schemas.incident;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.schemas.outside.PageMark;

/**
 * What a vendor reports of a page after it took it: it reached a telephone, or it did not. Alert-ingest tells it the correlator
 * through the log of the incident's service. A page that failed is an {@link Undelivered} that names who reported it; one that
 * arrived is a bulletin of kind {@link BulletinKind#DELIVERY_CONFIRMED}. The one place that knows how both are written.
 */
public record PageReport(Bulletin bulletin) {

    /** In the details of a failure: it comes from the vendor, so the notifier has not told the timeline of it. */
    static final String REPORTED = "reported";

    /**
     * A page that reached somebody.
     *
     * @param incidentId
     *            the incident
     * @param round
     *            of the incident, as the page had it
     * @param id
     *            the same for the same report
     * @param summary
     *            what happened, for people
     */
    public record Confirmed(String incidentId, int round, String id, String summary, Map<String, String> details) {

        public Confirmed {
            details = Map.copyOf(details);
        }
    }

    /**
     * A page that reached nobody.
     *
     * @param status
     *            the vendor's word for it
     * @param reason
     *            why, for a person; no secrets
     */
    public static PageReport failed(PageMark page, String status, String reason, Instant at) {
        var failure = DeliveryFailure.newBuilder().setNotificationId(page.notificationId()).setTarget(page.target())
                .setChannel(page.channel()).setDestination(page.destination()).setKind(page.kind()).setRung(page.rung())
                .setOutcome(DeliveryOutcome.REJECTED).setReason(reason).setAt(at).build();
        var bulletin = (Bulletin) new Undelivered(page.incidentId(), page.round(), failure).signal("").getBody();
        var details = new TreeMap<>(bulletin.getDetails());
        details.put(REPORTED, status);
        return new PageReport(Bulletin.newBuilder(bulletin).setDetails(details).build());
    }

    /**
     * A page that reached somebody, or their mailbox.
     *
     * @param status
     *            the vendor's word for it
     * @param words
     *            what happened, for people
     */
    public static PageReport reached(PageMark page, String status, String words, Instant at) {
        var id = page.notificationId() + "/confirmed/" + status;
        return new PageReport(Bulletin.newBuilder().setId(id).setKind(BulletinKind.DELIVERY_CONFIRMED).setSubject(page
                .incidentId()).setAt(at).setSummary("page to " + page.target() + " via " + page.destination() + ": "
                        + words)
                .setDetails(Map.of("notification", page.notificationId(), "target", page.target(), "channel", page
                        .channel(), "destination", page.destination(), "rung", Integer.toString(page.rung()), "round",
                        Integer.toString(page.round()), "status", status)).build());
    }

    /** Whether a failure was reported by a vendor. */
    public static boolean isReported(Bulletin bulletin) {
        return bulletin.getDetails().containsKey(REPORTED);
    }

    /** What a bulletin confirms; empty when it is of another kind, or does not say what it must. */
    public static Optional<Confirmed> confirmed(Bulletin bulletin) {
        var round = bulletin.getDetails().getOrDefault("round", "");
        return bulletin.getKind() == BulletinKind.DELIVERY_CONFIRMED && !bulletin.getSubject().isEmpty() && round
                .matches(
                        "\\d{1,9}")
                                ? Optional.of(new Confirmed(bulletin.getSubject(), Integer.parseInt(round), bulletin
                                        .getId(),
                                        bulletin.getSummary(), bulletin.getDetails()))
                                : Optional.empty();
    }
}
