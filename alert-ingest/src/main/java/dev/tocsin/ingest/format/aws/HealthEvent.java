package dev.tocsin.ingest.format.aws;

import java.util.OptionalDouble;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** AWS Health: only an {@code issue} is an alert; scheduled changes and account notifications are not. One ARN for all its events. */
final class HealthEvent {

    private static final StateWords STATES = StateWords.of("open|upcoming", "closed|resolved", "");

    private HealthEvent() {}

    static Reading read(Fields event, String delivery, Incoming incoming) {
        var detail = event.in("detail");
        var category = detail.first("eventTypeCategory");
        if (!category.isEmpty() && !category.equals("issue") && !category.equals("investigation")) {
            return new Reading.NoAlert(NoAlertReason.EVENTBRIDGE_OTHER_EVENT, "The event of AWS Health is of category '"
                    + category + "': only issues are alerts.");
        }
        var arn = detail.first("eventArn");
        if (arn.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD, "detail.eventArn is missing. Send the event "
                    + "unchanged.");
        }
        var code = detail.first("eventTypeCode");
        var labels = new Facts().put("aws_service", detail.first("service")).put("service", detail.first("service"))
                .put("account", detail.first("affectedAccount")).put("account", event.first("account")).put("region",
                        detail.first("eventRegion")).put("region", event.first("region")).put("event_type", code).put(
                                "scope", detail.first("eventScopeCode"));
        var draft = new AlertDraft(incoming, "cloudwatch").identity("health", arn).name(code).summary(code.replace('_',
                ' ') + " in " + labels.all().getOrDefault("region", "AWS")).description(detail.first(
                        "eventDescription.0.latestDescription")).labels(labels.all()).annotations(new Facts().put("arn",
                                arn).put("resource", event.first("resources.0")).all()).value("affected_entities",
                                        detail
                                                .in("affectedEntities").isArray()
                                                        ? OptionalDouble.of(detail.list("affectedEntities").size())
                                                        : OptionalDouble.empty()).deliveryId(delivery).link(
                                                                "AWS Health",
                                                                "https://health.aws.amazon.com/health/home#/account/dashboard/open-issues");
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("startTime", detail.first("startTime"));
        return STATES.read(detail.first("statusCode"), draft, since, () -> clock.choose("endTime", detail.first(
                "endTime", "lastUpdatedTime")));
    }
}
