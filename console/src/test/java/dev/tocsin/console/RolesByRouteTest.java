package dev.tocsin.console;

import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.console.access.TestTokens;
import dev.tocsin.console.route.Route;
import dev.tocsin.console.route.RouteTable;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.command.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Each role against each route, and the table of both in {@code docs/access.md}: a new route, or another role for one, fails
 * until somebody writes the table anew ({@code -Dtocsin.documents=write}) and looks at it.
 */
class RolesByRouteTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "access.md");
    private static final String BEGIN = "<!-- routes: made from RouteTable by RolesByRouteTest -->\n";
    private static final String END = "<!-- end of routes -->";
    private static final Map<Role, String> SECRETS = new EnumMap<>(Role.class);

    @TempDir
    private static Path folder;

    private static HttpClient client;
    private static ConsoleFixture console;
    private static JsonNode openApi;

    @BeforeAll
    static void start() {
        client = HttpClient.newHttpClient();
        var tokens = new TestTokens(folder);
        for (var role : Role.values()) {
            SECRETS.put(role, tokens.add(role.name().toLowerCase(Locale.ROOT), role));
        }
        console = new ConsoleFixture(Settings.of(Map.of("console.tokens.file", tokens.file().toString())));
        console.projection.apply(anIncident("i1").build());
        openApi = ConsoleFixture.json(console.send(console.to("/api/openapi.json").header("Authorization", "Bearer "
                + SECRETS.get(Role.VIEWER))));
    }

    @AfterAll
    static void stop() {
        console.close();
        client.close();
    }

    static List<Route> routes() {
        return RouteTable.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void shouldAdmitThoseWhoHaveTheRoleAndNobodyElse(Route route) throws IOException, InterruptedException {
        var stranger = ask(route, Optional.empty());
        if (route.role().isEmpty()) {
            assertThat(stranger.status()).isNotEqualTo(403);
            return;
        }
        if (route.path().equals("/")) {
            assertThat(stranger.status()).as("to the login").isEqualTo(302);
        } else {
            assertThat(stranger.status()).isEqualTo(401);
        }
        for (var role : Role.values()) {
            var answer = ask(route, Optional.of(role));
            if (role.includes(route.role().get())) {
                assertThat(answer.status()).as("%s as %s: %s", route.label(), role, answer.body()).isNotIn(401, 403,
                        405,
                        500);
            } else {
                assertThat(answer.status()).as("%s as %s", route.label(), role).isEqualTo(403);
                assertThat(answer.body()).contains("/problems/role");
            }
        }
    }

    static List<Route> described() {
        return RouteTable.all().stream().filter(route -> route.path().startsWith("/api/")).toList();
    }

    /** The OpenAPI document against the running server: the role that it names is the least that is let in. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("described")
    void shouldDescribeTheRoleThatTheServerAsksFor(Route route) throws IOException, InterruptedException {
        var operation = openApi.get("paths").get(route.path()).get(route.method().name().toLowerCase(Locale.ROOT));
        var security = operation.get("security");
        var problem = operation.at("/responses/403/content/application~1problem+json/schema/$ref");

        if (security.isEmpty()) {
            assertThat(ask(route, Optional.empty()).body()).doesNotContain("/problems/role");
            return;
        }
        var role = Role.valueOf(security.get(0).get("bearer").get(0).stringValue().toUpperCase(Locale.ROOT));
        assertThat(security.valueStream().flatMap(each -> each.propertyNames().stream())).isSubsetOf(openApi.at(
                "/components/securitySchemes").propertyNames());
        assertThat(problem.stringValue()).isEqualTo("#/components/schemas/Problem");
        assertThat(ask(route, Optional.of(role)).body()).doesNotContain("/problems/role");
        if (role != Role.VIEWER) {
            assertThat(ask(route, Optional.of(Role.values()[role.ordinal() - 1])).body()).contains("/problems/role");
        }
        assertThat(operation.get("parameters").valueStream().anyMatch(each -> each.get("name").stringValue().equals(
                "Idempotency-Key"))).isEqualTo(route.isUnsafe());
        assertThat(operation.get("responses").propertyNames()).contains("401").containsAll(route.isUnsafe()
                ? List.of("409", "415", "422", "429")
                : List.of());
    }

    @Test
    void shouldServeNoRouteWithoutARow() {
        assertThat(console.served()).containsExactlyInAnyOrderElementsOf(RouteTable.all().stream().map(Route::label)
                .toList());
    }

    @Test
    void shouldTakeTheRoleThatACommandDeclares() {
        assertThat(Commands.all()).allSatisfy(spec -> assertThat(RouteTable.all()).filteredOn(route -> route.path()
                .equals("/api/incidents/{id}/" + spec.name())).singleElement().satisfies(route -> assertThat(route
                        .role()).contains(spec.role())));
        var forAdmins = withRole(Commands.all().getFirst(), Role.ADMIN);
        assertThat(RouteTable.command(forAdmins).role()).contains(Role.ADMIN);
    }

    @Test
    void shouldDocumentEachRouteWithItsRole() throws IOException {
        var text = Files.readString(DOCUMENT);
        var from = text.indexOf(BEGIN) + BEGIN.length();
        var expected = text.substring(0, from) + table() + text.substring(text.indexOf(END));
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).as("run this test with -Dtocsin.documents=write").isEqualTo(expected);
    }

    private static String table() {
        return RouteTable.all().stream().map(route -> "| `" + route.label() + "` | " + route.role().map(role -> role
                .name()
                .toLowerCase(Locale.ROOT)).orElse("everybody") + " | " + route.summary() + " |\n").collect(Collectors
                        .joining("", "| route | least role | what it does |\n| --- | --- | --- |\n", ""));
    }

    private static CommandSpec withRole(CommandSpec spec, Role role) {
        return new CommandSpec(spec.kind(), spec.name(), spec.shell(), spec.label(), spec.sentence(), spec.primary(),
                role, spec.reveals(), spec.arguments(), spec.accepted(), spec.refused(), spec.condition(), spec
                        .exclusive(), spec.anyOf(), spec.timeline());
    }

    private record Answer(int status, String body) {}

    /** The stream does not end, so only what came first is read. */
    private static Answer ask(Route route, Optional<Role> role) throws IOException, InterruptedException {
        var path = route.path().replace("{id}", "i1").replace("{person}", "nobody").replace("{channel}", "fax");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path)).timeout(Duration
                .ofMinutes(2)).header("Content-Type", "application/json").method(route.method().name(), route.isUnsafe()
                        ? BodyPublishers.ofString("{}")
                        : BodyPublishers.noBody());
        role.ifPresent(it -> request.header("Authorization", "Bearer " + SECRETS.get(it)));
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            return new Answer(response.statusCode(), new String(body.readNBytes(40),
                    java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
