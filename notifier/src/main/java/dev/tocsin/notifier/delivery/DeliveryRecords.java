package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;

/** Builds the records that tell the log what became of a notification. */
final class DeliveryRecords {

    private DeliveryRecords() {}

    static Delivery delivery(Step step, Instant at) {
        var notification = step.notification();
        var delivery = Delivery.newBuilder().setNotificationId(notification.getId())
                .setIncidentId(notification.getIncident().getId())
                .setServiceKey(notification.getIncident().getServiceKey())
                .setDestination(notification.getDestination()).setChannel(notification.getChannel())
                .setTarget(notification.getTarget()).setKind(notification.getKind()).setAttempt(step.attempt())
                .setAt(at).setPossibleRepeat(step.possibleRepeat());
        return switch (step) {
            case Step.Claim _ -> delivery.setOutcome(DeliveryOutcome.STARTED).setReason("about to be sent").build();
            case Step.Postpone it -> delivery.setOutcome(DeliveryOutcome.RETRY).setReason(it.reason())
                    .setRetryAt(it.until()).setStatus(it.status()).build();
            case Step.Finish it -> delivery.setOutcome(it.outcome()).setReason(it.reason()).setStatus(it.status())
                    .setReceipt(it.receipt()).build();
        };
    }

    /** The fact for the incident's timeline: it was delivered, or it never will be. */
    static Optional<TimelineEntry> fact(Step step, Instant at) {
        return step instanceof Step.Finish finish
                ? switch (finish.outcome()) {
                    case DELIVERED -> Optional.of(fact(finish, FactKind.DELIVERED, at));
                    case REJECTED, GAVE_UP -> Optional.of(fact(finish, FactKind.DELIVERY_FAILED, at));
                    case DROPPED, STARTED, RETRY, UNKNOWN -> Optional.empty();
                }
                : Optional.empty();
    }

    private static TimelineEntry fact(Step.Finish step, FactKind kind, Instant at) {
        var notification = step.notification();
        var word = word(notification.getKind());
        var whom = notification.getTarget() + " by " + notification.getDestination();
        return TimelineEntry.newBuilder().setId(notification.getId() + "/" + step.code())
                .setIncidentId(notification.getIncident().getId())
                .setServiceKey(notification.getIncident().getServiceKey()).setAt(at).setKind(kind)
                .setSummary(kind == FactKind.DELIVERED
                        ? "delivered to " + whom + ": " + word
                        : "could not tell " + whom + ": " + word + ": " + step.reason())
                .setActor("notifier")
                .setDetails(Map.of("notification", notification.getId(), "destination", notification.getDestination(),
                        "channel", notification.getChannel(), "target", notification.getTarget(), "kind",
                        notification.getKind().name(), "outcome", step.outcome().name(), "attempts",
                        Integer.toString(step.attempt()), "rung", Integer.toString(notification.getRung()), "reason",
                        step.reason()))
                .setPolicyVersion(notification.getPolicyVersion()).build();
    }

    /** The decision with its reason; a claim decides nothing. */
    static Optional<Decision> decision(Step step, Instant at) {
        return switch (step) {
            case Step.Claim _ -> Optional.empty();
            case Step.Postpone it -> Optional.of(decision(it.notification(), it.attempt(), "retry",
                    it.reason() + "; again at " + it.until(), at));
            case Step.Finish it ->
                Optional.of(decision(it.notification(), it.attempt(), it.code(), it.reason(), at));
        };
    }

    private static Decision decision(Notification notification, int attempt, String code, String reason, Instant at) {
        var incident = notification.getIncident();
        return Decision.newBuilder().setId(notification.getId() + "/deliver/" + attempt + "/" + code).setAt(at)
                .setServiceKey(incident.getServiceKey()).setSignalId(notification.getId()).setStage("deliver")
                .setOutcome(code)
                .setReason(word(notification.getKind()) + " to " + notification.getDestination() + ", attempt "
                        + attempt + ": " + reason)
                .setPolicyVersion(notification.getPolicyVersion()).setIncidentId(incident.getId()).build();
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
