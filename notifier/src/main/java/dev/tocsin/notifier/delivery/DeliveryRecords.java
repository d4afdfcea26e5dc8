package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.kind.KindNames;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.decision.DecisionKinds;
import dev.tocsin.schemas.incident.Undelivered;

/** Builds the records about a delivery. */
final class DeliveryRecords {

    private static final String STAGE = "deliver";

    private DeliveryRecords() {}

    static Delivery delivery(DeliveryStep step, Instant at) {
        var notification = step.notification();
        var delivery = Delivery.newBuilder().setNotificationId(notification.getId())
                .setIncidentId(notification.getIncident().getId())
                .setServiceKey(notification.getIncident().getServiceKey())
                .setDestination(notification.getDestination()).setChannel(notification.getChannel())
                .setTarget(notification.getTarget()).setKind(notification.getKind()).setAttempt(step.attempt())
                .setAt(at).setPossibleRepeat(step.possibleRepeat());
        return switch (step) {
            case DeliveryStep.Claim it -> delivery.setOutcome(DeliveryOutcome.STARTED).setReason("about to be sent")
                    .setHeldBack(it.isDigest()).build();
            case DeliveryStep.Postpone it -> delivery.setOutcome(DeliveryOutcome.RETRY).setReason(it.reason())
                    .setRetryAt(it.until()).setStatus(it.status()).build();
            case DeliveryStep.Hold it -> delivery.setOutcome(DeliveryOutcome.RETRY).setReason(it.reason())
                    .setRetryAt(it.until()).setHeldBack(true).build();
            case DeliveryStep.Finish it -> delivery.setOutcome(it.outcome()).setReason(it.reason()).setStatus(it
                    .status())
                    .setReceipt(it.receipt()).build();
        };
    }

    /** The timeline entry: delivered, failed or overdue. The kind of an entry says what happened; the summary says the rest. */
    static Optional<TimelineEntry> fact(DeliveryStep step, Instant at) {
        return switch (step) {
            case DeliveryStep.Claim _,DeliveryStep.Hold _ -> Optional.empty();
            case DeliveryStep.Postpone it -> it.overdue()
                    ? Optional.of(fact(it, FactKind.DELIVERY_FAILED, "overdue", DeliveryOutcome.RETRY, overdue(it), at))
                    : Optional.empty();
            case DeliveryStep.Finish it -> switch (it.outcome()) {
                case DELIVERED -> Optional.of(fact(it, FactKind.DELIVERED, it.code(), it.outcome(), it.reason(), at));
                case REJECTED, GAVE_UP ->
                    Optional.of(fact(it, FactKind.DELIVERY_FAILED, it.code(), it.outcome(), it.reason(), at));
                case DROPPED, STARTED, RETRY, UNKNOWN -> Optional.empty();
            };
        };
    }

    private static TimelineEntry fact(DeliveryStep step, FactKind kind, String code, DeliveryOutcome outcome,
            String reason,
            Instant at) {
        var notification = step.notification();
        var word = KindNames.noun(notification.getKind());
        var whom = notification.getTarget() + " via " + notification.getDestination();
        return TimelineEntry.newBuilder().setId(notification.getId() + "/" + code)
                .setIncidentId(notification.getIncident().getId())
                .setServiceKey(notification.getIncident().getServiceKey()).setAt(at).setKind(kind)
                .setSummary(word + " to " + whom + (kind == FactKind.DELIVERED ? "" : ": " + reason))
                .setActor("notifier")
                .setDetails(Map.of("notification", notification.getId(), "destination", notification.getDestination(),
                        "channel", notification.getChannel(), "target", notification.getTarget(), "kind",
                        notification.getKind().name(), "outcome", outcome.name(), "attempts",
                        Integer.toString(step.attempt()), "rung", Integer.toString(notification.getRung()), "reason",
                        reason))
                .setPolicyVersion(notification.getPolicyVersion()).build();
    }

    /** The signal that a page was not delivered, so that the escalation continues. */
    static Optional<Signal> undelivered(DeliveryStep step, Instant at) {
        var serviceKey = step.notification().getIncident().getServiceKey();
        return failure(step).filter(_ -> Overdue.isPage(step.notification())).map(failure -> Undelivered.of(step
                .notification(), failure.outcome(), failure.reason(), at).signal(serviceKey));
    }

    /** The failure of a delivery, final or overdue; empty if it was delivered or dropped. */
    static Optional<Failure> failure(DeliveryStep step) {
        return switch (step) {
            case DeliveryStep.Claim _,DeliveryStep.Hold _ -> Optional.empty();
            case DeliveryStep.Postpone it -> it.overdue()
                    ? Optional.of(new Failure(DeliveryOutcome.RETRY, overdue(it)))
                    : Optional.empty();
            case DeliveryStep.Finish it -> switch (it.outcome()) {
                case REJECTED, GAVE_UP -> Optional.of(new Failure(it.outcome(), it.reason()));
                case DELIVERED, DROPPED, STARTED, RETRY, UNKNOWN -> Optional.empty();
            };
        };
    }

    /**
     * Why a notification was not delivered.
     *
     * @param outcome
     *            REJECTED or GAVE_UP; RETRY while it is retried
     */
    record Failure(DeliveryOutcome outcome, String reason) {}

    private static String overdue(DeliveryStep.Postpone step) {
        return Overdue.is(step.notification(), step.until())
                ? step.reason() + "; not delivered within " + Overdue.AFTER.toMinutes() + " min, still retrying"
                : step.reason() + "; still retrying";
    }

    /** The decision about a destination: its breaker opened, closed or was reset. */
    static Decision decision(BreakerChange change) {
        var at = change.at();
        var id = change.destination() + "/breaker/" + change.code() + "/" + at;
        return Decision.newBuilder().setId(id).setAt(at).setServiceKey(OwnAlerts.SERVICE).setSignalId(id)
                .setStage("breaker").setOutcome(change.code())
                .setReason("circuit breaker of " + change.destination() + ": " + change.reason())
                .setPolicyVersion(0).build();
    }

    /** The decision with its reason; a claim decides nothing. */
    static Optional<Decision> decision(DeliveryStep step, Instant at) {
        return switch (step) {
            case DeliveryStep.Claim _ -> Optional.empty();
            case DeliveryStep.Hold it -> Optional.of(decision(it.notification(), it.attempt(), "held", it.reason(),
                    at));
            case DeliveryStep.Postpone it -> Optional.of(decision(it.notification(), it.attempt(), "retry",
                    it.reason() + "; next attempt at " + it.until(), at));
            case DeliveryStep.Finish it ->
                Optional.of(decision(it.notification(), it.attempt(), it.code(), it.reason(), at));
        };
    }

    private static Decision decision(Notification notification, int attempt, String code, String reason, Instant at) {
        var incident = notification.getIncident();
        assert DecisionKinds.find(STAGE, code).isPresent() : "no entry in DecisionKinds: " + STAGE + "/" + code;
        return Decision.newBuilder().setId(notification.getId() + "/deliver/" + attempt + "/" + code).setAt(at)
                .setServiceKey(incident.getServiceKey()).setSignalId(notification.getId()).setStage(STAGE)
                .setOutcome(code)
                .setReason(KindNames.noun(notification.getKind()) + " to " + notification.getDestination()
                        + ", attempt "
                        + attempt + ": " + reason)
                .setPolicyVersion(notification.getPolicyVersion()).setIncidentId(incident.getId()).build();
    }
}
