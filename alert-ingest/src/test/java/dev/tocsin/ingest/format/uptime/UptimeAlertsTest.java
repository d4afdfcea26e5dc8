package dev.tocsin.ingest.format.uptime;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.Nested;

class UptimeAlertsTest {

    @Nested
    class UptimeKuma extends SourceTableTest {

        private static final Body DOWN = Body.payload("uptimekuma/down-port-monitor");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofAlerts(UptimeKumaAlert.NAME, UptimeKumaAlert::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(DOWN).named("Port Monitor").summary("Port closed").firing("2022-08-26T01:02:24Z"),
                    row(DOWN.with("\"status\": 0", "\"status\": 1")).resolved("2022-08-26T01:02:24Z",
                            "2022-08-26T01:02:24Z"),
                    row(DOWN.with("+00:00", "+02:00")).firing("2022-08-25T23:02:24Z"),
                    row(DOWN.with("\"status\": 0", "\"status\": 3")).noAlert(NoAlertReason.SENDER_UPDATE),
                    row("test", "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"Tocsin Testing\"}").noAlert(
                            NoAlertReason.TEST_SEND),
                    row("certificate",
                            "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"[shop][https://x] leaf certificate x expires in 7 days\"}")
                            .severity("warning").firing("2026-03-10T12:00:00Z"),
                    row(formOf(DOWN)).firing("2022-08-26T01:02:24Z"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("down and up, as JSON and as form", DOWN, DOWN.with("\"status\": 0", "\"status\": 1"),
                    formOf(DOWN)), different("monitors", DOWN, DOWN.with("\"id\": 2", "\"id\": 3")));
        }

        private static Body formOf(Body body) {
            return Body.text(body.name() + " as form", "--b\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n"
                    + body.text() + "\r\n--b--\r\n").header("content-type", "multipart/form-data; boundary=b");
        }
    }

    @Nested
    class UptimeRobot extends SourceTableTest {

        private static final Body UP = Body.payload("uptimerobot/up");
        private static final Body DOWN = UP.with("\"alert_type\": \"2\"", "\"alert_type\": \"1\"");
        private static final Body FORM = Body.text("form",
                "monitorID=7&monitorURL=https%3A%2F%2Fshop.example&monitorFriendlyName=shop&alertType=1&alertDetails=HTTP+500&alertDateTime=1773140340")
                .header("content-type", "application/x-www-form-urlencoded");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofAlerts(UptimeRobotAlert.NAME, UptimeRobotAlert::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(UP).named("Mail Server").resolved("2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z")
                    .remark("identified by its address"), row(DOWN).firing("2026-03-10T12:00:00Z"),
                    row(FORM).firing("2026-03-10T10:59:00Z").summary("shop: HTTP 500").link("https://shop.example"),
                    row(FORM.with("alertType=1", "alertType=3")).severity("warning").named("shop: certificate expires"),
                    row("variables", "{\"monitorID\":\"*monitorID*\",\"alertType\":\"1\"}").refused(
                            RefusalReason.MISSING_FIELD, "*monitorID*"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("down and up", UP, DOWN), same("form", FORM, FORM.with("alertType=1", "alertType=2")),
                    different("monitor and its certificate", FORM, FORM.with("alertType=1", "alertType=3")));
        }
    }

    @Nested
    class Pingdom extends SourceTableTest {

        private static final Body DOWN = Body.payload("pingdom/down");
        private static final Body UP = Body.payload("pingdom/up");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofAlerts(PingdomAlert.NAME, PingdomAlert::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(DOWN).named("Alerta API on OpenShift").severity("high").firing("2017-06-30T22:25:43Z")
                    .label("host", "api.alerta.io").link("http://api.alerta.io/"), row(UP).resolved(
                            "2017-06-30T22:30:43Z", "2017-06-30T22:30:43Z"),
                    row(DOWN.with("\"tags\": []", "\"tags\": [\"service:api\",\"eu\"]")).label("service", "api").label(
                            "tags", "eu"),
                    row(DOWN.with("\"state_changed_timestamp\": 1498861543,", "")).firing("2017-06-30T22:25:43Z"),
                    row(DOWN.with("\"check_id\": 803318,", "")).refused(RefusalReason.MISSING_FIELD, "check_id"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("down and up", DOWN, UP), different("checks", DOWN, DOWN.with("803318", "803319")));
        }
    }
}
