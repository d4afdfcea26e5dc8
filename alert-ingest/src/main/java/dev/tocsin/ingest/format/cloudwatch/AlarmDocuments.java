package dev.tocsin.ingest.format.cloudwatch;

import java.util.OptionalDouble;

import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** Reads the three shapes in which CloudWatch tells of an alarm's change into one. */
final class AlarmDocuments {

    private AlarmDocuments() {}

    /**
     * The document in an SNS message.
     *
     * @param topicArn
     *            where it came from, for the region when there is no alarm ARN; may be empty
     */
    static AlarmChange ofDocument(Fields document, String topicArn, String deliveryId) {
        var arn = document.text("AlarmArn");
        var trigger = document.in("Trigger");
        return checked(new AlarmChange(document.text("AlarmName"), arn, document.text("AlarmContributorId"),
                account(document.text("AWSAccountId"), arn), region(arn, region(topicArn, "")),
                document.text("NewStateValue"), document.text("OldStateValue"), document.text("StateChangeTime"),
                document.text("NewStateReason"), document.text("AlarmDescription"), "",
                AlarmMetrics.ofTrigger(trigger), trigger.number("Threshold"), OptionalDouble.empty(), deliveryId));
    }

    /** An EventBridge event "CloudWatch Alarm State Change". */
    static AlarmChange ofEvent(Fields event, String deliveryId) {
        var detail = event.in("detail");
        var arn = resource(event);
        return checked(ofStates(detail, arn, account(event.text("account"), arn), region(arn, event.text("region")),
                detail.in("alarmContributor").text("id"), event.text("time"),
                deliveryId.isEmpty() ? event.text("id") : deliveryId));
    }

    /** What a Lambda function is called with as an alarm's action, forwarded by user code. */
    static AlarmChange ofAction(Fields action, String deliveryId) {
        var arn = action.text("alarmArn");
        var data = action.in("alarmData");
        return checked(ofStates(data, arn, account(action.text("accountId"), arn), region(arn, action.text("region")),
                data.in("alarmContributor").text("id"), action.text("time"), deliveryId));
    }

    /** An EventBridge event "CloudWatch Alarm Configuration Change" that tells of a deletion, dated by the event. */
    static AlarmChange ofDeletion(Fields event, String deliveryId) {
        var change = ofStates(event.in("detail"), resource(event), account(event.text("account"), resource(event)),
                region(resource(event), event.text("region")), "", event.text("time"),
                deliveryId.isEmpty() ? event.text("id") : deliveryId);
        return named(change.at(event.text("time")));
    }

    private static String resource(Fields event) {
        return event.list("resources").stream().map(Fields::text).filter(text -> !text.isBlank()).findFirst()
                .orElse("");
    }

    private static AlarmChange ofStates(Fields data, String arn, String account, String region, String contributor,
            String eventTime, String deliveryId) {
        var state = data.in("state");
        var configuration = data.in("configuration");
        var reasonData = reasonData(state);
        var at = state.text("timestamp");
        return new AlarmChange(data.text("alarmName"), arn, contributor, account, region, state.text("value"),
                data.in("previousState").text("value"), at.isBlank() ? eventTime : at, state.text("reason"),
                configuration.text("description"), state.text("actionsSuppressedBy"),
                AlarmMetrics.ofConfiguration(configuration), reasonData.number("threshold"),
                lastDatapoint(reasonData), deliveryId);
    }

    /** {@code reasonData} is JSON inside a text; what cannot be read of it is not missed. */
    private static Fields reasonData(Fields state) {
        var written = state.in("reasonData");
        if (written.isObject()) {
            return written;
        }
        return JsonReader.read(written.text()) instanceof JsonReading.Document(var data) ? data : written;
    }

    private static OptionalDouble lastDatapoint(Fields reasonData) {
        var points = reasonData.list("recentDatapoints");
        return points.isEmpty() ? OptionalDouble.empty() : points.getLast().number();
    }

    private static AlarmChange checked(AlarmChange change) {
        if (change.state().isBlank()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The alarm has no new state. Send CloudWatch's document unchanged.");
        }
        return named(change);
    }

    private static AlarmChange named(AlarmChange change) {
        if (change.name().isBlank() && change.arn().isBlank()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The alarm has neither a name nor an ARN. Send CloudWatch's document unchanged.");
        }
        return change;
    }

    private static String account(String told, String arn) {
        return told.isBlank() ? AlarmArn.parse(arn).map(AlarmArn::account).orElse("") : told;
    }

    private static String region(String arn, String otherwise) {
        return AlarmArn.parse(arn).map(AlarmArn::region).filter(region -> !region.isEmpty()).orElse(otherwise);
    }
}
