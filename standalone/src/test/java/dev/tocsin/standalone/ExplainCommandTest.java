package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tocsin explain} and {@code tocsin at}, as they are typed. */
class ExplainCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private String answer = "{}";
    private int status = 200;
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a1b2c3d4-k3j2h1g0f9e8 | /api/explain/incidents/a1b2c3d4-k3j2h1g0f9e8",
            "5f01168193ace2685344640296311966 | /api/explain/notifications/5f01168193ace2685344640296311966",
            "prom:Disk full | /api/explain/alerts?identity=prom%3ADisk%20full",
            "--silence s/1 | /api/explain/silences/s%2F1",
            "--person ben --at 2026-11-20T03:00:00Z | /api/explain/people/ben?&at=2026-11-20T03%3A00%3A00Z",
            "a1b2c3d4-k3j2h1g0f9e8 --person ben | /api/explain/people/ben?incident=a1b2c3d4-k3j2h1g0f9e8"})
    void shouldAskTheConsole(String typed, String path) {
        var words = typed.startsWith("prom:") ? List.of("prom:Disk full") : List.of(typed.split(" "));

        assertThat(run("explain", words)).isZero();

        assertThat(asked).containsExactly(path);
    }

    @Test
    void shouldPrintTheLinksOfAChain() {
        answer = """
                {"complete":false,"links":[
                 {"at":"2026-11-20T03:00:00Z","stage":"suppress","kind":"silenced","sentence":"A silence hides the alert.",
                  "reason":"back\\u001b[31mup","remedy":"The silence must end earlier.","rule":"s1","policyVersion":3,"main":true,
                  "record":{"topic":"tocsin.decisions","partition":1,"offset":42}},
                 {"at":"2026-11-20T03:00:01Z","stage":"timeline","kind":"opened","main":false,"policyVersion":-1,"record":{}}]}""";

        assertThat(run("explain", List.of("a1b2c3d4-k3j2"))).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                2026-11-20T03:00:00Z  suppress/silenced
                    A silence hides the alert. back [31mup
                    for a page: The silence must end earlier.
                    rule s1, policy version 3, record tocsin.decisions-1@42
                incomplete: the log was too long to read, or Kafka did not answer
                """);
    }

    @Test
    void shouldPrintTheFirstReason() {
        answer = """
                {"person":"ben","at":"2026-11-20T03:00:00Z","confidential":1,"complete":true,"verdicts":[
                 {"reason":"NOT_ON_CALL","sentence":"ben was not on call.","remedy":"ben must be on call.","incident":"i-1",
                  "title":"Disk full","record":null}]}""";

        assertThat(run("explain", List.of("--person", "ben"))).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                ben, at 2026-11-20T03:00:00Z

                i-1 Disk full
                    not-on-call: ben was not on call.
                    for a page: ben must be on call.

                confidential incidents left out: 1
                """);
    }

    @Test
    void shouldPrintWhatASilenceHid() {
        answer = """
                {"silence":"s1","author":"ada","startsAt":"A","endsAt":"B","reason":"backup","complete":true,"hidden":[
                 {"alert":"prom:Disk","service":"db","first":"C","last":"D","times":2,"ended":"released",
                  "record":{"topic":"tocsin.decisions","partition":0,"offset":7}}]}""";

        assertThat(run("explain", List.of("--silence", "s1"))).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                silence s1 by ada, A to B: backup
                C  prom:Disk
                    service db, 2 decisions until D, released, record tocsin.decisions-0@7
                """);
    }

    @Test
    void shouldPrintTheBoardOfThePast() {
        answer = """
                {"policy":"shop","policyVersion":3,"complete":true,"onCall":[{"schedule":"first-line","people":["anna","ben"],
                 "by":"override"}],"incidents":[{"id":"i-1","severity":"SEV1","state":"OPEN","service":"db",
                 "openedAt":"2026-11-20T02:00:00Z","acknowledgedBy":"","title":"Disk full"}]}""";

        assertThat(run("at", List.of("2026-11-20T03:00:00Z"))).isZero();

        assertThat(asked).containsExactly("/api/at?time=2026-11-20T03%3A00%3A00Z");
        assertThat(out.toString()).contains("policy shop version 3", "on call on first-line: anna, ben (override)",
                "Disk full", "1h0m");
    }

    @Test
    void shouldFailWithTheReasonOfTheConsole() {
        status = 404;
        answer = "{\"detail\":\"The console has no incident with this ID.\"}";

        assertThat(run("explain", List.of("a1b2c3d4-k3j2"))).isEqualTo(1);
        assertThat(err.toString()).contains("no incident with this ID");
    }

    @Test
    void shouldDemandASubject() {
        assertThat(run("explain", List.of())).isEqualTo(2);
        assertThat(err.toString()).contains("name an incident");
    }

    private int run(String command, List<String> arguments) {
        var line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        line.addAll(List.of("--console", "http://127.0.0.1:" + console.getAddress().getPort()));
        return Tocsin.commandLine(line.toArray(String[]::new)).setOut(new PrintWriter(out, true)).setErr(
                new PrintWriter(err, true)).execute(line.toArray(String[]::new));
    }
}
