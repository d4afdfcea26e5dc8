package dev.tocsin.console.alertmanager;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Alertmanager's API v2, as amtool, karma and Grafana use it. */
class AlertmanagerRoutesTest {

    private static final String SILENCE = """
            {"matchers":[{"name":"instance","value":"db-1","isRegex":false}],"startsAt":"2020-01-01T00:00:00.000Z",
             "endsAt":"%s","createdBy":"ada","comment":"moving","annotations":{}}""";

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void open() {
        console.projection.apply(anIncident("i1").setLadder("urgent").setAlerts(List.of(member("db-1",
                AlertStatus.FIRING), member("db-2", AlertStatus.FIRING), member("db-3", AlertStatus.RESOLVED)))
                .build());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldListTheFiringAlertsOfIncidents() {
        var alerts = json(console.get("/api/v2/alerts"));

        assertThat(alerts.valueStream().map(alert -> alert.at("/labels/instance").asString()))
                .containsExactlyInAnyOrder(
                        "db-1", "db-2");
        assertThat(alerts.get(0).propertyNames()).contains("labels", "annotations", "receivers", "fingerprint",
                "startsAt",
                "updatedAt", "endsAt", "generatorURL", "status");
        assertThat(alerts.get(0).at("/receivers/0/name").asString()).isEqualTo("urgent");
        assertThat(alerts.get(0).at("/status/state").asString()).isEqualTo("active");
        assertThat(alerts.get(0).at("/status/silencedBy").isArray()).isTrue();
        assertThat(alerts.get(0).at("/annotations/tocsin_incident").asString()).isEqualTo("i1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filter=instance="db-1"          | 1
            filter=instance=~"db-.*"        | 2
            filter=instance!="db-1"         | 1
            filter=nosuch=""                | 2
            receiver=urg.*                  | 2
            receiver=urg                    | 0
            active=false                    | 0
            silenced=false&inhibited=false  | 2
            unprocessed=false               | 2
            """)
    void shouldFilter(String query, int count) {
        var at = query.indexOf('=');
        var asked = query.contains("\"")
                ? query.substring(0, at + 1) + URLEncoder.encode(query.substring(at + 1),
                        StandardCharsets.UTF_8)
                : query;

        assertThat(json(console.get("/api/v2/alerts?" + asked))).hasSize(count);
    }

    @Test
    void shouldRequireEveryFilter() {
        assertThat(json(console.get("/api/v2/alerts?filter=instance%3Ddb-1&filter=instance%3Ddb-2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter=%3D%3D", "filter=a%3D~(", "active=perhaps"})
    void shouldAnswerAWrongQueryWithAJsonString(String query) {
        var answer = console.get("/api/v2/alerts?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).isString()).isTrue();
    }

    @Test
    void shouldGroupByIncidentWithTheLadderAsReceiver() {
        var groups = json(console.get("/api/v2/alerts/groups?filter=instance%3Ddb-1"));

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).at("/labels/tocsin_incident").asString()).isEqualTo("i1");
        assertThat(groups.get(0).at("/routeLabels").isObject()).isTrue();
        assertThat(groups.get(0).at("/receiver/name").asString()).isEqualTo("urgent");
        assertThat(groups.get(0).get("alerts")).hasSize(1);
    }

    @Test
    void shouldSilenceListAndExpire() {
        var created = post(SILENCE.formatted(NOW.plus(Duration.ofHours(2))));
        var id = json(created).get("silenceID").asString();
        var silenced = json(console.get("/api/v2/alerts?active=false"));
        var expired = console.send(console.to("/api/v2/silence/" + id).DELETE());

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(silenced).hasSize(1);
        assertThat(silenced.get(0).at("/status/state").asString()).isEqualTo("suppressed");
        assertThat(silenced.get(0).at("/status/silencedBy/0").asString()).isEqualTo(id);
        assertThat(expired.statusCode()).isEqualTo(200);
        assertThat(expired.body()).isEmpty();
        assertThat(json(console.get("/api/v2/silence/" + id)).at("/status/state").asString()).isEqualTo("expired");
        assertThat(json(console.get("/api/v2/silences")).valueStream().map(each -> each.get("id").asString())).contains(
                id);
        assertThat(console.silenced).extracting(SilenceSet::getAuthor).containsOnly("ada");
    }

    @Test
    void shouldReplaceASilenceByAnotherAndThenEndIt() {
        var first = id(post(SILENCE.formatted(NOW.plus(Duration.ofHours(2)))));
        var second = id(post(SILENCE.formatted(NOW.plus(Duration.ofHours(3))).replace("{\"matchers", "{\"id\":\""
                + first
                + "\",\"matchers")));

        assertThat(second).isNotEqualTo(first);
        assertThat(state(first)).isEqualTo("expired");
        assertThat(state(second)).isEqualTo("active");
        assertThat(console.silenced).extracting(SilenceSet::getSilenceId).containsExactly(first, second, first);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"matchers":[],"startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z","createdBy":"a","comment":"b"}
            400 | {"matchers":[{"name":"a","value":"b"}],"endsAt":"2020-01-01T00:00:00Z","createdBy":"a","comment":"b"}
            400 | {"matchers":[{"name":"a","value":"("  ,"isRegex":true}],"endsAt":"END","createdBy":"a","comment":"b"}
            400 | {"matchers":[{"name":"a","value":"b"}],"endsAt":"END","createdBy":"a"}
            400 | {"matchers":[{"name":"a","value":".*","isRegex":true}],"endsAt":"END","createdBy":"a","comment":"b"}
            404 | {"id":"unknown","matchers":[{"name":"a","value":"b"}],"endsAt":"END","createdBy":"a","comment":"b"}
            """)
    void shouldRefuseASilenceWithAJsonString(int status, String body) {
        var answer = post(body.replace("END", NOW.plus(Duration.ofHours(1)).toString()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).isString()).isTrue();
        assertThat(console.silenced).isEmpty();
    }

    @Test
    void shouldNotKnowAnotherSilence() {
        assertThat(console.get("/api/v2/silence/nosuch").statusCode()).isEqualTo(404);
        assertThat(console.send(console.to("/api/v2/silence/nosuch").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatItIs() {
        var status = json(console.get("/api/v2/status"));

        assertThat(status.at("/versionInfo/version").asString()).isEqualTo("0.28.0");
        assertThat(status.at("/cluster/status").asString()).isEqualTo("disabled");
        assertThat(status.at("/config/original").asString()).startsWith("route:\n  receiver: '");
        assertThat(json(console.get("/api/v2/receivers")).get(0).get("name").asString()).isNotEmpty();
        assertThat(console.get("/metrics").body()).contains("alertmanager_build_info{");
    }

    /** Grafana asks there first, and takes a 200 for another product. */
    @Test
    void shouldNotAnswerUnderThePathOfMimir() {
        assertThat(console.get("/alertmanager/api/v2/status").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldHideConfidentialIncidents() {
        console.projection.apply(anIncident("i1").setRevision(9).setConfidential(true).setAlerts(List.of(member("db-1",
                AlertStatus.FIRING))).build());

        assertThat(json(console.get("/api/v2/alerts"))).isEmpty();
    }

    @Test
    void shouldTakeTheTokenAsBasicPassword() {
        try (var guarded = new ConsoleFixture(Settings.of(Map.of("console.token", "0123456789abcdef")))) {
            var basic = "Basic " + Base64.getEncoder().encodeToString("amtool:0123456789abcdef".getBytes(
                    StandardCharsets.UTF_8));
            var right = guarded.send(guarded.to("/api/v2/status").header("Authorization", basic));

            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(guarded.get("/api/v2/status").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "from {0} as {1}: {2}")
    @CsvSource({"127.0.0.1, localhost:7401, 200", "10.0.0.7, localhost:7401, 403", "127.0.0.1, evil.example, 403",
            "nonsense, localhost, 403"})
    void shouldServeWhatIngestForwardsFromThisMachineOnlyWithoutAToken(String client, String host, int status) {
        var answer = console.send(console.to("/api/v2/status").header("Tocsin-Forwarded-For", client).header(
                "Tocsin-Forwarded-Host", host));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> post(String body) {
        return console.send(console.to("/api/v2/silences").header("Content-Type", "application/json").POST(
                BodyPublishers
                        .ofString(body)));
    }

    private String state(String id) {
        return json(console.get("/api/v2/silence/" + id)).at("/status/state").asString();
    }

    private static String id(HttpResponse<String> created) {
        JsonNode answer = json(created);
        return answer.get("silenceID").asString();
    }

    private static IncidentAlert member(String instance, AlertStatus status) {
        return IncidentAlert.newBuilder().setIdentity("prom:" + instance).setName("Down").setSummary(instance
                + " is down").setSource("prom").setStatus(status).setSince(NOW.minusSeconds(60)).setJoinedAt(NOW)
                .setLabels(Map.of("alertname", "Down", "instance", instance)).build();
    }
}
