package dev.tocsin.ingest.format.cloudwatch;

import java.util.ArrayList;
import java.util.Optional;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Readings;
import dev.tocsin.ingest.format.aws.AwsEvents;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Alarms of AWS CloudWatch: in an SNS envelope, as SNS delivers them raw, as EventBridge events (also inside an SNS
 * message), and in the shape of a Lambda action. Sources: the user guides of CloudWatch and SNS.
 */
public final class CloudWatchFormat implements AlertFormat {

    public static final String NAME = "cloudwatch";

    private static final int MOST_WRAPPINGS = 3;

    /** Where a document was found. */
    private record Wrapping(int depth, String topicArn, String deliveryId) {
        static final Wrapping NONE = new Wrapping(0, "", "");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** SNS sends JSON as text/plain, and lets the type be changed. */
    @Override
    public boolean anyContentType() {
        return true;
    }

    /** An alarm's ARN stays while its dimensions are edited. */
    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        try {
            return switch (incoming.json()) {
                case JsonReading.Unreadable(var refusal) -> unreadable(refusal, incoming);
                case JsonReading.Document(var root) -> document(root, Wrapping.NONE, incoming);
            };
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private static Reading unreadable(Refusal refusal, Incoming incoming) {
        var rawPlainText = isRawDelivery(incoming) && refusal.reason() == RefusalReason.NOT_JSON
                && !startsLikeObject(new String(incoming.body(), java.nio.charset.StandardCharsets.UTF_8));
        return rawPlainText ? otherMessage() : new Reading.Refused(refusal);
    }

    private static Reading document(Fields root, Wrapping wrapping, Incoming incoming) {
        if (!root.isObject()) {
            return notAnObject(root, wrapping, incoming);
        }
        var envelope = SnsEnvelope.of(root);
        if (envelope.isPresent()) {
            return envelope(envelope.get(), wrapping, incoming);
        }
        if (root.in("Records").isArray()) {
            return records(root, wrapping, incoming);
        }
        if (root.has("NewStateValue") || root.has("AlarmName")) {
            return AlarmReading.of(AlarmDocuments.ofDocument(root, topic(wrapping, incoming),
                    delivery(wrapping, incoming)), incoming);
        }
        if (root.has("alarmData")) {
            return AlarmReading.of(AlarmDocuments.ofAction(root, delivery(wrapping, incoming)), incoming);
        }
        if (AwsEvents.isDatabaseMessage(root)) {
            return AwsEvents.databaseMessage(root, incoming);
        }
        if (root.has("detail-type")) {
            return event(root, wrapping, incoming);
        }
        if (wrapping.depth() > 0 || isRawDelivery(incoming)) {
            return otherMessage();
        }
        return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                "Send an SNS message, a CloudWatch alarm or an EventBridge event, unchanged.");
    }

    private static Reading notAnObject(Fields root, Wrapping wrapping, Incoming incoming) {
        if (wrapping.depth() > 0 || isRawDelivery(incoming)) {
            return otherMessage();
        }
        return root.isText()
                ? new Reading.Refused(RefusalReason.NOT_JSON,
                        "The body is a JSON string that contains JSON. Send the object itself.")
                : new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "Send a JSON object.");
    }

    private static Reading envelope(SnsEnvelope envelope, Wrapping wrapping, Incoming incoming) {
        return switch (envelope.kind().orElseThrow()) {
            case SUBSCRIPTION_CONFIRMATION -> new Reading.NoAlert(NoAlertReason.SNS_SUBSCRIPTION_CONFIRMATION,
                    "The topic " + envelope.topicArn() + " requests confirmation of its subscription to this address.");
            case UNSUBSCRIBE_CONFIRMATION -> new Reading.NoAlert(NoAlertReason.SNS_UNSUBSCRIBE_CONFIRMATION,
                    "The subscription of topic " + envelope.topicArn()
                            + " to this address was cancelled. Its alarms no longer arrive.");
            case NOTIFICATION -> message(envelope, wrapping, incoming);
        };
    }

    private static Reading message(SnsEnvelope envelope, Wrapping outer, Incoming incoming) {
        return inner(envelope.message(), envelope.topicArn(), envelope.messageId(), outer, incoming);
    }

