package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tocsin sources} and {@code tocsin quarantine} against canned answers of the services. */
class SourceHealthCommandsTest {

    private HttpServer server;
    private String answer = "";

    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", exchange -> {
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Ran run(String command, String option, String... more) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new java.util.ArrayList<>(java.util.List.of(command));
        all.addAll(java.util.List.of(more));
        all.addAll(java.util.List.of(option, "http://127.0.0.1:" + server.getAddress().getPort()));
        var status = Tocsin.commandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all
                .toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void shouldSayWhichSourceIsSilentAndWhyOneWasRefused() {
        answer = """
                {"spooled":0,"sources":[
                 {"source":"zabbix","lastAccepted":"2026-03-10T12:00:00Z","acceptedLastHour":4,"silent":true},
                 {"source":"datadog","acceptedLastHour":0,"lastRefused":"2026-03-10T12:01:00Z","refusedBecause":"401 wrong-token: The token is wrong.","silent":false}]}""";

        var ran = run("sources", "--url");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).containsPattern("zabbix +SILENT for longer than ever before +2026-03-10T12:00:00Z +4 ")
                .containsPattern("datadog +ok +never +0 +2026-03-10T12:01:00Z +401 wrong-token");
    }

    @Test
    void shouldSucceedWhileNothingIsWrong() {
        answer = "{\"spooled\":0,\"sources\":[{\"source\":\"zabbix\",\"lastAccepted\":\"2026-03-10T12:00:00Z\",\"silent\":false}]}";
        assertThat(run("sources", "--url").status()).isZero();

        answer = "{\"spooled\":7,\"sources\":[]}";
        var waiting = run("sources", "--url");
        assertThat(waiting.status()).isEqualTo(1);
        assertThat(waiting.err()).contains("7 requests wait in the spool");
    }

    @Test
    void shouldNameTheOldestUnresolvedAlertAndAClockThatIsWrong() {
        answer = """
                {"spooled":0,"sources":[{"source":"zabbix","lastAccepted":null,"lastRefused":null,"silent":false,"skewMillis":90000,
                 "oldestUnresolved":{"incidentId":"i2","name":"Disk full","since":"2026-03-08T12:00:00Z"}}]}""";

        var ran = run("sources", "--console");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).containsPattern(
                "zabbix +ok +never +0 +- +1m ahead +Disk full since 2026-03-08T12:00:00Z \\(incident i2\\)");
    }

    @Test
    void shouldReplayAndSayWhatBecameOfIt() {
        answer = """
                {"requested":["q1"],"skipped":[{"id":"q2","why":"Replayed before by ada."}],
                 "requests":[{"id":"q1","replay":{"state":"stale","actor":"ben","detail":"Received 3 d ago."}}]}""";

        var ran = run("quarantine", "--console", "replay", "q1", "q2", "--actor", "ben");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("q2  skipped: Replayed before by ada.", "q1  stale: Received 3 d ago.");
    }

    @Test
    void shouldListAndShowQuarantinedRequestsWithoutControlCharacters() {
        answer = """
                {"total":2,"requests":[
                 {"id":"q1","source":"zabbix","format":"zabbix","receivedAt":"2026-03-10T12:00:00Z","path":"/v1/zabbix","authenticity":"UNCHECKED",
                  "reason":"not-json","detail":"Send JSON.","excerpt":"hello \\u001b[2J","bytes":9,"truncated":false},
                 {"id":"q2","source":"datadog","receivedAt":"2026-03-10T11:00:00Z","reason":"wrong-token"}]}""";

        assertThat(run("quarantine", "--console", "list", "--source", "zabbix").out()).contains("q1", "not-json")
                .doesNotContain("q2");
        assertThat(run("quarantine", "--console", "show", "q1").out()).contains("detail:", "Send JSON.", "hello ")
                .doesNotContain("\u001b");
        assertThat(run("quarantine", "--console", "show", "q9").err()).contains("no quarantined request");
    }
}
