package dev.tocsin.standalone.drill.through;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives outside under policies/bonsai.yml, by the rows of its runbook. */
class BonsaiThroughTest {

    private static final String ROOM = "#incident-20261120-bonsapi-is-down";
    private static final String API_DOWN = """
            - {name: ApiDown, labels: {alertname: ApiDown, app: bonsapi, environment: production, severity: critical}, summary: API returning 502 errors}
            """;
    private static final String STRIPE_ERRORS = """
            - {name: StripeErrors, labels: {alertname: StripeErrors, service: stripe, environment: production, severity: error}, source: datadog}
            """;
    private static final String POD_CRASHES = """
            - {name: KubePodCrashLooping, labels: {alertname: KubePodCrashLooping, app: bonsai-invoice, environment: production, severity: warning}}
            """;

    private final ThroughDrill drill;

    BonsaiThroughTest() throws Exception {
        drill = ThroughDrill.of("bonsai");
    }

    @AfterEach
    void close() {
        drill.close();
    }

    @Test
    @DisplayName("B4: a SEV1 rings the telephone and sends a push at once, then a text, then rings again")
    void shouldRingForASev1() throws Exception {
        drill.play(API_DOWN).pass(Duration.ofSeconds(270));

        assertThat(drill.arrived("pagerduty", "twilio")).containsExactly("0m pagerduty on-call: triggered",
                "0m twilio +15550100: call", "0m pagerduty leads: triggered", "2m twilio +15550100: text",
                "4m twilio +15550100: call");
        assertThat(drill.text("0m twilio +15550100: call")).contains("[SEV1] bonsapi", "To acknowledge, press 1");
        assertThat(drill.text("2m twilio +15550100: text")).startsWith("(SEV1) bonsapi").contains("to ack, E",
                "to escalate");
    }

    @Test
    @DisplayName("B4: a SEV2 sends a push and a text, and rings nobody")
    void shouldNotRingForASev2() throws Exception {
        drill.play(STRIPE_ERRORS).pass(Duration.ofMinutes(9));

        assertThat(drill.arrived("pagerduty", "twilio")).containsExactly("0m pagerduty on-call: triggered",
                "0m twilio +15550100: text");
    }

    @Test
    @DisplayName("B5: one thread in the engineering channel; page and thread lead to the same incident")
    void shouldKeepOneThreadForEachIncident() throws Exception {
        drill.play(POD_CRASHES + """
                - {after: 5m, command: acknowledge, by: anna, via: pagerduty}
                - {after: 5m, command: update, by: anna, text: The node is full}
                - {after: 5m, command: resolve, by: anna, fix: a larger node}
                """);

        assertThat(drill.arrived("pagerduty", "slack")).containsExactly("0m pagerduty on-call: triggered",
                "0m slack C0ENGINCIDENTPRD: posted", "5m pagerduty on-call: acknowledged",
                "5m slack C0ENGINCIDENTPRD: edited", "5m slack C0ENGINCIDENTPRD: replied",
                "10m slack C0ENGINCIDENTPRD: replied", "15m pagerduty on-call: resolved",
                "15m slack C0ENGINCIDENTPRD: edited", "15m slack C0ENGINCIDENTPRD: replied");
        var incident = drill.text("0m pagerduty on-call: triggered").replaceAll("(?s).*(\\?incident=[a-z0-9-]+).*",
                "$1");
        assertThat(incident).startsWith("?incident=");
        assertThat(drill.text("0m slack C0ENGINCIDENTPRD: posted")).contains(incident);
    }

