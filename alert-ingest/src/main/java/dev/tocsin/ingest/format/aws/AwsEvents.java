package dev.tocsin.ingest.format.aws;

import java.util.ArrayList;
import java.util.Optional;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Readings;
import dev.tocsin.ingest.format.changes.ChangeDraft;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Events of EventBridge that are no alarms of CloudWatch: AWS Health, GuardDuty and Security Hub give alerts, RDS gives changes.
 * Sources: AWS Health user guide, GuardDuty and Security Hub guides "EventBridge", RDS user guide "Events".
 */
public final class AwsEvents {

    private static final String FORMAT = "cloudwatch";

    private AwsEvents() {}

    /**
     * What an event gives; empty for one of another kind.
     *
     * @param deliveryId
     *            of the envelope, else empty
     */
    public static Optional<Reading> read(Fields event, String deliveryId, Incoming incoming) {
        var type = event.text("detail-type").strip();
        var delivery = Texts.first(deliveryId, event.text("id"));
        if (type.equals("AWS Health Event")) {
            return Optional.of(HealthEvent.read(event, delivery, incoming));
        } else if (type.equals("GuardDuty Finding")) {
            return Optional.of(SecurityFindings.guardDuty(event, delivery, incoming));
        } else if (type.startsWith("Security Hub Findings")) {
            return Optional.of(findings(event, delivery, incoming));
        }
        return event.text("source").equals("aws.rds") ? Optional.of(database(event, incoming)) : Optional.empty();
    }

    /** Whether this is RDS's own message to an SNS topic, whose names have blanks. */
    public static boolean isDatabaseMessage(Fields root) {
        return root.has("Event Message") && root.has("Source ID");
    }

    /** RDS's own message to an SNS topic. */
    public static Reading databaseMessage(Fields root, Incoming incoming) {
        var id = root.text("Source ID");
        return change(incoming, id, Texts.first(code(root.text("Event ID")), root.text("Event Message")), root.text(
                "Event Time"), root.text("Event Message")).label("source_type", root.text("Event Source")).link("RDS",
                        root.text("Identifier Link")).reading();
    }

    private static Reading findings(Fields event, String delivery, Incoming incoming) {
        var readings = new ArrayList<Reading>();
        for (var finding : event.at("detail").list("findings")) {
            try {
                readings.add(SecurityFindings.securityHub(finding, delivery, incoming));
            } catch (RefusedException refused) {
                readings.add(new Reading.Refused(refused.refusal()));
            }
        }
        return readings.isEmpty()
                ? new Reading.Refused(RefusalReason.MISSING_FIELD,
                        "detail.findings is empty. Send the event unchanged.")
                : Readings.together(readings);
    }

    private static Reading database(Fields event, Incoming incoming) {
        var detail = event.in("detail");
        return change(incoming, detail.first("SourceIdentifier", "SourceArn"), detail.first("EventID"), Texts.first(
                detail.text("Date"), event.text("time")), detail.first("Message")).label("source_type", detail.first(
                        "SourceType")).label("category", detail.first("EventCategories.0")).label("account", event.text(
                                "account")).label("region", event.text("region")).reading();
    }

    private static ChangeDraft change(Incoming incoming, String database, String code, String at, String message) {
        if (database.isBlank()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The RDS event names no source. Send the event unchanged.");
        }
        return new ChangeDraft(incoming, FORMAT).id("rds", database, code, at).kind("database").summary(database + ": "
                + message).author("AWS").at("Date", at).label("service", database).label("DBInstanceIdentifier",
                        database).label("event", code);
    }

    /** {@code http://docs.amazonwebservices.com/…#RDS-EVENT-0043}. */
    private static String code(String eventId) {
        return eventId.substring(eventId.indexOf('#') + 1).strip();
    }
}
