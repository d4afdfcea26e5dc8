package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The filters, ETags and description of {@code GET /api/incidents}. */
class IncidentListTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void fill() {
        console.projection.apply(anIncident("i1").setTitle("Checkout fails").setTeam("payments").setOpenedAt(NOW
                .minusSeconds(600)).build());
        console.projection.apply(anIncident("i2").setTitle("Search is slow").setService("search").setTeam("discovery")
                .setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(NOW).setAcknowledgedBy("ben").setOpenedAt(NOW
                        .minusSeconds(500)).build());
        console.projection.apply(anIncident("i3").setTitle("Login fails").setState(IncidentState.MITIGATED)
                .setMitigatedAt(NOW).setMitigatedBy("ada").setTeam("identity").setRoles(Map.of("commander", "cy"))
                .setSeverity(new Severity("SEV1", 1)).setOpenedAt(NOW.minusSeconds(400)).build());
        console.projection.apply(resolved("i4", NOW).setTitle("Disk full").setTeam("storage").setResolvedBy("ben")
                .setOpenedAt(NOW.minusSeconds(300)).build());
        console.projection.apply(anIncident("i5").setTitle("Key leaked").setConfidential(true).setTeam("security")
                .setService("vault").setRoles(Map.of("commander", "eve")).setOpenedAt(NOW.minusSeconds(200)).build());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {"state=unacknowledged | i5 i1",
            "state=acknowledged | i2", "state=mitigated,acknowledged | i3 i2", "state=resolved | i4",
            "state=closed | none", "state=all | i5 i4 i3 i2 i1", "state=resolved,mitigated | i4 i3",
            "team=Payments | i1", "service=SEARCH | i2", "severity=sev1 | i3", "person=BEN | i2",
            "person=ben&state=all | i4 i2", "person=cy | i3", "text=fails | i3 i1", "text=login+FAILS | i3",
            "text=i2 | i2", "text=fails&team=payments | i1", "text=nothing | none"})
    void shouldFindWhatIsAskedFor(String query, String expected) {
        var found = ids(console.get("/api/incidents?" + query));

        assertThat(found).containsExactlyElementsOf(expected == null ? List.of() : Arrays.asList(expected.split(" ")));
    }

    @Test
    void shouldFindByTheTimeOfOpening() {
        var since = NOW.minusSeconds(500);
        var until = NOW.minusSeconds(400);

        assertThat(ids(console.get("/api/incidents?since=" + since + "&until=" + until))).containsExactly("i2");
        assertThat(ids(console.get("/api/incidents?since=" + until))).containsExactly("i3", "i5");
        assertThat(ids(console.get("/api/incidents?until=" + since))).containsExactly("i1");
    }

    @ParameterizedTest(name = "{0} does not find a confidential incident without clearance")
    @ValueSource(strings = {"text=leaked", "person=eve"})
    void shouldNotTellAContentByFindingIt(String query) {
        assertThat(ids(console.get("/api/incidents?" + query))).isEmpty();
        assertThat(ids(console.get("/api/incidents?text=confidential"))).containsExactly("i5");
    }

    @ParameterizedTest(name = "{0} is answered 400")
    @ValueSource(strings = {"state=gone", "state=open,gone", "since=yesterday", "until=1"})
    void shouldRefuseAWrongFilter(String query) {
        var response = console.get("/api/incidents?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").stringValue()).contains(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/api/incidents", "/api/incidents/i1"})
    void shouldAnswerAnUnchangedQuestionWith304(String path) {
        var first = console.get(path);
        var tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(ask(path, tag).statusCode()).isEqualTo(304);
        assertThat(ask(path, tag).body()).isEmpty();
        assertThat(ask(path, "\"other\", W/" + tag).statusCode()).isEqualTo(304);
        assertThat(ask(path, "\"other\"").body()).isEqualTo(first.body());

        console.projection.apply(anIncident("i1").setTitle("Checkout is down").setRevision(9).build());

        assertThat(ask(path, tag).statusCode()).isEqualTo(200);
        assertThat(ask(path, tag).body()).contains("Checkout is down");
    }

    @Test
    void shouldDescribeEachParameterAndEachField() {
        var operation = json(console.get("/api/openapi.json")).get("paths").get("/api/incidents").get("get");
        var page = operation.get("responses").get("200").get("content").get("application/json").get("schema");
        var answer = json(console.get("/api/incidents"));

        assertThat(operation.get("parameters").valueStream().map(each -> each.get("name").stringValue()))
                .containsExactlyElementsOf(Arrays.stream(IncidentParameter.values()).map(IncidentParameter::key)
                        .toList());
        assertThat(fields(page)).containsExactlyInAnyOrderElementsOf(answer.propertyNames());
        assertThat(fields(page.at("/properties/incidents/items"))).containsExactlyInAnyOrderElementsOf(answer.get(
                "incidents").get(0).propertyNames());
    }

    private static List<String> fields(JsonNode schema) {
        return List.copyOf(schema.get("properties").propertyNames());
    }

    private HttpResponse<String> ask(String path, String tag) {
        return console.send(console.to(path).header("If-None-Match", tag));
    }

    private static List<String> ids(HttpResponse<String> response) {
        return json(response).get("incidents").valueStream().map(incident -> incident.get("id").stringValue()).toList();
    }
}