    /** What lies in a message. The innermost delivery ID is the one that stays the same over redrives. */
    private static Reading inner(String text, String topicArn, String messageId, Wrapping outer, Incoming incoming) {
        if (outer.depth() >= MOST_WRAPPINGS) {
            return new Reading.Refused(RefusalReason.TOO_DEEP, "Messages are nested too deeply.");
        }
        return switch (JsonReader.read(text)) {
            case JsonReading.Document(var inside) ->
                document(inside, new Wrapping(outer.depth() + 1, Texts.first(topicArn, outer.topicArn()), Texts.first(
                        messageId, outer.deliveryId())), incoming);
            case JsonReading.Unreadable(var refusal) -> mightBeAlarm(text)
                    ? new Reading.Refused(refusal.reason(), "In Message: " + refusal.detail())
                    : otherMessage();
        };
    }

    /** {@code Records[].Sns}, as Lambda functions get them and pass them on, and {@code Records[].body} of SQS. */
    private static Reading records(Fields root, Wrapping wrapping, Incoming incoming) {
        var readings = new ArrayList<Reading>();
        for (var record : root.list("Records")) {
            try {
                record(record, wrapping, incoming).ifPresent(readings::add);
            } catch (RefusedException refused) {
                readings.add(new Reading.Refused(refused.refusal()));
            }
        }
        return readings.isEmpty()
                ? new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "Records contains no SNS or SQS message.")
                : Readings.together(readings);
    }

    private static Optional<Reading> record(Fields record, Wrapping wrapping, Incoming incoming) {
        var envelope = SnsEnvelope.of(record.in("Sns"));
        if (envelope.isPresent()) {
            return envelope.map(found -> envelope(found, wrapping, incoming));
        }
        return record.in("body").isText()
                ? Optional.of(inner(record.text("body"), "", record.text("messageId"), wrapping, incoming))
                : Optional.empty();
    }

    private static Reading event(Fields event, Wrapping wrapping, Incoming incoming) {
        return switch (event.text("detail-type").strip()) {
            case "CloudWatch Alarm State Change" ->
                AlarmReading.of(AlarmDocuments.ofEvent(event, delivery(wrapping, incoming)), incoming);
            case "CloudWatch Alarm Configuration Change" -> configurationChange(event, wrapping, incoming);
            default -> isAlarmsState(event.in("detail"))
                    ? AlarmReading.of(AlarmDocuments.ofEvent(event, delivery(wrapping, incoming)), incoming)
                    : AwsEvents.read(event, delivery(wrapping, incoming), incoming).orElseGet(
                            () -> new Reading.NoAlert(NoAlertReason.EVENTBRIDGE_OTHER_EVENT,
                                    "The event is not an alarm state change."));
        };
    }

    /** Whatever the event is called: AWS adds types, and input transformers write them. */
    private static boolean isAlarmsState(Fields detail) {
        return detail.has("alarmName") && detail.in("state").has("value") && !detail.has("operation");
    }

    private static Reading configurationChange(Fields event, Wrapping wrapping, Incoming incoming) {
        return event.in("detail").text("operation").strip().equalsIgnoreCase("delete")
                ? AlarmReading.deleted(AlarmDocuments.ofDeletion(event, delivery(wrapping, incoming)), incoming)
                : new Reading.NoAlert(NoAlertReason.ALARM_CONFIGURATION_CHANGE,
                        "The alarm's configuration changed. This does not open or resolve an incident.");
    }

    private static Reading otherMessage() {
        return new Reading.NoAlert(NoAlertReason.SNS_OTHER_MESSAGE, "The message is not a CloudWatch alarm.");
    }

    /** Plain text on a topic is normal; a broken alarm among it must not go unseen. */
    private static boolean mightBeAlarm(String message) {
        return startsLikeObject(message) && (message.contains("\"AlarmName\"")
                || message.contains("\"NewStateValue\"") || message.contains("CloudWatch Alarm State Change"));
    }

    private static boolean startsLikeObject(String text) {
        return text.stripLeading().startsWith("{");
    }

    private static boolean isRawDelivery(Incoming incoming) {
        return incoming.header("x-amz-sns-rawdelivery").equalsIgnoreCase("true");
    }

    private static String topic(Wrapping wrapping, Incoming incoming) {
        return wrapping.topicArn().isEmpty() ? incoming.header("x-amz-sns-topic-arn") : wrapping.topicArn();
    }

    private static String delivery(Wrapping wrapping, Incoming incoming) {
        return wrapping.deliveryId().isEmpty() ? incoming.header("x-amz-sns-message-id") : wrapping.deliveryId();
    }
}
