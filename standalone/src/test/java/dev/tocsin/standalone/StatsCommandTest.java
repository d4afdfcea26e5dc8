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

/** {@code tocsin stats}, as it is typed. */
class StatsCommandTest {

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

    @Test
    void shouldAskForAPeriodAndPrintTheFigures() {
        answer = """
                {"from":"2026-09-30T22:00:00Z","to":"2026-10-31T23:00:00Z","zone":"Europe/Zurich","notes":["The log has all facts only since X."],
                 "totals":{"opened":12,"reopened":3,"open":1,"carriedIn":2,"pages":30,"pagesAtNight":7},
                 "times":[{"by":"all","name":"","responses":15,"acknowledge":{"times":{"medianSeconds":150,"p90Seconds":600},"open":1},
                   "mitigate":{"times":{"medianSeconds":null,"p90Seconds":null},"open":2},"resolve":{"times":{"medianSeconds":7200,"p90Seconds":9000},"open":1}},
                  {"by":"team","name":"","responses":15}],
                 "people":[{"person":"ben\\u001b[31m","zone":"UTC","pages":9,"atNight":4,"nights":3,"onWeekends":2}],
                 "flappers":[{"alert":"Disk","service":"db","firings":9,"advice":[{"change":"FOR","sentence":"It usually fires for only 2 min."}]}]}""";

        assertThat(run("stats", List.of("--from", "2026-10-01", "--to", "2026-11-01", "--team", "a&b"))).isZero();

        assertThat(asked).containsExactly("/api/reports?from=2026-10-01&to=2026-11-01&team=a%26b");
        assertThat(out.toString()).doesNotContain("\u001b").contains(
                "12 opened, 3 reopened, 1 still open, 2 open before, 30 pages, 7 of them at night",
                "incomplete: The log has all facts only since X.", "2 min 30 s / 10 min / 1", "- / - / 2",
                "2 h / 2 h 30 min / 1", "team (none)", "Disk of db, 9 firings", "    It usually fires for only 2 min.");
    }

    @Test
    void shouldPrintATableAsCsvAndTheWholeAsJson() {
        answer = "by,name\r\nall,\r\n";
        assertThat(run("stats", List.of("-o", "csv", "--table", "people"))).isZero();
        assertThat(out.toString()).isEqualTo("by,name\r\nall,\r\n");

        answer = "{\"complete\":true}";
        assertThat(run("stats", List.of("-o", "json"))).isZero();
        assertThat(out.toString()).contains("{\"complete\":true}");
        assertThat(asked).containsExactly("/api/reports/people.csv", "/api/reports");
    }

    @Test
    void shouldFailWithTheReasonOfTheConsole() {
        status = 400;
        answer = "{\"detail\":\"from must be before to\"}";

        assertThat(run("stats", List.of("--from", "2026-12-01"))).isEqualTo(1);
        assertThat(err.toString()).contains("from must be before to");
    }

    private int run(String command, List<String> arguments) {
        var line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        line.addAll(List.of("--console", "http://127.0.0.1:" + console.getAddress().getPort()));
        return Tocsin.commandLine(line.toArray(String[]::new)).setOut(new PrintWriter(out, true)).setErr(
                new PrintWriter(err, true)).execute(line.toArray(String[]::new));
    }
}
