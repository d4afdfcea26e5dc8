package dev.tocsin.escalator.plan;

import dev.tocsin.event.Incident;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;

/** What customers read. It says nothing that a person did not write for them but how it stands and where. */
final class PublicUpdate {

    private PublicUpdate() {}

    /** How it stands: as it was last said to customers, else in our words. */
    static String of(Incident incident) {
        return incident.getUpdates().reversed().stream().filter(PublicUpdate::isForCustomers).findFirst().filter(
                update -> update.getStatus().isEmpty() || update.getStatus().equals(PublicStatus.of(incident)))
                .map(StatusUpdate::getText).orElseGet(() -> ours(incident));
    }

    /** Whether an update may be read by customers. */
    static boolean isForCustomers(StatusUpdate update) {
        return update.getAudience() == UpdateAudience.OUTSIDE || update.getAudience() == UpdateAudience.BOTH;
    }

    /** How it stands, in our words. */
    static String ours(Incident incident) {
        return switch (PublicStatus.of(incident)) {
            case PublicStatus.RESOLVED -> incident.getMergedInto().isEmpty()
                    ? "This is over."
                    : "This goes on as a part of another trouble, and is told there.";
            case PublicStatus.MONITORING -> "The trouble" + where(incident)
                    + " is contained. We are watching whether it"
                    + " stays so.";
            case PublicStatus.IDENTIFIED -> "We know what causes the trouble" + where(incident) + " and are at work on"
                    + " it.";
            default -> (incident.getRound() > 1 ? "The trouble is back. " : "") + "We are investigating trouble"
                    + where(incident) + ".";
        };
    }

    /** After a mitigation that did not hold. */
    static String failed(Incident incident) {
        return "What was done did not last. " + ours(incident);
    }

    private static String where(Incident incident) {
        return incident.getService().isBlank() ? "" : " with " + incident.getService();
    }
}
