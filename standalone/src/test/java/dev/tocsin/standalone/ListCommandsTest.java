package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that list, as they are typed, against canned answers of a console. */
class ListCommandsTest {

    private static final String ONE = """
            {"id":"a1b2c3d4-k3j2h1g0f9e8","severity":"SEV1","severityRank":1,"state":"OPEN","service":"checkout","openedAt":"2026-11-21T02:00:00Z","title":"down"}""";
    private static final String TWO = """
            {"id":"a1b2c3d4-aaaaaaaaaaaa","severity":"SEV2","severityRank":2,"state":"OPEN","service":"checkout","openedAt":"2026-11-21T02:00:00Z","title":"slow"}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            var path = exchange.getRequestURI().toString();
            var match = exchange.getRequestHeaders().getFirst("If-None-Match");
            asked.add(exchange.getRequestMethod() + " " + path + (match == null ? "" : " " + match));
            var answer = answers.entrySet().stream().filter(each -> path.startsWith(each.getKey())).max(Map.Entry
                    .comparingByKey()).map(Map.Entry::getValue).orElse("");
            var tag = "\"" + answer.hashCode() + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(match)) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                var bytes = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    private int run(String... words) {
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(Stream
                .concat(Stream.of(words), Stream.of("--console", "http://127.0.0.1:" + console.getAddress().getPort()))
                .toArray(String[]::new));
    }

    private static String incidents(String... some) {
        return "{\"incidents\":[" + String.join(",", some) + "],\"total\":" + some.length + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"incidents | state=open", "incident | state=open",
            "incidents --open | state=open",
            "incidents --all | state=all",
            "incidents --state unacknowledged,mitigated --severity SEV1 | state=unacknowledged%2Cmitigated&severity=SEV1",
            "incidents --service checkout --team shop --person ada --text slow | state=open&service=checkout&team=shop&person=ada&text=slow",
            "incident list --since 2026-11-20T00:00:00Z | state=open&since=2026-11-20T00%3A00%3A00Z"})
    void shouldFilterWhereTheIncidentsAre(String typed, String query) {
        answers.put("/api/incidents", incidents(ONE));

        assertThat(run(typed.split(" "))).isZero();

        assertThat(asked).containsExactly("GET /api/incidents?limit=500&" + query);
        assertThat(out.toString()).contains("a1b2c3d4-k3j2h1g0f9e8  SEV1");
    }

    @Test
    void shouldAcknowledgeTheOneOpenIncidentOfAService() {
        answers.put("/api/incidents?limit=20&state=open&service=checkout", incidents(ONE));
        answers.put("/api/incidents?limit=500", incidents(ONE));
        answers.put("/api/incidents/a1b2c3d4-k3j2h1g0f9e8/acknowledge", "{\"incident\":{\"state\":\"ACKNOWLEDGED\"}}");

        assertThat(run("incident", "ack", "checkout")).isZero();
        assertThat(out.toString().strip()).isEqualTo("done: a1b2c3d4-k3j2h1g0f9e8 is ACKNOWLEDGED");
    }

    @Test
    void shouldSayWhatToTypeWhereAServiceHasSeveral() {
        answers.put("/api/incidents", incidents(ONE, TWO));

        assertThat(run("incident", "ack", "checkout")).isEqualTo(2);
        assertThat(err.toString()).contains("'checkout' can be 2 incidents", "tocsin incident ack k3j2h1g0f9e8",
                "tocsin incident ack aaaaaaaaaaaa");
        assertThat(asked).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void shouldFindAnIncidentByTheBeginningOfItsId() {
        answers.put("/api/incidents?limit=20", incidents());
        answers.put("/api/incidents?limit=500&state=all&text=k3j2", incidents(ONE));
        answers.put("/api/incidents/a1b2c3d4-k3j2h1g0f9e8",
                """
                {"incident":%s,"timeline":[{"at":"2026-11-21T02:00:00Z","summary":"Opened by prometheus"}],"notifications":[],"clocks":[]}"""
                        .formatted(ONE));

        assertThat(run("incident", "show", "k3j2")).isZero();
        assertThat(out.toString()).contains("SEV1  checkout: down", "id          a1b2c3d4-k3j2h1g0f9e8",
                "Opened by prometheus");
    }

    @Test
    void shouldListAlertsDeliveriesAndChannels() {
        answers.put("/api/alerts",
                """
                {"total":2,"notHeld":0,"alerts":[{"identity":"p:1","name":"DiskFull","status":"FIRING","service":"db","since":"2026-11-21T02:00:00Z","source":"prom",
                 "incidentSeverity":"SEV2","incidentId":"a1b2c3d4-k3j2h1g0f9e8","labels":{"host":"db-1"}},{"name":"Other","status":"RESOLVED","service":"web"}]}""");
        answers.put("/api/deliveries",
                """
                {"total":2,"channels":[{"channel":"chat","type":"slack","delivered":3,"failed":1,"notSent":0,"underWay":0}],
                 "notifications":[{"id":"n1","kind":"PAGE","target":"ada","channel":"chat","incidentId":"a1b2c3d4-k3j2h1g0f9e8","createdAt":"2026-11-21T02:00:00Z",
                  "delivery":{"outcome":"REJECTED","reason":"channel_not_found"}},{"id":"n2","kind":"PAGE","target":"ben","channel":"inbox","delivery":{"outcome":"DELIVERED"}}]}""");
        answers.put("/api/status",
                "{\"refusing\":[{\"channel\":\"chat\",\"destination\":\"C1\",\"reason\":\"channel_not_found\"}]}");

        assertThat(run("alerts", "--firing", "--text", "db-1")).isZero();
        assertThat(out.toString()).contains("firing", "DiskFull", "k3j2h1g0f9e8").doesNotContain("Other");
        assertThat(run("deliveries", "--failed")).isZero();
        assertThat(out.toString()).contains("rejected", "channel_not_found").doesNotContain("ben");
        assertThat(run("channels")).isZero();
        assertThat(out.toString()).containsPattern("chat +slack +3 +1 +0 +0 +- +C1: channel_not_found");
    }

    @Test
    void shouldListPreviewAndExpireSilences() {
        answers.put("/api/silences", """
                {"silences":[{"id":"6f1c","state":"active","kind":"silence","what":"a=\\"b\\"","services":[],"endsAt":null,"author":"ada","reason":"backup"},
                 {"id":"77aa","state":"expired","reason":"old"}]}""");
        answers.put("/api/silences/preview",
                "{\"hides\":1,\"hidesAlerts\":2,\"lookedAt\":5,\"worstHidden\":\"SEV1\",\"incidents\":[" + ONE
                        + "],\"past\":{\"from\":\"2026-11-30T00:00:00Z\",\"complete\":false,\"alerts\":3,\"firings\":8,\"touched\":2,"
                        + "\"unseen\":1,\"pages\":4,\"incidents\":[{\"id\":\"past-1\",\"title\":\"Backup was late\",\"severity\":\"SEV2\","
                        + "\"severityRank\":2,\"service\":\"backup\",\"openedAt\":\"2026-11-30T00:00:00Z\",\"unseen\":true,\"pages\":4}]}}");
        answers.put("/api/silences/6f1c", "{}");

        assertThat(run("silences")).isZero();
        assertThat(out.toString()).contains("6f1c", "with the policy", "backup").doesNotContain("77aa");
        assertThat(run("silence", "list", "--all")).isZero();
        assertThat(out.toString()).contains("77aa");
        assertThat(run("silences", "preview", "a=\"b\"", "--for", "2h", "--reason", "x")).isZero();
        assertThat(out.toString()).contains("hides 2 alerts of 1 of 5 open incidents now, the worst with severity SEV1",
                "checkout");
        assertThat(out.toString()).contains("would have hidden 8 firings of 3 alerts in the last 7d",
                "would have paged nobody for 1 of the 2 incidents that these alerts belong to (pages sent: 4)",
                "Backup was late", "whole");
        assertThat(err.toString()).contains("read back to 2026-11-30T00:00:00Z only");
        assertThat(asked).contains("POST /api/silences/preview?past=7d");
        assertThat(run("silences", "preview", "a=\"b\"", "--for", "2h", "--reason", "x", "--past", "31d")).isZero();
        assertThat(asked).contains("POST /api/silences/preview?past=31d");
        assertThat(run("silence", "expire", "6f")).isZero();
        assertThat(out.toString()).contains("ended: 6f1c");
        assertThat(run("silence", "end", "6f1c")).isZero();
    }

    @Test
    void shouldTellWhoIsOnCallAndWhoIsNext() {
        answers.put("/api/oncall",
                """
                {"at":"2026-11-21T03:00:00Z","policyVersion":3,"changes":[{"id":"0f3c","state":"active","kind":"override","schedule":"primary","people":["ben"],"reason":"ill"}],
                 "schedules":[{"name":"primary","zone":"Europe/Berlin","now":["ada"],"by":"layer weeks","shifts":[
                  {"people":["ada"],"from":"2026-11-21T03:00:00Z","to":"2026-11-23T08:00:00Z","why":"LAYER","layer":"weeks"},
                  {"people":["ben"],"from":"2026-11-23T08:00:00Z","to":"2026-11-30T08:00:00Z","why":"OVERRIDE","layer":""}]}]}""");

        assertThat(run("oncall")).isZero();
        assertThat(out.toString()).containsPattern("primary +ada +layer weeks +2026-11-23T08:00:00Z +ben");
        assertThat(run("oncall", "list", "--at", "2026-11-24T00:00:00Z")).isZero();
        assertThat(out.toString()).containsPattern("primary +ben +override");
        assertThat(run("oncall", "list", "--changes")).isZero();
        assertThat(out.toString()).contains("0f3c", "ill");
    }

    @Test
    void shouldPrintTheApisJson() {
        answers.put("/api/incidents", incidents(ONE));

        assertThat(run("incidents", "-o", "json")).isZero();
        assertThat(out.toString().strip()).isEqualTo("[" + tools.jackson.databind.json.JsonMapper.shared().readTree(ONE)
                + "]");
        assertThat(run("incidents", "-o", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("use -o table, wide or json");
    }

    @Test
    void shouldShowAListAgainAfterAChangeAndAskByItsTag() throws InterruptedException {
        answers.put("/api/incidents", incidents(ONE));
        var watching = Thread.ofPlatform().start(() -> run("incidents", "--watch"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("down") && asked.stream()
                .anyMatch(request -> request.startsWith("GET /api/incidents") && request.endsWith("\"")));
        assertThat(out.toString().split("ACKNOWLEDGED BY", -1)).hasSize(2);

        answers.put("/api/incidents", incidents(ONE, TWO));

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> out.toString().contains("slow"));
        watching.interrupt();
        watching.join(Duration.ofSeconds(10));
        assertThat(watching.isAlive()).isFalse();
    }

    @Test
    void shouldListWhoChangedWhat() {
        answers.put("/api/audit",
                """
                        {"entries":[{"at":"2026-11-21T02:00:00.123Z","person":"ada","role":"responder","method":"POST","route":"/api/incidents/{id}/acknowledge","subject":"i1","status":202,"problem":""},
                        {"at":"2026-11-21T01:00:00Z","person":"","role":"","address":"192.0.2.7","method":"POST","route":"/login","subject":"","status":401,"problem":"wrong\\u001b[2J token"}],"total":3,"complete":false}""");

        assertThat(run("audit", "--person", "ada", "--subject", "i1", "--limit", "2")).isZero();

        assertThat(asked).singleElement().asString().startsWith("GET /api/audit?since=").endsWith(
                "&limit=2&person=ada&subject=i1");
        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", "|"))).containsExactly(
                "AT|PERSON|ROLE|STATUS|REQUEST|SUBJECT|PROBLEM",
                "2026-11-21T02:00:00Z|ada|responder|202|POST /api/incidents/{id}/acknowledge|i1",
                "2026-11-21T01:00:00Z|(192.0.2.7)|401|POST /login|wrong [2J token");
        assertThat(err.toString()).contains("the newest 2 of 3 entries", "incomplete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit --json", "audit -o json"})
    void shouldPrintTheAuditAsTheApiAnswersIt(String typed) {
        answers.put("/api/audit", "{\"entries\":[],\"total\":0,\"complete\":true}");

        assertThat(run(typed.split(" "))).isZero();

        assertThat(out.toString().strip()).isEqualTo("{\"entries\":[],\"total\":0,\"complete\":true}");
    }
}
