package dev.tocsin.ingest.format.answers;

import java.util.Map;
import java.util.Set;

import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.policy.model.Vendor;

/**
 * PagerDuty's V3 webhooks (developer.pagerduty.com, "Webhooks overview"): {@code incident.acknowledged} and
 * {@code incident.resolved} of incidents that we opened become commands, when a person did it; what our own events did there
 * comes back as done by an integration, and is no news. {@code incident.unacknowledged} and {@code incident.reopened} become
 * commands whoever did it. Incidents that others opened become alerts, if the source is set to.
 */
public final class PagerDutyFormat implements AlertFormat {

    public static final String NAME = "pagerduty";

    private static final Map<String, CommandKind> KINDS = Map.of("incident.acknowledged", CommandKind.ACKNOWLEDGE,
            "incident.resolved", CommandKind.RESOLVE, "incident.unacknowledged", CommandKind.UNACKNOWLEDGE,
            "incident.reopened", CommandKind.REOPEN);
    /** Our own events never do these; an acknowledge that runs out names no agent at all. */
    private static final Set<CommandKind> ALSO_BY_MACHINES = Set.of(CommandKind.UNACKNOWLEDGE, CommandKind.REOPEN);
    private static final String PERSON = "user_reference";

    private final boolean alerts;
    private final AnswerDesk desk;

    /** With who knows people. Only answers to our own pages are read. */
    public PagerDutyFormat(AnswerDesk desk) {
        this(desk, false);
    }

    private PagerDutyFormat(AnswerDesk desk, boolean alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    @Override
    public AlertFormat takingAlerts() {
        return new PagerDutyFormat(desk, true);
    }

    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return false;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> read(incoming, root.in("event")));
    }

    private Reading read(Incoming incoming, Fields event) {
        var type = event.text("event_type");
        if (!event.isObject() || type.isBlank()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                    "This is not a PagerDuty V3 webhook: event.event_type is missing.");
        }
        if (type.equals("pagey.ping")) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND, "PagerDuty tested the connection. It works.");
        }
        var person = event.in("agent").text("type").equals(PERSON);
        if (alerts && !OutsideAnswer.isOurs(event.in("data").text("incident_key"))) {
            return PagerDutyIncident.read(event, type, person, incoming);
        }
        var kind = KINDS.get(type);
        if (kind == null) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "No command corresponds to '" + type
                    + "'.");
        }
        var agent = event.in("agent");
        if (!person && !ALSO_BY_MACHINES.contains(kind)) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_A_MACHINE,
                    "The event has no human agent, as Tocsin's own requests do not.");
        }
        var answer = new OutsideAnswer(NAME, event.text("id"), event.in("data").text("incident_key"), kind,
                desk.people().with(Vendor.PAGERDUTY, agent.text("id")).orElseGet(() -> agent.text("summary").isBlank()
                        ? "PagerDuty"
                        : agent.text("summary")), event.text("occurred_at"),
                note(kind, person));
        return answer.reading(incoming);
    }

    private static String note(CommandKind kind, boolean person) {
        return kind == CommandKind.UNACKNOWLEDGE && !person ? "The acknowledgement expired in PagerDuty." : "";
    }
}
