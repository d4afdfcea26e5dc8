package dev.tocsin.standalone.drill.through;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives outside under policies/cloudforge.yml, by the rows of its runbook. */
class CloudforgeThroughTest {

    private static final String API_DOWN = """
            - {name: ApiDown, labels: {alertname: ApiDown, app: aegis-api, environment: production, severity: critical}}
            """;

    private final ThroughDrill drill;

    CloudforgeThroughTest() throws Exception {
        drill = ThroughDrill.of("cloudforge");
    }

    @AfterEach
    void close() {
        drill.close();
    }

    @Test
    @DisplayName("A6: a channel #incident-YYYYMMDD-XX whose first post says what, who and impact")
    void shouldOpenTheIncidentChannel() throws Exception {
        drill.play(API_DOWN);

        assertThat(drill.arrived("slack")).containsExactly("0m slack C0ONCALL: posted",
                "0m slack #incident-20261120-01: room opened", "0m slack #incident-20261120-01: posted",
                "0m slack C0CUSTOMERSUCCESS: posted", "0m slack C0ENGMANAGER: posted");
        assertThat(drill.text("0m slack #incident-20261120-01: posted")).startsWith("*Declared: [SEV1] aegis-api")
                .contains("*What* aegis-api cannot be reached", "*Who* unacknowledged; paged: on-call",
                        "*Impact* customers are affected");
    }

    @Test
    @DisplayName("A6: two incidents of a day have channels with numbers of their own")
    void shouldNumberTheChannelsOfADay() throws Exception {
        drill.play(API_DOWN).play("""
                - {after: 10m, name: BackupCorrupt, labels: {alertname: BackupCorrupt, app: aegis-db, environment: production}, summary: checksum mismatch}
                """);

        assertThat(drill.arrived("slack")).contains("0m slack #incident-20261120-01: room opened",
                "10m slack #incident-20261120-02: room opened");
    }

    @Test
    @DisplayName("A6: each update is posted; one that is missing is asked of the investigator, and then of the manager")
    void shouldAskForMissingUpdates() throws Exception {
        drill.play(API_DOWN + """
                - {after: 2m, command: acknowledge, by: anna}
                - {command: assign-role, role: investigator, person: tech-lead, by: anna}
                - {after: 8m, command: update, by: anna, text: The pods restart}
                - {wait: 19m}
                - {command: update, by: anna, text: Rolling back}
                - {wait: 5m}
                """);

        assertThat(drill.arrived("slack")).filteredOn(line -> !line.startsWith("0m ") && !line.contains("C0ONCALL"))
                .containsExactly("2m slack #incident-20261120-01: posted", "10m slack #incident-20261120-01: posted",
                        "22m slack C0TECHLEAD: posted", "25m slack C0ENGMANAGER: posted",
                        "27m slack C0TECHLEAD: posted", "29m slack #incident-20261120-01: posted",
                        "30m slack C0ENGMANAGER: posted");
        assertThat(drill.text("10m slack #incident-20261120-01: posted")).contains("*Update* The pods restart");
        assertThat(drill.text("22m slack C0TECHLEAD: posted")).startsWith("*Status update due in 3 min");
        assertThat(drill.text("25m slack C0ENGMANAGER: posted")).startsWith("*Status update missed");
        assertThat(drill.text("27m slack C0TECHLEAD: posted")).startsWith("*Update for customers due in 3 min");
    }

    @Test
    @DisplayName("A7: the status page is kept in step, and support is told")
    void shouldKeepTheStatusPageInStepAndTellSupport() throws Exception {
        drill.play(API_DOWN + """
                - {after: 2m, command: acknowledge, by: anna}
                - {after: 3m, command: update, by: anna, text: A release leaks memory, audience: outside, status: identified}
                - {after: 2m, command: mitigate, by: anna, action: rolled back, next: watch it}
                - {after: 4m, command: resolve, by: anna, cause: a leak, fix: v2.1.3}
                """);

        assertThat(drill.arrived("statuspage", "slack")).filteredOn(line -> line.contains("statuspage") || line
                .contains(
                        "C0CUSTOMERSUCCESS")).containsExactly("0m statuspage cloudforge: published investigating",
                                "0m slack C0CUSTOMERSUCCESS: posted", "5m statuspage cloudforge: updated identified",
                                "7m statuspage cloudforge: updated monitoring", "7m slack C0CUSTOMERSUCCESS: posted",
                                "11m statuspage cloudforge: updated resolved", "11m slack C0CUSTOMERSUCCESS: posted");
        assertThat(drill.text("5m statuspage cloudforge: updated identified")).contains("A release leaks memory");
        assertThat(drill.text("0m slack C0CUSTOMERSUCCESS: posted")).startsWith("*Declared: ");
        assertThat(drill.text("7m slack C0CUSTOMERSUCCESS: posted")).startsWith("*Mitigated by anna").contains(
                "*Done* rolled back");
        assertThat(drill.text("11m slack C0CUSTOMERSUCCESS: posted")).startsWith("*Resolved by anna").contains(
                "*Cause* a leak", "*Fix* v2.1.3");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("A7: what customers do not notice reaches neither the status page nor support")
    void shouldNotPublishWhatNoCustomerNotices() throws Exception {
        drill.play("""
                - {name: HighMemory, labels: {alertname: HighMemory, app: aegis-worker, environment: production, severity: warning}}
                """).pass(Duration.ofMinutes(5));

        assertThat(drill.arrived()).containsExactly("0m pagerduty on-call: triggered", "0m slack C0ONCALL: posted",
                "0m slack C0ENGINEERING: posted");
    }
}
