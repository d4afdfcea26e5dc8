package dev.tocsin.ingest.format.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class GoogleCloudAlertTest extends SourceTableTest {

    private static final Body OPEN = Body.payload("gcp/v1.1-open");
    private static final Body CLOSED = Body.payload("gcp/v1.1-closed");
    private static final Body NEWER = Body.text("version 1.2",
            """
            {"version":"1.2","incident":{"incident_id":"0.abc","scoping_project_id":"shop-prod","url":"https://console.cloud.google.com/i/0.abc",
             "started_at":1773140340,"ended_at":null,"state":"open","summary":"CPU above 0.9","observed_value":"0.95","threshold_value":"0.9",
             "severity":"Error","policy_name":"CPU","condition_name":"VM CPU","policy_user_labels":{"team":"core"},
             "resource":{"type":"cloud_run_revision","labels":{"service_name":"checkout","project_id":"shop-prod"}},
             "metric":{"type":"run.googleapis.com/cpu","displayName":"CPU","labels":{"zone":"a"}},
             "documentation":{"content":"look","subject":"[ALERT] CPU","links":[{"displayName":"Playbook","url":"https://wiki.example/cpu"}]}}}""");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(GoogleCloudAlert.NAME, GoogleCloudAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(OPEN).named("Webserver Health").firing("2017-07-06T19:10:14Z").label("resource",
                "webserver-85").noLabel("severity").link(
                        "https://app.stackdriver.com/incidents/f2e08c333dc64cb09f75eaab355393bz"),
                row(CLOSED).resolved("2017-07-06T19:10:14Z", "2017-07-06T19:20:36Z"),
                row(NEWER).severity("error").label("service", "checkout").label("team", "core").label("project",
                        "shop-prod").label("zone", "a").value("observed", 0.95).value("threshold", 0.9).summary(
                                "[ALERT] CPU").link("https://wiki.example/cpu").firing("2026-03-10T10:59:00Z"),
                row(pushed(NEWER)).firing("2026-03-10T10:59:00Z").label("service", "checkout"),
                row(NEWER.with("\"version\":\"1.2\"", "\"version\":\"test\"")).noAlert(NoAlertReason.TEST_SEND),
                row(OPEN.with("incident_id", "incident_number")).refused(RefusalReason.MISSING_FIELD, "incident_id"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("open and closed", OPEN, CLOSED), same("by Pub/Sub too", NEWER, pushed(NEWER)), different(
                "incidents", OPEN, NEWER));
    }

    private static Body pushed(Body body) {
        return Body.text(body.name() + " by Pub/Sub", "{\"message\":{\"data\":\"" + Base64.getEncoder().encodeToString(
                body.text().getBytes(UTF_8)) + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}");
    }
}
