package dev.tocsin.notifier.channel.publicpage;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.policy.channel.ServiceNames;

/** What the public is told: the words for customers and the service's name, never the title of an incident. */
public final class Announcement {

    private static final String FIRST = "status-page";

    private final Dispatch dispatch;
    private final ServiceNames components;

    Announcement(Dispatch dispatch, ServiceNames components) {
        this.dispatch = dispatch;
        this.components = components;
    }

    /** Our id of the incident. */
    public String incident() {
        return incidentItself().getId();
    }

    /** Rank of its severity; 1 is the highest. */
    public int rank() {
        return incidentItself().getSeverity().getRank();
    }

    /** When it began. */
    public Instant began() {
        return incidentItself().getRoundStartedAt();
    }

    public PublicStatus status() {
        return PublicStatus.of(new KindDetails(dispatch.notification()).text("status").orElse(""));
    }

    public boolean isOver() {
        return status() == PublicStatus.RESOLVED;
    }

    /** Its name, at most that many characters long. */
    public String name(int most) {
        var service = SafeText.line(incidentItself().getService());
        return SafeText.cut(service.isEmpty() ? "Service incident" : "Incident affecting " + service, most);
    }

    /** What customers are told; of an incident that became confidential, only that it is resolved. */
    public String text(int most) {
        if (isConfidential()) {
            return "This incident is resolved.";
        }
        var text = String.join("\n", SafeText.lines(new KindDetails(dispatch.notification()).text("text").orElse("")));
        return SafeText.cut(text, most);
    }

    /** Ids of the components that the policy names for the service. */
    public List<String> components() {
        return components.of(incidentItself().getService());
    }

    /** How these components do: by the severity while the incident lasts, operational at its end. */
    public ComponentState componentState() {
        if (isOver()) {
            return ComponentState.OPERATIONAL;
        }
        return switch (rank()) {
            case 0, 1 -> ComponentState.MAJOR_OUTAGE;
            case 2 -> ComponentState.PARTIAL_OUTAGE;
            default -> ComponentState.DEGRADED_PERFORMANCE;
        };
    }

    boolean isConfidential() {
        return incidentItself().getConfidential();
    }

    /** Whether nothing can have been published of it yet. */
    boolean isFirst() {
        return dispatch.notification().getOccasion().equals(FIRST) && !dispatch.possibleRepeat();
    }

    private Incident incidentItself() {
        return dispatch.notification().getIncident();
    }
}
