package dev.tocsin.escalator.plan;

import dev.tocsin.event.Incident;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;

/** The texts on the status page: what people wrote for customers, else the status and the service only. */
final class PublicUpdate {

    private PublicUpdate() {}

    /** The last update for customers if its status still holds, else a standard text. */
    static String of(Incident incident) {
        return incident.getUpdates().reversed().stream().filter(PublicUpdate::isForCustomers).findFirst().filter(
                update -> update.getStatus().isEmpty() || update.getStatus().equals(PublicStatus.of(incident)))
                .map(StatusUpdate::getText).orElseGet(() -> ours(incident));
    }

    /** Whether an update may be read by customers. */
    static boolean isForCustomers(StatusUpdate update) {
        return update.getAudience() == UpdateAudience.OUTSIDE || update.getAudience() == UpdateAudience.BOTH;
    }

    /** The standard text for the status of the incident. */
    static String ours(Incident incident) {
        return switch (PublicStatus.of(incident)) {
            case PublicStatus.RESOLVED -> incident.getMergedInto().isEmpty()
                    ? "This incident is resolved."
                    : "This incident continues as part of another incident. See that incident for updates.";
            case PublicStatus.MONITORING -> "The issue" + where(incident)
                    + " is mitigated. We are monitoring the result.";
            case PublicStatus.IDENTIFIED -> "We have identified the cause of the issue" + where(incident)
                    + " and are working on a fix.";
            default -> (incident.getRound() > 1 ? "The issue has returned. " : "") + "We are investigating an issue"
                    + where(incident) + ".";
        };
    }

    /** The standard text after a failed mitigation. */
    static String failed(Incident incident) {
        return "The mitigation did not hold. " + ours(incident);
    }

    private static String where(Incident incident) {
        return incident.getService().isBlank() ? "" : " with " + incident.getService();
    }
}
