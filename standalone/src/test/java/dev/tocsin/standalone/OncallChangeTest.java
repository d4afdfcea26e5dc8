package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tocsin oncall override}, {@code swap} and {@code undo}, as they are typed. */
class OncallChangeTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private String answer = "{}";
    private int status = 200;
    private HttpServer console;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
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

    @Test
    void shouldSendAnOverride() {
        answer = """
                {"id":"c1","from":"2026-11-16T12:00:00Z","until":"2026-11-16T18:00:00Z"}""";

        assertThat(run("override", "primary", "--who", "ben,cleo", "--from", "2026-11-16T13:00", "--until",
                "2026-11-16T19:00", "--zone", "Europe/Berlin", "--reason", "anna is ill", "--author", "ada")).isZero();

        assertThat(asked).containsExactly("POST /api/oncall {\"kind\":\"override\",\"schedule\":\"primary\","
                + "\"people\":[\"ben\",\"cleo\"],\"from\":\"2026-11-16T12:00:00Z\",\"until\":\"2026-11-16T18:00:00Z\","
                + "\"author\":\"ada\",\"reason\":\"anna is ill\"}");
        assertThat(out.toString().strip()).isEqualTo("c1, from 2026-11-16T12:00:00Z until 2026-11-16T18:00:00Z");
    }

    @Test
    void shouldSendASwapAndUndoIt() {
        assertThat(run("swap", "primary", "anna", "ben", "--for", "1d", "--reason", "concert", "--author", "ada"))
                .isZero();
        assertThat(run("undo", "c1", "--author", "ada b")).isZero();

        assertThat(asked).containsExactly("POST /api/oncall {\"kind\":\"swap\",\"schedule\":\"primary\","
                + "\"people\":[\"anna\",\"ben\"],\"for\":\"1d\",\"author\":\"ada\",\"reason\":\"concert\"}",
                "DELETE /api/oncall/c1?actor=ada%20b ");
    }

    @Test
    void shouldSayWhyItWasRefused() {
        status = 409;
        answer = """
                {"title":"Another change holds at the same time","detail":"undo it first"}""";

        assertThat(run("override", "primary", "--who", "ben", "--for", "1h", "--reason", "x")).isEqualTo(1);
        assertThat(err.toString()).contains("undo it first");
    }

    @Test
    void shouldShowWhoIsOnCallWithTheChangesOfAConsole() throws IOException {
        var policy = Files.writeString(folder.resolve("policy.yml"), """
                policy: shop
                severities: [{id: SEV1, ladder: urgent}]
                ladders: {urgent: {steps: [{notify: [primary]}]}}
                targets: {anna: [inbox], ben: [inbox], cleo: [inbox]}
                channels: {inbox: {type: inbox}}
                schedules: {primary: {zone: Etc/UTC, layers: {people: anna}}}
                """).toString();
        answer = """
                {"changes":[
                 {"id":"c1","kind":"override","schedule":"primary","people":["ben"],"from":"2026-11-16T12:00:00Z",
                  "until":"2026-11-16T18:20:00Z","author":"ada","reason":"ill","setAt":"2026-11-16T10:00:00Z","state":"active"},
                 {"id":"c2","kind":"override","schedule":"primary","people":["cleo"],"from":"2026-11-16T12:00:00Z",
                  "until":"2026-11-16T18:00:00Z","author":"ada","reason":"ill","setAt":"2026-11-16T11:00:00Z","state":"undone"}]}""";

        assertThat(run("at", policy, "2026-11-16T13:00:00Z")).isZero();
        assertThat(out.toString().strip()).isEqualTo(
                "primary  ben, until Mon 2026-11-16 18:20 (Etc/UTC), then anna");
        assertThat(Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute("whopages",
                policy, "--console", address(), "--from", "2026-11-16T10:00:00Z", "--to", "2026-11-17")).isZero();
        assertThat(out.toString()).contains("Mon 2026-11-16 12:00 - Mon 2026-11-16 18:20  ben");
    }

    private int run(String... words) {
        return Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(Stream.of(Stream
                .of("oncall"), Stream.of(words), Stream.of("--console", address())).flatMap(each -> each).toArray(
                        String[]::new));
    }

    private String address() {
        return "http://127.0.0.1:" + console.getAddress().getPort();
    }
}
