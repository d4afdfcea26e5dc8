package dev.tocsin.standalone.drill.through;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives outside under policies/p0-p3.yml, by the rows of its runbook. */
class P0P3ThroughTest {

    private static final String API_DOWN = """
            - {name: production-api-down, labels: {alertname: production-api-down, app: api, environment: production}}
            """;
    private static final String DATABASE_CONNECTIONS = """
            - {name: production-db-connections, labels: {AlarmName: production-db-connections, Namespace: AWS/RDS, MetricName: DatabaseConnections, DBInstanceIdentifier: production-db}, source: cloudwatch, format: cloudwatch}
            """;
    private static final String DATABASE_CPU = """
            - {name: production-db-cpu, labels: {AlarmName: production-db-cpu, Namespace: AWS/RDS, MetricName: CPUUtilization, DBInstanceIdentifier: production-db}, source: cloudwatch, format: cloudwatch}
            """;
    private static final String TYPO = """
            - {name: TypoInFooter, labels: {alertname: TypoInFooter, app: api, environment: production, severity: low}, source: support}
            """;

    private final ThroughDrill drill;

    P0P3ThroughTest() throws Exception {
        drill = ThroughDrill.of("p0-p3");
    }

    @AfterEach
    void close() {
        drill.close();
    }

    @Test
    @DisplayName("D2: on-call and backup together, lead at 5, manager at 15, vice president at 30, CTO at 45 minutes, each by an alert of their own")
    void shouldClimbToTheCto() throws Exception {
        drill.play(API_DOWN).pass(Duration.ofMinutes(50));

        assertThat(drill.arrived("pagerduty", "opsgenie")).containsExactly("0m pagerduty on-call: triggered",
                "0m opsgenie alert: created", "5m pagerduty leads: triggered", "15m pagerduty managers: triggered",
                "30m pagerduty vp: triggered", "45m pagerduty cto: triggered");
        assertThat(drill.arrived("mail")).contains("30m mail vp-engineering@example.org: mailed",
                "45m mail cto@example.org: mailed");
    }

    @Test
    @DisplayName("D2: leadership at once, a war room, the status page and a post in the channel")
    void shouldDoAtOnceWhatAP0Asks() throws Exception {
        drill.play(API_DOWN + """
                - {after: 30s, command: acknowledge, by: anna, via: pagerduty}
                - {command: assign-role, role: commander, person: backup, by: anna}
                - {after: 2m, command: update, by: anna, text: We undo a deployment}
                """);

        assertThat(drill.arrived("slack", "mail", "statuspage")).containsSubsequence("0m slack C0ONCALL: posted",
                "0m slack C0BACKUP: posted", "0m slack C0INCIDENTRESPONSE: posted",
                "0m statuspage p0-p3: published investigating", "0m mail leadership@example.org: mailed",
                "0m slack C0LEADERSHIP: posted");
        assertThat(drill.arrivals("slack")).filteredOn(it -> it.text().startsWith("*War room open")).extracting(it -> it
                .place()).containsExactlyInAnyOrder("C0ONCALL", "C0BACKUP", "C0INCIDENTRESPONSE");
        assertThat(drill.arrivals("slack").getLast().text()).contains("*Update* We undo a deployment", "*Lead* backup");
    }

    @Test
    @DisplayName("D4: P0 has updates every 15 minutes, and every 30 on the status page")
    void shouldAskForUpdatesOfAP0() throws Exception {
        drill.play(API_DOWN + """
                - {after: 30s, command: acknowledge, by: anna}
                - {command: assign-role, role: commander, person: backup, by: anna}
                """).pass(Duration.ofMinutes(60));

        assertThat(asked("C0BACKUP")).containsExactly("12m Status update due in 3 min",
                "27m Status update due in 3 min",
                "27m Update for customers due in 3 min", "42m Status update due in 3 min",
                "57m Status update due in 3 min", "57m Update for customers due in 3 min");
        assertThat(asked("C0ENGMANAGER")).containsExactly("15m Status update missed, promised for now",
                "30m Status update missed, promised for now",
                "30m Update for customers missed, promised for now", "45m Status update missed, promised for now",
                "60m Status update missed, promised for now",
                "60m Update for customers missed, promised for now");
    }

