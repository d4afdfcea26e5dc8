package dev.tocsin.standalone.drill.through;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.notifier.admin.AdminRoutes;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.OpsServer;
import dev.tocsin.runtime.net.BearerToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What arrives outside under policies/runbook-001.yml, by the rows of its runbook. */
class Runbook001ThroughTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final String DATABASE = "phone:+15550002";
    private static final String COMMANDER = "phone:+15550001";
    private static final String SERVICE_DOWN = """
            - {name: ServiceDown, labels: {alertname: ServiceDown, app: api, environment: production, severity: critical}}
            """;

    private final ThroughDrill drill;

    Runbook001ThroughTest() throws Exception {
        drill = ThroughDrill.of("runbook-001");
    }

    @AfterEach
    void close() {
        drill.close();
    }

    @Test
    @DisplayName("C4: declared in Slack and in Teams with severity, service, symptoms, commander and status page")
    void shouldDeclareInSlackAndInTeams() throws Exception {
        drill.play(SERVICE_DOWN);

        assertThat(drill.arrived("slack", "teams", "statuspage")).containsExactly("0m slack C0INCIDENTS: posted",
                "0m slack C0DEVOPS: posted", "0m statuspage runbook-001: published investigating",
                "0m teams workflow: posted", "0m slack C0INCIDENTS: replied and posted");
        assertThat(drill.text("0m slack C0INCIDENTS: replied and posted")).startsWith("*Declared: [P0] api").contains(
                "*Severity* P0", "*Service* api", "*Symptoms* The service is down", "*Commander* nobody yet",
                "*Status page* updated with this incident");
        assertThat(drill.text("0m teams workflow: posted")).startsWith("Declared: \\[P0\\] api").contains(
                "**Severity** P0", "**Service** api", "**Symptoms** The service is down", "**Commander** nobody yet",
                "**Status page** updated with this incident");
    }

    @Test
    @DisplayName("C4: both chat systems hear when it is mitigated and when it is over")
    void shouldTellBothChatSystemsHowItEnds() throws Exception {
        drill.play(SERVICE_DOWN + """
                - {after: 1m, command: acknowledge, by: john}
                - {command: assess, by: john, assessment: a bad release}
                - {command: update, by: john, text: We roll back, audience: inside}
                - {after: 8m, command: mitigate, by: john, action: restarted}
                - {after: 9m, command: resolve, by: john, fix: restarted}
                """);

        assertThat(drill.arrived("slack", "teams")).filteredOn(line -> line.contains("teams") || line.contains(
                "C0INCIDENTS")).containsExactly("0m slack C0INCIDENTS: posted", "0m teams workflow: posted",
                        "0m slack C0INCIDENTS: replied and posted", "1m slack C0INCIDENTS: edited",
                        "1m slack C0INCIDENTS: replied", "1m slack C0INCIDENTS: replied",
                        "9m slack C0INCIDENTS: edited",
                        "9m slack C0INCIDENTS: replied", "9m teams workflow: posted", "18m slack C0INCIDENTS: edited",
                        "18m slack C0INCIDENTS: replied", "18m teams workflow: posted");
        assertThat(drill.text("9m teams workflow: posted")).startsWith("Mitigated by john").contains(
                "**Done** restarted");
        assertThat(drill.text("18m teams workflow: posted")).startsWith("Resolved by john").contains(
                "**Fix** restarted");
        assertThat(drill.open()).isEmpty();
    }

    @Test
    @DisplayName("C7: five failures open a breaker (2); after 60 s it is half-open (1), and one call that succeeds closes it (0)")
    void shouldOpenTryAndCloseTheBreaker() throws Exception {
        drill.play(SERVICE_DOWN + "- {after: 30s, command: acknowledge, by: john}\n").breakDown("twilio").play(
                "- {command: escalate, to: dba, by: john}").pass(Duration.ofSeconds(90));
        assertThat(breaker()).isEqualTo(2);
        assertThat(failures()).isEqualTo(5);

        drill.play("- {command: resolve, by: john}").pass(Duration.ofSeconds(60));
        assertThat(breaker()).isEqualTo(1);
        assertThat(failures()).as("no call while it is open").isEqualTo(5);

        drill.repair("twilio").play("""
                - {name: ServiceDown, labels: {alertname: ServiceDown, app: web, environment: production}}
                - {command: escalate, to: dba, by: john, incident: 2}
                - {wait: 2s}
                """);
        assertThat(drill.arrived("twilio")).contains("3m twilio +15550002: call");
        assertThat(breaker()).isZero();
    }

    /** How many calls to the database's number failed. */
    private long failures() {
        return drill.arrivals("twilio").stream().filter(it -> it.what().equals("answered 503") && it.text().contains(
                "To=%2B15550002")).count();
    }

    private double breaker() {
        return drill.notifier().metrics().get("tocsin.notifier.breaker.state").tag("destination", DATABASE).gauge()
                .value();
    }

    @Test
    @DisplayName("C7: the state is asked for by GET; POST .../reset closes it, and what waits arrives at once")
    void shouldResetTheBreakerByTheAdminApi() throws Exception {
        drill.breakDown("twilio").play(SERVICE_DOWN).pass(Duration.ofSeconds(90)).repair("twilio");

        assertThat(admin("GET", "state")).contains("\"state\":\"OPEN\"", "\"failures\":5", "\"waiting\":1");
        assertThat(drill.arrived("twilio")).noneMatch(line -> line.endsWith("call"));

        assertThat(admin("POST", "reset")).contains("\"state\":\"CLOSED\"");
        assertThat(drill.arrived("twilio").getLast()).isEqualTo("1m twilio +15550001: call");
    }

    /** Asks the admin API, which waits for the turns of the notifier. */
    private String admin(String method, String what) throws Exception {
        try (var server = new OpsServer("127.0.0.1", 0, Health::up, Metrics.create("through"), new AdminRoutes(drill
                .notifier().desk(), Optional.of(new BearerToken("notifier.admin.token", TOKEN)), Duration.ofMinutes(
                        1))::add);
                var client = HttpClient.newHttpClient()) {
            server.start();
            var asked = client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                    + "/admin/circuit-breaker/" + COMMANDER.replace("+", "%2B") + "/" + what)).header("Authorization",
                            "Bearer " + TOKEN).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
            while (!asked.isDone()) {
                drill.notifier().turn();
                Thread.onSpinWait();
            }
            assertThat(asked.join().statusCode()).isEqualTo(200);
            return asked.join().body();
        }
    }

    @Test
    @DisplayName("C8: each is called by chat and telephone, the secondary two minutes after the primary")
    void shouldFallToTheSecondary() throws Exception {
        drill.play(SERVICE_DOWN).pass(Duration.ofMinutes(9));

        assertThat(drill.arrived("twilio")).containsExactly("0m twilio +15550001: call", "0m twilio +15550003: call",
                "2m twilio +15550001: call", "2m twilio +15550003: call", "5m twilio +15550004: call",
                "7m twilio +15550004: call");
        assertThat(drill.arrived("slack")).filteredOn(line -> line.endsWith("posted")).containsExactly(
                "0m slack C0INCIDENTS: posted", "0m slack C0DEVOPS: posted",
                "0m slack C0INCIDENTS: replied and posted", "2m slack C0INCIDENTS: replied and posted",
                "2m slack C0DEVOPS: posted", "5m slack C0APITEAM: posted", "7m slack C0APITEAM: posted");
        assertThat(drill.text("2m slack C0DEVOPS: posted")).contains(
                "*Why you* step 2 of ladder service: unacknowledged"
                        + " for 2 min");
    }

    @Test
    @DisplayName("C8: who is on the list is called by name")
    void shouldCallByName() throws Exception {
        drill.play(SERVICE_DOWN + """
                - {after: 1m, command: acknowledge, by: john}
                - {after: 5m, command: escalate, to: dba, by: john, note: the pool is exhausted}
                """);

        assertThat(drill.arrived("twilio", "slack")).filteredOn(line -> line.startsWith("6m")).containsExactly(
                "6m slack C0DATABASE: posted", "6m twilio +15550002: call");
        assertThat(drill.text("6m slack C0DATABASE: posted")).contains("the pool is exhausted");
    }
}