    @Test
    @DisplayName("B6: a SEV1 has a channel of its own, with a first status post that says all that is asked")
    void shouldOpenAChannelForASev1() throws Exception {
        drill.play(API_DOWN);

        assertThat(drill.arrived("slack", "linear")).containsExactly("0m slack C0TEAMLEAD: posted", "0m slack " + ROOM
                + ": room opened", "0m slack " + ROOM + ": posted", "0m slack C0ENGINCIDENTPRD: posted",
                "0m slack C0CUSTOMERSUCCESS: posted");
        assertThat(drill.text("0m slack " + ROOM + ": posted")).contains("*Severity* SEV1", "API returning 502 errors",
                "*Impact* customers are affected", "*Since* 2026-11-20 03:00:00 UTC", "*Status* investigating",
                "*Commander* nobody yet", "https://tocsin.example.org/?incident=");
    }

    @Test
    @DisplayName("B6: a SEV4 is a post in the shared channel and a ticket, which is closed at the end")
    void shouldFileATicketForASev4() throws Exception {
        drill.play("""
                - {name: TypoInFooter, labels: {alertname: TypoInFooter, app: webapp, environment: production, severity: low}}
                - {after: 3m, command: resolve, by: anna, fix: corrected}
                """);

        assertThat(drill.arrived()).containsExactly("0m slack C0ENGINCIDENTPRD: posted", "0m linear ENG: issue created",
                "0m slack C0ENGINCIDENTPRD: replied and posted", "3m slack C0ENGINCIDENTPRD: edited",
                "3m slack C0ENGINCIDENTPRD: replied", "3m linear issue: moved to done", "3m linear issue: commented");
        assertThat(drill.text("0m linear ENG: issue created")).startsWith("Ticket: [SEV4] webapp");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("B7: engineering always, customer success where customers notice it, management for SEV1")
    void shouldTellTheStakeholdersOfASev1() throws Exception {
        drill.play(API_DOWN);

        assertThat(drill.arrived("slack", "mail")).filteredOn(line -> !line.contains(ROOM)).containsExactly(
                "0m slack C0TEAMLEAD: posted", "0m slack C0ENGINCIDENTPRD: posted",
                "0m slack C0CUSTOMERSUCCESS: posted", "0m mail management@example.org: mailed");
        assertThat(drill.text("0m mail management@example.org: mailed")).startsWith("Declared: [SEV1] bonsapi");
    }

    @Test
    @DisplayName("B7: what customers do not notice is told to engineering only")
    void shouldTellNobodyElseOfASev3() throws Exception {
        drill.play(POD_CRASHES).pass(Duration.ofMinutes(30));

        assertThat(drill.arrived("slack", "mail")).containsExactly("0m slack C0ENGINCIDENTPRD: posted");
    }

    @Test
    @DisplayName("B8: who has a role stands in every message, and is asked for what the role owes")
    void shouldNameTheRoles() throws Exception {
        drill.play(STRIPE_ERRORS + """
                - {after: 1m, command: acknowledge, by: anna}
                - {command: assign-role, role: commander, person: anna, by: anna}
                - {command: assign-role, role: communicator, person: customer-success, by: anna}
                - {command: assign-role, role: scribe, person: ben, by: anna}
                - {after: 4m, command: update, by: anna, text: Payments fail}
                - {wait: 6m}
                """);

        assertThat(drill.text("5m slack #incident-20261120-stripeerrors: posted")).contains("*Update* Payments fail",
                "*Lead* anna", "customer-success", "ben");
        assertThat(drill.text("10m slack C0CUSTOMERSUCCESS: posted")).startsWith("*Update for customers due in 5 min");
    }

    @Test
    @DisplayName("B10: mitigated is told with action, time and next steps; PagerDuty stays acknowledged")
    void shouldLeavePagerDutyOpenWhenItIsMitigated() throws Exception {
        drill.play(API_DOWN + """
                - {after: 1m, command: acknowledge, by: anna, via: pagerduty}
                - {after: 17m, command: mitigate, by: anna, action: Rolled back to the version before, next: Root cause analysis}
                """).pass(Duration.ofMinutes(22));

        assertThat(drill.arrived("pagerduty")).containsExactly("0m pagerduty on-call: triggered",
                "0m pagerduty leads: triggered", "1m pagerduty on-call: acknowledged",
                "1m pagerduty leads: acknowledged");
        assertThat(drill.arrived("slack", "statuspage", "mail")).filteredOn(line -> line.startsWith("18m"))
                .containsExactly("18m slack C0TEAMLEAD: edited", "18m slack C0TEAMLEAD: replied", "18m slack " + ROOM
                        + ": posted", "18m statuspage bonsai: updated monitoring", "18m slack C0ENGINCIDENTPRD: posted",
                        "18m slack C0CUSTOMERSUCCESS: posted", "18m mail management@example.org: mailed");
        assertThat(drill.text("18m slack " + ROOM + ": posted")).startsWith("*Mitigated by anna").contains(
                "*Done* Rolled back to the version before", "*Mitigated after* 18 min",
                "*Next steps* Root cause analysis");
        assertThat(drill.open()).hasSize(3);
    }

    @Test
    @DisplayName("B11: resolved is told with cause, fix, duration, impact and review; PagerDuty is resolved")
    void shouldCloseEverythingWhenItIsResolved() throws Exception {
        drill.play(API_DOWN + """
                - {after: 1m, command: acknowledge, by: anna, via: pagerduty}
                - {after: 17m, command: mitigate, by: anna, action: Rolled back, next: Root cause analysis}
                - {after: 26m, command: resolve, by: anna, cause: Missing cleanup in a new feature, fix: Deployed patch v2.1.3, impact: 50 % of API requests, review: "https://wiki.example.org/review-7"}
                """);

        assertThat(drill.arrived()).filteredOn(line -> line.startsWith("44m")).containsExactly(
                "44m pagerduty on-call: resolved", "44m pagerduty leads: resolved",
                "44m slack C0TEAMLEAD: edited", "44m slack C0TEAMLEAD: replied", "44m slack " + ROOM + ": posted",
                "44m statuspage bonsai: updated resolved", "44m slack C0ENGINCIDENTPRD: posted",
                "44m slack C0CUSTOMERSUCCESS: posted", "44m mail management@example.org: mailed");
        assertThat(drill.text("44m slack " + ROOM + ": posted")).contains("*Cause* Missing cleanup in a new feature",
                "*Fix* Deployed patch v2.1.3", "44 min in total", "50 % of API requests",
                "https://wiki.example.org/review-7");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("B12: the team every 15 minutes; customers within 15, then every 30, then the resolution")
    void shouldKeepBothCadences() throws Exception {
        drill.play(API_DOWN + """
                - {after: 2m, command: acknowledge, by: anna}
                - {command: assign-role, role: communicator, person: customer-success, by: anna}
                - {after: 12m, command: update, by: carla, audience: outside, text: We are aware of an issue, status: investigating}
                - {after: 42m, command: resolve, by: anna, fix: patched}
                """);

        assertThat(drill.arrived("statuspage")).containsExactly("0m statuspage bonsai: published investigating",
                "14m statuspage bonsai: updated investigating", "56m statuspage bonsai: updated resolved");
        assertThat(drill.arrivals("slack")).filteredOn(it -> it.place().equals("C0CUSTOMERSUCCESS")).extracting(it -> it
                .at().toMinutes() + "m " + it.text().lines().findFirst().orElse("").replaceAll("[*]|:.*", ""))
                .containsExactly("0m Declared", "12m Status update due in 3 min",
                        "12m Update for customers due in 3 min",
                        "27m Status update due in 3 min", "41m Update for customers due in 3 min",
                        "42m Status update due in 3 min", "56m Resolved by anna");
        assertThat(drill.arrived("slack")).filteredOn(line -> line.contains("C0TEAMLEAD: replied")).contains(
                "15m slack C0TEAMLEAD: replied", "30m slack C0TEAMLEAD: replied", "45m slack C0TEAMLEAD: replied");
    }
}
