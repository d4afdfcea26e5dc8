package dev.tocsin.escalator.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.escalator.account.DecisionKey;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.state.Escalation;

/**
 * The alert {@code TocsinUnanswered} for an incident whose ladder is exhausted. The policy groups these alerts into one incident, whose ladder sends the digest.
 */
public final class UnansweredIncident {

    private UnansweredIncident() {}

    /**
     * The alert, for the log.
     *
     * @param row
     *            the row as it is stored with the decision
     * @param fires
     *            true while the incident is unacknowledged; false once it is acknowledged or resolved
     */
    public static Signal signal(Escalation row, boolean fires, DecisionKey occasion) {
        var incident = row.getIncident();
        var kind = OwnAlert.UNANSWERED;
        var title = incident.getConfidential() ? Redaction.TITLE : incident.getTitle();
        var summary = incident.getSeverity().getId() + " " + title + (incident.getConfidential() || incident
                .getService()
                .isEmpty() ? "" : " (" + incident.getService() + ")");
        var details = Map.of("since", incident.getRoundStartedAt().toString(), "ladder", row.getLadder());
        var alert = fires
                ? OwnAlerts.firing(kind, incident.getId(), summary, "", details, occasion.at(), "")
                : OwnAlerts.resolved(kind, incident.getId(), summary, "", details, occasion.at(), "");
        return Signal.newBuilder().setId(occasion.id() + "/unanswered/" + fires).setServiceKey(kind.service())
                .setReceivedAt(occasion.at()).setBody(labelled(alert, row)).build();
    }

    private static Alert labelled(Alert alert, Escalation row) {
        var labels = new TreeMap<>(alert.getLabels());
        var more = new LinkedHashMap<String, String>();
        more.put("ladder", row.getLadder());
        if (!row.getIncident().getConfidential()) {
            more.put("team", row.getIncident().getTeam());
        }
        more.forEach((label, value) -> {
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        });
        return Alert.newBuilder(alert).setLabels(labels).build();
    }
}