    @Test
    @DisplayName("D4: P1 has updates every 30 minutes, and every hour on the status page")
    void shouldAskForUpdatesOfAP1() throws Exception {
        drill.play(DATABASE_CONNECTIONS + "- {after: 1m, command: acknowledge, by: anna}\n").pass(Duration.ofMinutes(
                62));

        assertThat(asked("C0ONCALL")).containsExactly("25m Status update due in 5 min",
                "55m Status update due in 5 min",
                "55m Update for customers due in 5 min");
        assertThat(asked("C0TEAMLEADS")).containsExactly("30m Status update missed, promised for now",
                "60m Status update missed, promised for now",
                "60m Update for customers missed, promised for now");
    }

    @Test
    @DisplayName("D4: P2 has an update every 2 hours, P3 one a day, and neither is on the status page")
    void shouldAskForUpdatesOfTheRest() throws Exception {
        drill.play(DATABASE_CPU + "- {after: 10m, command: acknowledge, by: anna}\n").pass(Duration.ofMinutes(235))
                .play(TYPO
                        + "- {after: 1h, command: acknowledge, by: anna}\n").pass(Duration.ofHours(24));

        assertThat(asked("C0ONCALL")).startsWith("110m Status update due in 10 min",
                "120m Status update missed, promised for now",
                "230m Status update due in 10 min");
        assertThat(asked("C0TEAMLEAD")).startsWith((245 + 23 * 60) + "m Status update due in 1 h");
        assertThat(drill.arrived("statuspage")).isEmpty();
    }

    @Test
    @DisplayName("D4: what is said to customers reaches the status page, what is said to the team the channel")
    void shouldPublishUpdates() throws Exception {
        drill.play(API_DOWN + """
                - {after: 30s, command: acknowledge, by: anna}
                - {after: 5m, command: update, by: anna, text: A deployment is undone, audience: inside}
                - {after: 5m, command: update, by: anna, text: We are working on it, audience: outside, status: identified}
                """);

        assertThat(drill.arrived("statuspage")).containsExactly("0m statuspage p0-p3: published investigating",
                "10m statuspage p0-p3: updated identified");
        assertThat(drill.text("10m statuspage p0-p3: updated identified")).contains("We are working on it");
        assertThat(drill.arrivals("slack")).filteredOn(it -> it.place().equals("C0INCIDENTRESPONSE") && it.text()
                .startsWith("*Update")).extracting(it -> it.line()).containsExactly(
                        "5m slack C0INCIDENTRESPONSE: replied", "10m slack C0INCIDENTRESPONSE: replied");
    }

    @Test
    @DisplayName("D5: an acknowledge at PagerDuty stops the climb and is told at Opsgenie")
    void shouldTellOpsgenieOfAnAcknowledgeAtPagerDuty() throws Exception {
        drill.play(API_DOWN + "- {after: 4m, command: acknowledge, by: anna, via: pagerduty}\n").pass(Duration.ofHours(
                2));

        assertThat(drill.arrived("pagerduty", "opsgenie")).containsExactly("0m pagerduty on-call: triggered",
                "0m opsgenie alert: created", "4m pagerduty on-call: acknowledged", "4m opsgenie alert: acknowledged");
        assertThat(drill.text("4m opsgenie alert: acknowledged")).startsWith("Acknowledged by anna");
    }

