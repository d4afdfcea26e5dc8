package dev.tocsin.ingest.format.aws;

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

/**
 * Findings of GuardDuty and Security Hub. A finding comes from the member account and from the administrator's: the account is no
 * part of the identity. Both send updates of a finding again and again; its creation dates the occurrence.
 */
final class SecurityFindings {

    private static final StateWords STATES = StateWords.of("active|new|notified", "archived|resolved|passed",
            "suppressed");
    private static final double CRITICAL = 9;
    private static final double HIGH = 7;
    private static final double MEDIUM = 4;

    private SecurityFindings() {}

    static Reading guardDuty(Fields event, String delivery, Incoming incoming) {
        var detail = event.in("detail");
        var id = id(detail.first("id", "arn"), "detail.id");
        if (detail.at("service.archived").text().equals("true")) {
            return new Reading.NoAlert(NoAlertReason.SENDER_UPDATE, "The finding is archived in GuardDuty.");
        }
        var region = detail.first("region");
        var severity = detail.number("severity");
        var labels = labels(severity.isPresent() ? word(severity.getAsDouble()) : detail.first("severity"), "GuardDuty",
                detail.first("accountId"), region).put("finding_type", detail.first("type")).put("resource_type", detail
                        .first("resource.resourceType")).put("instance", detail.first(
                                "resource.instanceDetails.instanceId"));
        var draft = new AlertDraft(incoming, "cloudwatch").identity("guardduty", id).name(detail.first("type", "title"))
                .summary(detail.first("title")).description(detail.first("description")).labels(labels.all())
                .annotations(new Facts().put("finding_id", id).all()).value("severity", severity).value("count", detail
                        .firstNumber("service.count")).deliveryId(delivery).link("GuardDuty finding", region.isEmpty()
                                ? ""
                                : "https://" + region + ".console.aws.amazon.com/guardduty/home?region=" + region
                                        + "#/findings?macros=current&fId=" + id);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        return STATES.read("active", draft, clock.choose("createdAt", detail.first("createdAt",
                "service.eventFirstSeen")), incoming::receivedAt);
    }

    /** One finding in the AWS security finding format. Workflow state, record state or compliance can resolve it. */
    static Reading securityHub(Fields finding, String delivery, Incoming incoming) {
        var id = id(finding.first("Id"), "detail.findings[].Id");
        var product = finding.first("ProductName", "ProductFields.aws/securityhub/ProductName");
        var labels = labels(finding.first("Severity.Label", "FindingProviderFields.Severity.Label"), product.isEmpty()
                ? "Security Hub"
                : product, finding.first("AwsAccountId"), finding.first("Region")).put("finding_type", finding.first(
                        "Types.0")).put("resource", finding.first("Resources.0.Id")).put("resource_type", finding.first(
                                "Resources.0.Type")).put("control", finding.first("Compliance.SecurityControlId",
                                        "ProductFields.ControlId"));
        var title = finding.first("Title");
        var draft = new AlertDraft(incoming, "cloudwatch").identity("securityhub", id).name(title).summary(title)
                .description(finding.first("Description")).labels(labels.all()).annotations(new Facts().put(
                        "finding_id", id).put("remediation", finding.first("Remediation.Recommendation.Text")).all())
                .value("severity", finding.firstNumber("Severity.Normalized")).deliveryId(delivery).link("Remediation",
                        finding.first("Remediation.Recommendation.Url")).link("Finding", finding.first("SourceUrl"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("CreatedAt", finding.first("CreatedAt", "FirstObservedAt"));
        return STATES.read(state(finding), draft, since, () -> clock.choose("UpdatedAt", finding.first("UpdatedAt")));
    }

    private static String state(Fields finding) {
        if (finding.first("RecordState").equalsIgnoreCase("ARCHIVED")) {
            return "archived";
        } else if (finding.first("Compliance.Status").equalsIgnoreCase("PASSED")) {
            return "passed";
        }
        var workflow = finding.first("Workflow.Status", "WorkflowState");
        return workflow.isEmpty() ? "active" : workflow;
    }

    private static Facts labels(String severity, String product, String account, String region) {
        return new Facts().severity(severity).put("category", "security").put("product", product).put("account",
                account).put("region", region).put("service", product);
    }

    private static String word(double severity) {
        if (severity >= CRITICAL) {
            return "critical";
        } else if (severity >= HIGH) {
            return "high";
        }
        return severity >= MEDIUM ? "medium" : "low";
    }

    private static String id(String id, String field) {
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD, field + " is missing. Send the event unchanged.");
        }
        return id;
    }
}
