package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin incident list}, as it is typed. */
class IncidentListTest {

    private static final String ONE = """
            {"id":"i-1","severity":"SEV1","state":"ACKNOWLEDGED","service":"checkout","openedAt":"2026-11-21T02:00:00Z",
             "acknowledgedBy":"ada","title":"disk\\u001b[31m full"}""";
    private static final String TWO = """
            {"id":"i-20","severity":"SEV3","state":"OPEN","service":"pay","openedAt":"2026-11-21T02:00:00Z",
             "acknowledgedBy":"","title":"slow"}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + java.util.Optional.ofNullable(
                    exchange
                            .getRequestHeaders().getFirst("Accept")).filter(it -> it.startsWith("text/")).map(it -> " "
                                    + it.split(
                                            ",", -1)[0]).orElse(""));
            var bytes = answers.remove().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    @Test
    @DisplayName("D2: incident list shows id, severity, state, service, age, who acknowledged, title")
    void shouldListIncidents() {
        answers.add("{\"incidents\":[" + ONE + "," + TWO + "],\"total\":2,\"openNotHeld\":0,\"nextCursor\":null}");

        assertThat(run()).isZero();

        assertThat(asked).containsExactly("GET /api/incidents?limit=500&state=open");
        var lines = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).matches("ID +SEVERITY +STATE +SERVICE +AGE +ACKNOWLEDGED BY +TITLE");
        assertThat(lines.get(1)).matches("i-1 +SEV1 +acknowledged +checkout +\\d+d\\d+h +ada +disk \\[31m full");
        assertThat(lines.get(2)).matches("i-20 +SEV3 +open +pay +\\d+d\\d+h +slow");
    }

    @Test
    @DisplayName("D9: incident review prints the document in the form that was asked for")
    void shouldPrintTheReviewDocument() {
        answers.add("# Incident review: disk full\n");
        answers.add("<!doctype html>");

        assertThat(typed("review", "a1b2c3d4-k3j2h1g0f9e8", "-o", "md")).isZero();
        assertThat(out.toString()).isEqualTo("# Incident review: disk full\n");
        assertThat(typed("review", "a1b2c3d4-k3j2h1g0f9e8", "-o", "html")).isZero();

        assertThat(out.toString()).endsWith("<!doctype html>");
        assertThat(asked).containsExactly("GET /api/incidents/a1b2c3d4-k3j2h1g0f9e8/review text/markdown",
                "GET /api/incidents/a1b2c3d4-k3j2h1g0f9e8/review text/html");
    }

    @Test
    @DisplayName("D2: incident list --all --json goes through all pages, and says what is not held")
    void shouldReadAllPages() {
        answers.add("{\"incidents\":[" + ONE + "],\"total\":2,\"openNotHeld\":1,\"nextCursor\":\"a b\"}");
        answers.add("{\"incidents\":[" + TWO + "],\"total\":2,\"openNotHeld\":1,\"nextCursor\":null}");

        assertThat(run("--all", "--json")).isZero();

        assertThat(asked).containsExactly("GET /api/incidents?limit=500&state=all",
                "GET /api/incidents?limit=500&state=all&cursor=a%20b");
        assertThat(JsonMapper.shared().readTree(out.toString()).valueStream().map(each -> each.path("id")
                .stringValue()))
                .containsExactly("i-1", "i-20");
        assertThat(err.toString()).contains("incidents not in the console's memory: 1");
    }

    @Test
    @DisplayName("D2: incident list reports an empty list")
    void shouldSayThatThereIsNone() {
        answers.add("{\"incidents\":[],\"total\":0,\"openNotHeld\":0,\"nextCursor\":null}");

        assertThat(run()).isZero();
        assertThat(out.toString().strip()).isEqualTo("no open incidents");
    }

    @ParameterizedTest
    @CsvSource({"incident list --console nonsense", "fire --url nonsense", "silence list --console ftp://127.0.0.1:1"})
    @DisplayName("D2: an address that is none ends a command with one sentence and status 2")
    void shouldRefuseInvalidAddress(String command) {
        var status = Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(
                command.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("is not a web address", "http://127.0.0.1:7400").doesNotContain("\tat ");
    }

    private int run(String... more) {
        return typed(java.util.stream.Stream.concat(java.util.stream.Stream.of("list"), java.util.stream.Stream.of(
                more))
                .toArray(String[]::new));
    }

    private int typed(String... more) {
        var words = new ArrayList<>(List.of("incident"));
        words.addAll(List.of(more));
        words.addAll(List.of("--console", "http://127.0.0.1:" + console.getAddress().getPort()));
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(words
                .toArray(String[]::new));
    }
}
