package dev.tocsin.ingest.format.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.schemas.outside.OutsideKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What others opened in PagerDuty and Opsgenie, without loops: what we opened stays an answer. */
class PagersAsSourcesTest {

    @Nested
    class PagerDuty extends SourceTableTest {

        private static final Body TRIGGERED = Body.payload("pagerduty/v3-triggered");
        private static final Body RESOLVED = Body.payload("pagerduty/v3-resolved");
        private static final Body KEYED = Body.text("with a key",
                """
                {"event":{"id":"01E","event_type":"incident.triggered","occurred_at":"2026-03-10T10:59:05Z","agent":null,"data":{"id":"Q1",
                 "number":7,"status":"triggered","title":"DB down","incident_key":"foreign","created_at":"2026-03-10T10:59:00Z","urgency":"high",
                 "html_url":"https://shop.pagerduty.com/incidents/Q1","service":{"id":"P1","summary":"orders"},"priority":{"summary":"P2"}}}}""");

        @Override
        protected AlertFormat format() {
            return new PagerDutyFormat(Pages.desk()).takingAlerts();
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(KEYED).firing("2026-03-10T10:59:00Z").severity("high").label("service", "orders")
                    .named(
                            "DB down").link("https://shop.pagerduty.com/incidents/Q1"),
                    row(KEYED.with("incident.triggered", "incident.resolved")).resolved("2026-03-10T10:59:00Z",
                            "2026-03-10T10:59:05Z"),
                    row(KEYED.with("incident.triggered", "incident.acknowledged")).noAlert(NoAlertReason.SENDER_UPDATE),
                    row(KEYED.with("\"incident_key\":\"foreign\",", "")).noAlert(NoAlertReason.UNDECIDED),
                    row(TRIGGERED).alert(alert -> {}), row(RESOLVED).alert(alert -> {}), row("ping",
                            "{\"event\":{\"event_type\":\"pagey.ping\",\"data\":{}}}").noAlert(
                                    NoAlertReason.TEST_SEND));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("life of an incident", KEYED, KEYED.with("incident.triggered", "incident.reopened"),
                    KEYED.with("incident.triggered", "incident.resolved")), different("incidents", TRIGGERED, RESOLVED,
                            KEYED));
        }
    }

    @Nested
    class Opsgenie extends SourceTableTest {

        private static final Body CREATE = Body.payload("opsgenie/create");
        private static final Body CLOSE = Body.payload("opsgenie/close");

        @Override
        protected AlertFormat format() {
            return new OpsgenieFormat(Pages.desk()).takingAlerts();
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(CREATE).firing("2017-08-14T11:25:56.288Z").severity("warning").label("entity",
                    "Server").named("another alert"), row(CLOSE).resolved("2015-01-05T10:03:11.104Z",
                            "2015-01-05T10:06:14.669Z"),
                    row("opsgenie/acknowledge").noAlert(NoAlertReason.SENDER_UPDATE),
                    row(CREATE.with("\"Create\"", "\"MyOwnWord\"")).noAlert(NoAlertReason.SENDER_UPDATE), row(CREATE
                            .with("\"alias\":\"alert-alias\",", "")).noAlert(NoAlertReason.UNDECIDED));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("created twice and closed", CREATE, CREATE.with("1502709956288000110",
                    "1502709957288000110"), CREATE.with("\"Create\"", "\"Close\"")), different("alerts", CREATE,
                            CLOSE));
        }
    }

    /** Without the setting, and for our own pages with it, nothing is an alert. */
    @Nested
    class OnlyAnswers extends SourceTableTest {

        @Override
        protected AlertFormat format() {
            return new PagerDutyFormat(Pages.desk());
        }

        @Test
        void shouldTakeNoPageOfOursForAnAlertEvenWithTheSetting() {
            var ours = PagerDuty.KEYED.with("foreign", OutsideKey.of("0a1b2c3d-abcdefgh2345", 1, "pagerduty").text());

            var reading = new PagerDutyFormat(Pages.desk()).takingAlerts().read(Requests.request(ours.text()));

            assertThat(reading).isInstanceOfSatisfying(Reading.NoAlert.class, silent -> assertThat(silent.reason())
                    .isEqualTo(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE));
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(PagerDuty.KEYED).noAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE), row(
                    "pagerduty/v3-resolved").noAlert(NoAlertReason.ANSWER_ABOUT_SOMETHING_ELSE));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("none"));
        }
    }
}
