package dev.tocsin.ingest.format.zabbix;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;

class ZabbixAlertTest extends SourceTableTest {

    private static final Body PROBLEM = Body.payload("zabbix/problem");
    private static final Body OURS = Body.text("media type of our docs", """
            {"event_id":"10528","event_value":"1","event_update_status":"0","event_date":"2026.03.10","event_time":"11:20:00",
             "event_name":"Disk is full","event_nseverity":"4","host":"db-1","tags":"[{\\"tag\\":\\"service\\",\\"value\\":\\"checkout\\"}]",
             "trigger_id":"77","opdata":"97 %","recovery_date":"{EVENT.RECOVERY.DATE}","recovery_time":"{EVENT.RECOVERY.TIME}",
             "link":"https://zabbix.example/tr_events.php?triggerid=77&eventid=10528"}""");
    private static final Body RECOVERED = OURS.with("\"event_value\":\"1\"", "\"event_value\":\"0\"").with(
            "{EVENT.RECOVERY.DATE}", "2026.03.10").with("{EVENT.RECOVERY.TIME}", "11:59:00");

    @Override
    protected AlertFormat format() {
        return ObjectFormat.ofAlerts(ZabbixAlert.NAME, ZabbixAlert::read);
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(PROBLEM).named("Zabbix agent on www.example.com is unreachable for 5 minutes").severity(
                "error").label("sender_severity", "Average").label("host", "www.example.com").firing(
                        "2026-03-10T12:00:00Z").link(
                                "https://zabbix.example.com/tr_events.php?triggerid=14032&eventid=10528"),
                row(PROBLEM.with("PROBLEM", "OK")).resolved("2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z"),
                row(OURS).summary("Disk is full on db-1").severity("high").label("service", "checkout").firing(
                        "2026-03-10T11:20:00Z"),
                row(OURS.with("\"event_nseverity\":\"4\"", "\"severity\":\"5\"")).severity("critical"),
                row(RECOVERED).resolved("2026-03-10T11:20:00Z", "2026-03-10T11:59:00Z"),
                row(OURS.with("11:20:00", "06:59:10")).firing("2026-03-10T11:59:10Z").remark("read as UTC-05:00"),
                row(RECOVERED.with("11:20:00", "15:50:00").with("11:59:00", "17:29:50")).resolved(
                        "2026-03-10T10:20:00Z", "2026-03-10T11:59:50Z").remark("read as UTC+05:30"),
                row(OURS.with("\"event_date\"", "\"event_timestamp\":\"1773122340\",\"event_date\"")).firing(
                        "2026-03-10T05:59:00Z"),
                row("formatted by a script", """
                        {"alert_uid":"77","title":"Host is down","state":"alerting","message":"m",
                         "link_to_upstream_details":"https://zabbix.example/e"}""").named("Host is down").link(
                        "https://zabbix.example/e").firing("2026-03-10T12:00:00Z"),
                row("macros", "{\"event_id\":\"{EVENT.ID}\",\"event_value\":\"{EVENT.VALUE}\"}").refused(
                        RefusalReason.MISSING_FIELD, "{EVENT.ID}"),
                row("unknown macro",
                        "{\"event_id\":\"*UNKNOWN*\",\"host\":\"h\",\"name\":\"n\",\"status\":\"PROBLEM\"}")
                        .remark("identified by host and name"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("problem and recovery", OURS, RECOVERED), same("by the link alone", PROBLEM, PROBLEM.with(
                "PROBLEM", "RESOLVED")), different("events", OURS, OURS.with("10528", "10529")));
    }
}
