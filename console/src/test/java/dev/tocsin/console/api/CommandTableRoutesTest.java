package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.route.Route;
import dev.tocsin.console.route.RouteTable;
import dev.tocsin.event.Command;
import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.command.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each command of the table has a route and a form, and the description of the routes fits those that run. */
class CommandTableRoutesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void anOpenIncident() {
        console.projection.apply(anIncident("i1").build());
        console.projection.apply(resolved("i2", NOW).build());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    static List<CommandSpec> commands() {
        return Commands.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldAnswerUnderTheRouteOfTheDescription(CommandSpec spec) {
        var operation = json(console.get("/api/openapi.json")).get("paths").get("/api/incidents/{id}/" + spec.name())
                .get("post");
        var schema = operation.get("requestBody").get("content").get("application/json").get("schema");

        var response = console.post("/api/incidents/i1/" + spec.name(), JSON.writeValueAsString(sample(spec)));

        var isAccepted = spec.accepted().contains(Stage.OPEN);
        assertThat(response.statusCode()).isEqualTo(isAccepted ? 202 : 409);
        assertThat(operation.get("responses").has(Integer.toString(response.statusCode()))).isTrue();
        assertThat(console.written).hasSize(isAccepted ? 1 : 0).allSatisfy(signal -> assertThat(((Command) signal
                .getBody()).getKind()).isEqualTo(spec.kind()));
        assertThat(schema.get("properties").propertyNames()).containsAll(sample(spec).keySet()).contains("actor",
                "note", "commandId");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldRefuseWhatTheDescriptionCallsRequiredWhenItIsMissing(CommandSpec spec) {
        var schema = json(console.get("/api/openapi.json")).at("/paths/~1api~1incidents~1{id}~1" + spec.name()
                + "/post/requestBody/content/application~1json/schema");

        assertThat(texts(schema.path("required"))).allSatisfy(name -> {
            var body = sample(spec);
            body.remove(name);
            assertThat(console.post("/api/incidents/i1/" + spec.name(), JSON.writeValueAsString(body)).statusCode())
                    .isEqualTo(400);
        });
        assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        assertThat(console.post("/api/incidents/i1/" + spec.name(), "{\"unknown\":\"x\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldDescribeNoRouteThatDoesNotRun() {
        var paths = json(console.get("/api/openapi.json")).get("paths");
        var described = paths.propertyNames().stream().flatMap(path -> paths.get(path).propertyNames().stream().map(
                method -> method.toUpperCase(Locale.ROOT) + " " + path)).toList();
        var commands = Commands.all().stream().map(spec -> "/api/incidents/{id}/" + spec.name()).toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(RouteTable.all().stream().filter(row -> row.path()
                .startsWith("/api/")).map(Route::label).toList());
        assertThat(ReadSpec.ALL).allSatisfy(spec -> assertThat(console.get(spec.path().replace("{id}",
                "i1")).statusCode()).isEqualTo(200));
        assertThat(commands).allSatisfy(path -> assertThat(console.send(console.to(path.replace("{id}", "i1")))
                .statusCode()).as("GET is not allowed on a route that exists").isEqualTo(405));
        assertThat(described).hasSize(paths.propertyNames().stream().flatMap(path -> paths.get(path).valueStream()).map(
                operation -> operation.get("operationId").stringValue()).collect(Collectors.toSet()).size());
    }

    @Test
    void shouldListWhatAFormNeeds() {
        var listed = json(console.get("/api/commands")).get("commands");

        assertThat(StreamSupport.stream(listed.spliterator(), false).map(each -> each.get("name").stringValue()))
                .containsExactlyElementsOf(Commands.all().stream().map(CommandSpec::name).toList());
        var snooze = StreamSupport.stream(listed.spliterator(), false).filter(each -> each.get("name").stringValue()
                .equals("snooze")).findFirst().orElseThrow();
        assertThat(snooze.get("label").stringValue()).isEqualTo("Snooze");
        assertThat(texts(snooze.get("exactlyOneOf"))).containsExactly("for", "until");
        assertThat(snooze.get("arguments").get(0)).isEqualTo(JSON.readTree("""
                {"name":"for","type":"duration","description":"Length of the snooze, such as 30m.","required":false,
                 "clears":false,"longest":100,"within":"7d","choices":[]}"""));
    }

    @Test
    void shouldNameTheCommandsThatAnIncidentAccepts() {
        assertThat(accepted("i1")).contains("acknowledge", "mitigate", "note").doesNotContain("unacknowledge", "reopen",
                "close");
        assertThat(accepted("i2")).contains("reopen", "close", "note").doesNotContain("acknowledge", "resolve");
    }

    private List<String> accepted(String id) {
        return texts(json(console.get("/api/incidents/" + id)).get("incident").get("commands"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::stringValue).toList();
    }

    private static Map<String, Object> sample(CommandSpec spec) {
        var body = new TreeMap<String, Object>();
        spec.arguments().stream().filter(argument -> !spec.exclusive().contains(argument.name()) || argument.name()
                .equals(spec.exclusive().getFirst())).filter(argument -> !argument.name().equals("phase")).forEach(
                        argument -> body.put(argument.name(), sample(argument)));
        return body;
    }

    private static Object sample(Argument argument) {
        return switch (argument.type()) {
            case LINE, TEXT, SEVERITY, ROLE, PERSON, ESCALATION, FOLLOW_UP -> "word";
            case CHOICE -> argument.choices().getFirst();
            case DURATION, MOMENT -> "30m";
            case INSTANT -> NOW.plusSeconds(600).toString();
            case INCIDENT -> "a1b2c3d4-k3j2h1g0f9e8";
            case ALERTS -> List.of("prom:db-2");
            case BOOLEAN -> true;
            case URL -> "https://wiki.example.org/1";
        };
    }
}
