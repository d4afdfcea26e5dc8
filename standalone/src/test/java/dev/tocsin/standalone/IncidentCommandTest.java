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
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin incident}, as it is typed: what it asks of the console, what it prints, how it exits. */
class IncidentCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private String answer = "{\"incident\":{\"state\":\"ACKNOWLEDGED\"}}";
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldAskTheConsole(List<String> words, String action, String body) {
        assertThat(run(words)).isZero();

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request).startsWith("POST /api/incidents/a1b2c3d4-k3j2h1g0f9e8/" + action + "?wait=5s ");
            var sent = JsonMapper.shared().readTree(request.substring(request.indexOf('{')));
            assertThat(sent).isEqualTo(JsonMapper.shared().readTree(body));
        });
        assertThat(out.toString().strip()).isEqualTo("done: a1b2c3d4-k3j2h1g0f9e8 is ACKNOWLEDGED");
    }

    static Stream<Arguments> commands() {
        return Stream.of(Arguments.of(List.of("ack", "a1b2c3d4-k3j2h1g0f9e8"), "acknowledge", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("note", "a1b2c3d4-k3j2h1g0f9e8", "looking"), "note",
                        "{\"actor\":\"anna\",\"note\":\"looking\"}"),
                Arguments.of(List.of("assess", "a1b2c3d4-k3j2h1g0f9e8", "full disk"), "assess",
                        "{\"actor\":\"anna\",\"assessment\":\"full disk\"}"),
                Arguments.of(List.of("update", "a1b2c3d4-k3j2h1g0f9e8", "we look", "--audience", "both", "--next",
                        "15m"), "update",
                        "{\"actor\":\"anna\",\"text\":\"we look\",\"audience\":\"both\",\"next\":\"15m\"}"),
                Arguments.of(List.of("mitigate", "a1b2c3d4-k3j2h1g0f9e8", "--action", "restarted", "--note", "x"),
                        "mitigate",
                        "{\"actor\":\"anna\",\"note\":\"x\",\"action\":\"restarted\"}"),
                Arguments.of(List.of("failed", "a1b2c3d4-k3j2h1g0f9e8"), "mitigation-failed", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("resolve", "a1b2c3d4-k3j2h1g0f9e8", "--fix", "rotated"), "resolve",
                        "{\"actor\":\"anna\",\"fix\":\"rotated\"}"),
                Arguments.of(List.of("close", "a1b2c3d4-k3j2h1g0f9e8"), "close", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("pause", "a1b2c3d4-k3j2h1g0f9e8", "--reason", "vendor", "--for", "2h"),
                        "pause-clocks",
                        "{\"actor\":\"anna\",\"reason\":\"vendor\",\"for\":\"2h\"}"),
                Arguments.of(List.of("resume", "a1b2c3d4-k3j2h1g0f9e8"), "resume-clocks", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("task", "a1b2c3d4-k3j2h1g0f9e8", "buy a disk", "--due", "2d"), "task",
                        "{\"actor\":\"anna\",\"task\":\"buy a disk\",\"due\":\"2d\"}"),
                Arguments.of(List.of("assign", "a1b2c3d4-k3j2h1g0f9e8", "a1", "--owner", "bob"), "assign-task",
                        "{\"actor\":\"anna\",\"task\":\"a1\",\"owner\":\"bob\"}"),
                Arguments.of(List.of("assign", "a1b2c3d4-k3j2h1g0f9e8", "a1", "--owner", ""), "assign-task",
                        "{\"actor\":\"anna\",\"task\":\"a1\",\"owner\":\"\"}"),
                Arguments.of(List.of("severity", "a1b2c3d4-k3j2h1g0f9e8", "SEV1"), "severity",
                        "{\"actor\":\"anna\",\"severity\":\"SEV1\"}"),
                Arguments.of(List.of("role", "a1b2c3d4-k3j2h1g0f9e8", "scribe", "bob"), "role",
                        "{\"actor\":\"anna\",\"role\":\"scribe\",\"person\":\"bob\"}"),
                Arguments.of(List.of("snooze", "a1b2c3d4-k3j2h1g0f9e8", "--for", "30m"), "snooze",
                        "{\"actor\":\"anna\",\"for\":\"30m\"}"),
                Arguments.of(List.of("move", "a1b2c3d4-k3j2h1g0f9e8", "a1b2c3d4-aaaaaaaaaaaa", "p:1", "p:2"), "move",
                        "{\"actor\":\"anna\",\"to\":\"a1b2c3d4-aaaaaaaaaaaa\",\"alerts\":[\"p:1\",\"p:2\"]}"),
                Arguments.of(List.of("confidential", "a1b2c3d4-k3j2h1g0f9e8", "true"), "confidential",
                        "{\"actor\":\"anna\",\"confidential\":true}"),
                Arguments.of(List.of("done", "a1b2c3d4-k3j2h1g0f9e8", "c1"), "complete-task",
                        "{\"actor\":\"anna\",\"task\":\"c1\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void shouldHaveASubcommandForEachCommandOfTheTable(CommandSpec spec) {
        var shell = Tocsin.commandLine().getSubcommands().get("incident").getSubcommands().get(spec.shell());

        assertThat(shell).isNotNull();
        var help = shell.getUsageMessage().replaceAll("\\s+", " ");
        assertThat(help).contains(spec.sentence());
        assertThat(spec.arguments()).extracting(Argument::sentence).allSatisfy(sentence -> assertThat(help).contains(
                sentence));
    }

    static List<CommandSpec> table() {
        return Commands.all();
    }

    @Test
    void shouldSayWhyItWasRefused() {
        status = 409;
        answer = "{\"detail\":\"already acknowledged by ben\"}";

        assertThat(run(List.of("ack", "a1b2c3d4-k3j2h1g0f9e8"))).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("already acknowledged by ben");
    }

    @Test
    void shouldSayThatItIsOnlyAccepted() {
        status = 202;
        answer = "{\"status\":\"accepted\"}";

        assertThat(run(List.of("ack", "a1b2c3d4-k3j2h1g0f9e8"))).isZero();
        assertThat(out.toString().strip()).isEqualTo("accepted: acknowledge of a1b2c3d4-k3j2h1g0f9e8");
    }

    private int run(List<String> words) {
        var line = new ArrayList<>(List.of("incident"));
        line.addAll(words);
        line.addAll(List.of("--by", "anna", "--console", "http://127.0.0.1:" + console.getAddress().getPort()));
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(line
                .toArray(String[]::new));
    }
}
