package dev.tocsin.ingest.format.answers;

import java.util.Locale;
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
 * Opsgenie's outgoing webhooks (support.atlassian.com, "Webhook integration"): {@code Acknowledge}, {@code Close} and
 * {@code AddNote} on alerts that we made become commands, when a person did it; {@code UnAcknowledge} and {@code Reopen}
 * whoever did it. It signs nothing: give its webhook a token as
 * a custom header.
 */
public final class OpsgenieFormat implements AlertFormat {

    public static final String NAME = "opsgenie";

    private static final Map<String, CommandKind> KINDS = Map.of("acknowledge", CommandKind.ACKNOWLEDGE, "close",
            CommandKind.RESOLVE, "addnote", CommandKind.ADD_NOTE, "unacknowledge", CommandKind.UNACKNOWLEDGE, "reopen",
            CommandKind.REOPEN);
    /** What Tocsin itself does there through the API. */
    private static final Set<CommandKind> OURS = Set.of(CommandKind.ACKNOWLEDGE, CommandKind.RESOLVE,
            CommandKind.ADD_NOTE);

    private final boolean alerts;
    private final AnswerDesk desk;

    /** With who knows people. Only answers to our own pages are read. */
    public OpsgenieFormat(AnswerDesk desk) {
        this(desk, false);
    }

    private OpsgenieFormat(AnswerDesk desk, boolean alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    @Override
    public AlertFormat takingAlerts() {
        return new OpsgenieFormat(desk, true);
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
        return incoming.read(root -> read(incoming, root));
    }

    private Reading read(Incoming incoming, Fields root) {
        var action = root.text("action").toLowerCase(Locale.ROOT);
        var alert = root.in("alert");
        if (action.isBlank() || !alert.isObject()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                    "This is not an Opsgenie webhook: action or alert is missing.");
        }
        if (alerts && !OutsideAnswer.isOurs(alert.text("alias"))) {
            return OpsgenieAlert.read(root, action, incoming);
        }
        var kind = KINDS.get(action);
        if (kind == null) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "No command corresponds to '" + action
                    + "'.");
        }
        if (OURS.contains(kind) && root.in("source").text("type").equalsIgnoreCase("api")) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_A_MACHINE,
                    "The action came through Opsgenie's API, as Tocsin's own requests do.");
        }
        var answer = new OutsideAnswer(NAME, String.join("-", alert.text("alertId"), action, alert.text("updatedAt")),
                alert
                        .text("alias"), kind, desk.people().with(Vendor.OPSGENIE, alert.text("username")).orElseGet(
                                () -> alert
                                        .firstText("username", "userFullName")), "", alert.text("note"));
        return answer.reading(incoming);
    }
}
