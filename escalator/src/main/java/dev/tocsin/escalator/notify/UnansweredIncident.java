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
 * An incident that nobody answered, as an alert of Tocsin's own. The policy folds such alerts into one incident, whose ladder
 * is the digest: how often it is told, and to whom.
 */
public final class UnansweredIncident {

    private UnansweredIncident() {}

    /**
     * The alert, for the log.
     *
     * @param row
     *            the row as it is stored with the decision
     * @param fires
     *            whether nobody answered; false once somebody did, or it is over
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
