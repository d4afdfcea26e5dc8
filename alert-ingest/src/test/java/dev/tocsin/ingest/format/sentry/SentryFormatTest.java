package dev.tocsin.ingest.format.sentry;

import static dev.tocsin.ingest.Requests.RECEIVED_AT;
import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.noAlert;
import static dev.tocsin.ingest.Requests.payload;
import static dev.tocsin.ingest.Requests.refusal;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentryFormatTest {

    private static final Instant HOOK_SENT = RECEIVED_AT.minusSeconds(3);

    private final AlertFormat format = new SentryFormat();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            issue-created-for-exception        | issue        | FIRING   | zulip-integration-testing
            issue-resolved                     | issue        | RESOLVED | zulip-integration-testing
            event-for-message-python           | event_alert  | FIRING   | zulip-integration-testing
            event-for-exception-python         | event_alert  | FIRING   | zulip-integration-testing
            legacy-plugin-exception-python     | ''           | FIRING   | foo-live
            metric-alert-critical-with-actions | metric_alert | FIRING   |
            """)
    void shouldReadHooksWithAndWithoutTheHeader(String name, String resource, AlertStatus status, String project) {
        var with = alert(format, request(Payloads.bytes("sentry/" + name),
                Map.of("sentry-hook-resource", resource == null ? "" : resource)));
        var without = alert(format, payload("sentry/" + name));

        assertThat(with).isEqualTo(without);
        assertThat(with.getStatus()).isEqualTo(status);
        assertThat(with.getLabels().get("project")).isEqualTo(project);
        assertThat(with.getSummary()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            comment-created,        SENTRY_OTHER_RESOURCE
            installation-created,   SENTRY_OTHER_RESOURCE
            issue-assigned-to-team, SENTRY_ISSUE_UPDATED
            issue-ignored,          SENTRY_ISSUE_IGNORED
            """)
    void shouldAcceptWithoutAlert(String name, NoAlertReason reason) {
        assertThat(noAlert(format, payload("sentry/" + name)).reason()).isEqualTo(reason);
    }

    @Test
    void shouldJoinAnEventToItsIssue() {
        var event = alert(format, payload("sentry/event-for-exception-python"));
        var issue = alert(format, request("""
                {"action":"resolved","data":{"issue":{"id":"1635244907","title":"x","project":{"slug":"p"}}}}"""));

        assertThat(event.getIdentity()).isEqualTo(issue.getIdentity());
        assertThat(event.getStartsAt()).isEqualTo(Instant.parse("2020-04-28T13:56:05.903Z"));
    }

    @Test
    void shouldReadAnErrorHook() {
        var alert = alert(format, request("""
                {"action":"created","data":{"error":{"event_id":"bb78","issue_id":"77","title":"ReferenceError: x",
                "message":"","level":"error","project":1,"timestamp":1566248317.391,"url":
                "https://sentry.example/api/0/projects/org/front-end/events/bb78/","tags":[["user","ip:192.0.2.1"],
                ["environment","production"]],"user":{"ip_address":"192.0.2.1"}}}}"""));

        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2019-08-19T20:58:37.391Z"));
        assertThat(alert.getLabels()).containsEntry("project", "front-end").containsEntry("environment", "production")
                .doesNotContainKey("user");
        assertThat(alert.toString()).doesNotContain("192.0.2.1");
    }

    @Test
    void shouldTakeTheTimeOfATransitionFromTheHookNotFromTheLastEvent() {
        var resolved = alert(format, request(Payloads.bytes("sentry/issue-resolved"),
                Map.of("sentry-hook-timestamp", Long.toString(HOOK_SENT.getEpochSecond()))));

        assertThat(resolved.getStartsAt()).isBetween(HOOK_SENT, RECEIVED_AT);
        assertThat(resolved.getEndsAt()).contains(resolved.getStartsAt());
    }

    @Test
    void shouldOrderAReopenAfterTheResolveThoughNoNewEventCame() {
        var resolved = alert(format, request(issue("resolved"), "sentry-hook-timestamp",
                Long.toString(RECEIVED_AT.minusSeconds(60).getEpochSecond())));
        var reopened = alert(format, request(issue("unresolved"), "sentry-hook-timestamp",
                Long.toString(RECEIVED_AT.minusSeconds(30).getEpochSecond())));

        assertThat(reopened.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(reopened.getStartsAt()).isAfter(resolved.getStartsAt());
    }

    @Test
    void shouldNotBelieveAHookTimestampFromFarAway() {
        var resolved = alert(format, request(issue("resolved"), "sentry-hook-timestamp", "9999999999"));

        assertThat(resolved.getStartsAt()).isEqualTo(RECEIVED_AT);
    }

    @Test
    void shouldNotBelieveAnEventFromTheFuture() {
        var alert = alert(format, request(
                """
                {"action":"triggered","data":{"event":{"issue_id":"5","title":"t","datetime":"2026-03-10T12:30:00Z"}}}"""));

        assertThat(alert.getStartsAt()).isEqualTo(RECEIVED_AT);
    }

    @ParameterizedTest(name = "{0} is {1}, severity {2}")
    @CsvSource(textBlock = """
            critical, FIRING,   critical
            warning,  FIRING,   warning
            open,     FIRING,
            resolved, RESOLVED,
            """)
    void shouldTakeStateAndSeverityOfAMetricAlertFromTheAction(String action, AlertStatus status, String severity) {
        var alert = alert(format, request("""
                {"action":"%s","data":{"description_text":"1000 events\\\\nFilter: x","description_title":"Too many",
                "metric_alert":{"id":"4","status":2,"date_started":"2020-09-13T12:26:40.000000Z","date_closed":null,
                "projects":["bar"],"title":"Sacred Marmot","alert_rule":{"id":"7","name":"Too many errors"}}}}"""
                .formatted(action)));

        assertThat(alert.getStatus()).isEqualTo(status);
        assertThat(alert.getLabels().get("severity")).isEqualTo(severity);
        assertThat(alert.getLabels()).containsEntry("project", "bar");
        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2020-09-13T12:26:40Z"));
        assertThat(alert.getDescription()).isEqualTo("1000 events\nFilter: x");
        assertThat(alert.getName()).isEqualTo("Too many errors");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"unresolved,FIRING", "resolved,RESOLVED"})
    void shouldReadAnActivityAlertByTheIssuesStatus(String issueStatus, AlertStatus status) {
        var alert = alert(format, request("""
                {"action":"triggered","data":{"alert":{"id":1},"issue":{"id":"9","title":"t","status":"%s"}}}"""
                .formatted(issueStatus), "sentry-hook-resource", "activity_alert"));

        assertThat(alert.getStatus()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"seer_root_cause_started", "seer_root_cause_completed", "seer_pr_created", "note",
            "assigned", "deploy", "SEER_RCA_COMPLETED"})
    @DisplayName("A14: an activity alert that reports progress is no alert")
    void shouldNotAlertOnProgress(String type) {
        var reading = noAlert(format, request(activity(type), "sentry-hook-resource", "activity_alert"));

        assertThat(reading.reason()).isEqualTo(NoAlertReason.SENTRY_PROGRESS);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"set_regression,FIRING", "set_unresolved,FIRING", "set_escalating,FIRING", "set_resolved,RESOLVED",
            "set_resolved_in_release,RESOLVED"})
    @DisplayName("A14: an activity alert that tells of a fault or of its end still does")
    void shouldAlertOnFaults(String type, AlertStatus status) {
        var alert = alert(format, request(activity(type), "sentry-hook-resource", "activity_alert"));

        assertThat(alert.getStatus()).isEqualTo(status);
        assertThat(alert.getIdentity()).isEqualTo(alert(format, request(issue("created"))).getIdentity());
    }

    @Test
    @DisplayName("A14: a legacy body whose event has no title is read where its facts stand")
    void shouldReadLegacyWithoutTitle() {
        var alert = alert(format, request("""
                {"project":"alerta5","project_slug":"alerta5","project_name":"alerta5","culprit":"runner in main",
                "url":"https://sentry.io/acme/alerta5/issues/541485531/","logger":null,"level":"error",
                "message":"This is an example","id":"541485531","event":{"received":1773136800,"event_id":"0476",
                "tags":[["server_name","web-1"],["environment","prod"]],"extra":{"length":10837790}}}"""));

        assertThat(alert.getSummary()).isEqualTo("This is an example");
        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2026-03-10T10:00:00Z"));
        assertThat(alert.getLabels()).containsEntry("environment", "prod").containsEntry("server_name", "web-1")
                .containsEntry("level", "error");
        assertThat(alert.getAnnotations()).containsEntry("event_id", "0476").containsEntry("issue_id", "541485531")
                .containsEntry("culprit", "runner in main");
        assertThat(alert.getRemarks()).isEmpty();
    }

    @Test
    @DisplayName("A14: a legacy body without the issue's id is known by the id in its address")
    void shouldReadLegacyWithoutId() {
        var alert = alert(format, request("""
                {"project":"shop","url":"https://sentry.io/acme/shop/issues/1/","message":"m",
                "event":{"timestamp":1773136800}}"""));

        assertThat(alert.getIdentity()).isEqualTo(alert(format, request(issue("created"))).getIdentity());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"deleted", "merged"})
    @DisplayName("A10: an issue that is gone in Sentry ends its alert and says so")
    void shouldResolveDeletedOrMergedIssue(String action) {
        var alert = alert(format, request(issue(action)));

        assertThat(alert.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alert.getEndReason()).isEqualTo("the issue was " + action + " in Sentry");
        assertThat(alert.getRemarks()).contains("ended without recovery: the issue was " + action + " in Sentry");
    }

    @Test
    @DisplayName("A3: tags move the service of an issue, and never its identity")
    void shouldKeepAnIssuesIdentityWhateverItsTagsSay() {
        var created = alert(format, request(issue("created")));
        var event = alert(format, request(
                """
                {"action":"triggered","data":{"event":{"issue_id":"1","title":"t","tags":[["service","checkout"]]}}}"""));
        var resolved = alert(format, request("""
                {"action":"resolved","data":{"issue":{"id":1,"title":"t"}}}"""));

        assertThat(List.of(event, resolved)).extracting("identity").containsOnly(created.getIdentity());
        assertThat(format.identityOutlivesLabels()).isTrue();
    }

    private static String activity(String type) {
        return """
                {"action":"triggered","data":{"alert":{"title":"watch"},"activity":{"type":"%s","details":{"run_id":1}},
                "issue":{"id":"1","title":"t","status":"unresolved","substatus":"ongoing"}}}""".formatted(type);
    }

    @Test
    void shouldReadAServiceHook() {
        var alert = alert(format, request("""
                {"project":{"slug":"shop","id":"2"},"group":{"id":"9","url":"https://s.example/i/9"},
                "event":{"title":"boom","datetime":"2026-03-10T11:00:00Z"}}"""));

        assertThat(alert.getIdentity())
                .isEqualTo(alert(format, request(issue("created").replace("\"1\"", "\"9\""))).getIdentity());
        assertThat(alert.getLabels()).containsEntry("project", "shop");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UNKNOWN_SHAPE |              | {}
            UNKNOWN_SHAPE |              | {"data":{}}
            MISSING_FIELD | issue        | {"action":"created","data":{}}
            MISSING_FIELD | issue        | {"action":"created","data":{"issue":{"title":"t"}}}
            MISSING_FIELD | metric_alert | {"action":"critical","data":{"metric_alert":{}}}
            UNKNOWN_STATE | metric_alert | {"action":"purple","data":{"metric_alert":{"id":"1"}}}
            UNKNOWN_SHAPE |              | [1]
            """)
    void shouldRefuse(RefusalReason reason, String resource, String body) {
        var request = resource == null ? request(body) : request(body, "sentry-hook-resource", resource);

        assertThat(refusal(format, request).reason()).isEqualTo(reason);
    }

    @Test
    void shouldNotMindBrokenTextInPartsOfAnEventThatNobodyReads() {
        var alert = alert(format, request("""
                {"data":{"event":{"issue_id":"5","title":"t","datetime":"2026-03-10T11:00:00Z",
                "exception":{"values":[{"value":"\\ud800 \\u0000"}]}}}}"""));

        assertThat(alert.getName()).isEqualTo("t");
    }

    private static String issue(String action) {
        return """
                {"action":"%s","data":{"issue":{"id":"1","title":"t","project":{"slug":"shop"},
                "firstSeen":"2026-03-01T00:00:00Z","lastSeen":"2026-03-02T00:00:00Z"}}}""".formatted(action);
    }
}
