package dev.tocsin.ingest.format.newrelic;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class NewRelicAlertTest extends SourceTableTest {

    private static final Body ACTIVATED = Body.payload("newrelic/workflow-activated");
    private static final Body WORKFLOW = Body.text("default template", """
            {"id":"5e8a-77","issueUrl":"https://radar-api.service.newrelic.com/accounts/1/issues/5e8a-77","title":"Checkout is slow",
             "priority":"CRITICAL","impactedEntities":["checkout","db-1"],"totalIncidents":2,"state":"ACTIVATED","trigger":"STATE_CHANGE",
             "isCorrelated":"false","createdAt":1773140340000,"updatedAt":1773140400000,"sources":["newrelic"],
             "alertPolicyNames":["Golden signals"],"alertConditionNames":["p95"],"workflowName":"w"}""");
    private static final Body LEGACY = Body.text("legacy channel", """
            {"account_id":1,"account_name":"shop","condition_id":5,"condition_name":"High CPU","current_state":"open","details":"CPU > 90%",
             "event_type":"INCIDENT","incident_id":42,"incident_url":"https://alerts.newrelic.com/accounts/1/incidents/42","policy_name":"Hosts",
             "runbook_url":"https://wiki.example/cpu","severity":"WARNING","targets":[{"id":"9","name":"web-1","labels":{"env":"prod"}}],
             "timestamp":1773140340000}""");

    private static final Body EVENT_TYPE = LEGACY.with("\"current_state\":\"open\",", "").with("\"INCIDENT\"",
            "\"INCIDENT_OPEN\"");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(NewRelicAlert.NAME, NewRelicAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(ACTIVATED).named("Server Down").firing("2020-11-11T22:32:11.151Z").label("policy",
                "Test policy name").link("https://alerts.newrelic.com/accounts/2941966/incidents/1234"),
                row(WORKFLOW).named("p95").summary("Checkout is slow").severity("critical").label("service", "checkout")
                        .label("policy", "Golden signals").firing("2026-03-10T10:59:00Z"),
                row(WORKFLOW.with("\"ACTIVATED\"", "\"CLOSED\"")).resolved("2026-03-10T10:59:00Z",
                        "2026-03-10T11:00:00Z"),
                row(WORKFLOW.with("\"ACTIVATED\"", "\"ACKNOWLEDGED\"")).noAlert(NoAlertReason.SENDER_UPDATE),
                row(LEGACY).severity("warning").label("service", "web-1").label("env", "prod").link(
                        "https://wiki.example/cpu").firing("2026-03-10T10:59:00Z"),
                row(LEGACY.with("\"open\"", "\"closed\"")).resolved("2026-03-10T10:59:00Z", "2026-03-10T10:59:00Z"),
                row(LEGACY.with("\"open\"", "\"test\"")).noAlert(NoAlertReason.TEST_SEND),
                row(EVENT_TYPE).firing("2026-03-10T10:59:00Z"),
                row(EVENT_TYPE.with("INCIDENT_OPEN", "INCIDENT_CLOSE")).resolved("2026-03-10T10:59:00Z",
                        "2026-03-10T10:59:00Z"),
                row(ACTIVATED.with("\"id\"", "\"ident\"")).refused(RefusalReason.MISSING_FIELD, "issue ID"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("state and its case", WORKFLOW, WORKFLOW.with("ACTIVATED", "closed"), WORKFLOW.with(
                "ACTIVATED", "created")), same("legacy", LEGACY, LEGACY.with("\"open\"", "\"closed\"")), different(
                        "issues", ACTIVATED, WORKFLOW, LEGACY));
    }
}