    @Test
    @DisplayName("D5: an acknowledge at Opsgenie stops the climb and is told at PagerDuty; the end closes both")
    void shouldTellPagerDutyOfAnAcknowledgeAtOpsgenie() throws Exception {
        drill.play(API_DOWN + """
                - {after: 4m, command: acknowledge, by: ben, via: opsgenie}
                - {after: 6m, command: resolve, by: ben, fix: undone}
                """);

        assertThat(drill.arrived("pagerduty", "opsgenie")).containsExactly("0m pagerduty on-call: triggered",
                "0m opsgenie alert: created", "4m pagerduty on-call: acknowledged", "4m opsgenie alert: acknowledged",
                "10m pagerduty on-call: resolved", "10m opsgenie alert: closed");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("D6: severity, status, impact, started at, services affected, current action, next update in")
    void shouldFillTheTemplate() throws Exception {
        drill.play(API_DOWN + """
                - {after: 30s, command: acknowledge, by: anna}
                - {after: 7m30s, command: update, by: anna, audience: both, text: A deployment is undone, status: identified, next: 25m}
                """);

        assertThat(drill.text("0m slack C0INCIDENTRESPONSE: posted")).contains("*Severity* P0",
                "*Status* investigating",
                "*Impact* customers are affected", "*Since* 2026-11-20 03:00:00 UTC", "*Service* api",
                "*Current action* ", "*Next update* 2026-11-20 03:15:00 UTC (in 15 min)");
        assertThat(drill.text("8m slack C0INCIDENTRESPONSE: replied")).contains("*Update* A deployment is undone",
                "*Status* identified", "*Next update* 2026-11-20 03:33:00 UTC (in 25 min)");
        assertThat(drill.text("8m statuspage p0-p3: updated identified")).contains("A deployment is undone");
    }

    @Test
    @DisplayName("D9: the resolution is sent with the way to the review document, which is late after 48 hours")
    void shouldSendTheResolutionAndAskForTheReview() throws Exception {
        drill.play(API_DOWN + """
                - {after: 30s, command: acknowledge, by: anna}
                - {command: assign-role, role: commander, person: backup, by: anna}
                - {after: 4m, command: mitigate, by: anna, action: rolled back}
                - {after: 3m30s, command: resolve, by: anna, cause: a deployment, fix: rolled back}
                """).pass(Duration.ofHours(49));

        assertThat(drill.text("8m mail leadership@example.org: mailed")).startsWith("Resolved by anna: [P0] api")
                .contains(
                        "a deployment", "rolled back", "8 min in total", "Review document");
        assertThat(drill.arrivals("slack")).filteredOn(it -> it.place().equals("C0INCIDENTRESPONSE") && it.text()
                .startsWith("*Resolved")).hasSize(2).allMatch(it -> it.text().contains("Review document"));
        assertThat(drill.text((48 * 60 + 8) + "m mail leadership@example.org: mailed")).startsWith("BREACHED").contains(
                "not reviewed within 48 h", "Review document");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("D10: leadership is told directly of a P1, the lead is told and not woken, and the page is published")
    void shouldTellTheStakeholdersOfAP1() throws Exception {
        drill.play(DATABASE_CONNECTIONS).pass(Duration.ofMinutes(4));

        assertThat(drill.arrived()).containsExactly("0m pagerduty on-call: triggered", "0m slack C0ONCALL: posted",
                "0m slack C0INCIDENTRESPONSE: posted", "0m statuspage p0-p3: published investigating",
                "0m mail leadership@example.org: mailed", "0m slack C0LEADERSHIP: posted",
                "0m slack C0TEAMLEADS: posted");
    }

    @Test
    @DisplayName("D10: of a P2 only the channel learns")
    void shouldTellNobodyElseOfAP2() throws Exception {
        drill.play(DATABASE_CPU).pass(Duration.ofMinutes(30));

        assertThat(drill.arrived()).containsExactly("0m pagerduty on-call: triggered", "0m slack C0ONCALL: posted",
                "0m slack C0INCIDENTRESPONSE: posted");
    }

    /** What somebody is asked for in a room, by minute. */
    private java.util.List<String> asked(String room) {
        return drill.arrivals("slack").stream().filter(it -> it.place().equals(room)).map(it -> it.at().toMinutes()
                + "m "
                + it.text().lines().findFirst().orElse("").replaceAll("[*]|:.*", "")).filter(it -> !it.contains(
                        "BREACHED") && it.contains("pdate "))
                .toList();
    }
}
