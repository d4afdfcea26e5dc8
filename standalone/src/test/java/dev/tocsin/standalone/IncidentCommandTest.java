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
            assertThat(request).startsWith("POST /api/incidents/i-1/" + action + "?wait=5s ");
            var sent = JsonMapper.shared().readTree(request.substring(request.indexOf('{')));
            assertThat(sent).isEqualTo(JsonMapper.shared().readTree(body));
        });
        assertThat(out.toString().strip()).isEqualTo("done: i-1 is ACKNOWLEDGED");
    }

    static Stream<Arguments> commands() {
        return Stream.of(Arguments.of(List.of("ack", "i-1"), "acknowledge", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("note", "i-1", "looking"), "note", "{\"actor\":\"anna\",\"note\":\"looking\"}"),
                Arguments.of(List.of("assess", "i-1", "full disk"), "assess",
                        "{\"actor\":\"anna\",\"assessment\":\"full disk\"}"),
                Arguments.of(List.of("update", "i-1", "we look", "--audience", "both", "--next", "15m"), "update",
                        "{\"actor\":\"anna\",\"text\":\"we look\",\"audience\":\"both\",\"next\":\"15m\"}"),
                Arguments.of(List.of("mitigate", "i-1", "--action", "restarted", "--note", "x"), "mitigate",
                        "{\"actor\":\"anna\",\"note\":\"x\",\"action\":\"restarted\"}"),
                Arguments.of(List.of("failed", "i-1"), "mitigation-failed", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("resolve", "i-1", "--fix", "rotated"), "resolve",
                        "{\"actor\":\"anna\",\"fix\":\"rotated\"}"),
                Arguments.of(List.of("close", "i-1"), "close", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("pause", "i-1", "--reason", "vendor", "--for", "2h"), "pause-clocks",
                        "{\"actor\":\"anna\",\"reason\":\"vendor\",\"for\":\"2h\"}"),
                Arguments.of(List.of("resume", "i-1"), "resume-clocks", "{\"actor\":\"anna\"}"),
                Arguments.of(List.of("task", "i-1", "buy a disk", "--due", "2d"), "task",
                        "{\"actor\":\"anna\",\"task\":\"buy a disk\",\"due\":\"2d\"}"),
                Arguments.of(List.of("assign", "i-1", "a1", "--owner", "bob"), "assign-task",
                        "{\"actor\":\"anna\",\"task\":\"a1\",\"owner\":\"bob\"}"),
                Arguments.of(List.of("assign", "i-1", "a1", "--owner", ""), "assign-task",
                        "{\"actor\":\"anna\",\"task\":\"a1\",\"owner\":\"\"}"),
                Arguments.of(List.of("severity", "i-1", "SEV1"), "severity",
                        "{\"actor\":\"anna\",\"severity\":\"SEV1\"}"),
                Arguments.of(List.of("role", "i-1", "scribe", "bob"), "role",
                        "{\"actor\":\"anna\",\"role\":\"scribe\",\"person\":\"bob\"}"),
                Arguments.of(List.of("snooze", "i-1", "--for", "30m"), "snooze",
                        "{\"actor\":\"anna\",\"for\":\"30m\"}"),
                Arguments.of(List.of("move", "i-1", "i-2", "p:1", "p:2"), "move",
                        "{\"actor\":\"anna\",\"to\":\"i-2\",\"alerts\":[\"p:1\",\"p:2\"]}"),
                Arguments.of(List.of("confidential", "i-1", "true"), "confidential",
                        "{\"actor\":\"anna\",\"confidential\":true}"),
                Arguments.of(List.of("done", "i-1", "c1"), "complete-task", "{\"actor\":\"anna\",\"task\":\"c1\"}"));
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

        assertThat(run(List.of("ack", "i-1"))).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("already acknowledged by ben");
    }

    @Test
    void shouldSayThatItIsOnlyAccepted() {
        status = 202;
        answer = "{\"status\":\"accepted\"}";

        assertThat(run(List.of("ack", "i-1"))).isZero();
        assertThat(out.toString().strip()).isEqualTo("accepted: acknowledge of i-1");
    }

    private int run(List<String> words) {
        var line = new ArrayList<>(List.of("incident"));
        line.addAll(words);
        line.addAll(List.of("--by", "anna", "--console", "http://127.0.0.1:" + console.getAddress().getPort()));
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(line
                .toArray(String[]::new));
    }
}
