package dev.tocsin.console.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.console.api.view.ChannelTestView;
import dev.tocsin.console.report.ReportTable;
import dev.tocsin.console.route.Route;
import dev.tocsin.console.route.RouteTable;
import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import io.javalin.http.HandlerType;

/** The API in OpenAPI 3.1, made of its tables; the lists and the commands with a schema for each body and answer. */
final class OpenApi {

    private static final String JSON = "application/json";
    private static final String CHANNEL_TEST = "/api/channels/{channel}/test";
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    static Map<String, Object> document() {
        var paths = new TreeMap<String, TreeMap<String, Object>>();
        RouteTable.all().stream().filter(row -> row.path().startsWith("/api/")).forEach(row -> {
            var operation = new TreeMap<>(operation(row));
            OpenApiAccess.describe(row, operation);
            paths.computeIfAbsent(row.path(), _ -> new TreeMap<>()).put(row.method().name().toLowerCase(Locale.ROOT),
                    operation);
        });
        return Map.of("openapi", "3.1.0", "info", Map.of("title", "Tocsin: lists and commands on incidents", "version",
                "1"),
                "paths", paths, "components", Map.of("schemas", schemas(), "securitySchemes", OpenApiAccess.schemes()));
    }

    private static Map<String, Object> operation(Route row) {
        var command = Commands.all().stream().filter(spec -> RouteTable.command(spec).equals(row)).findFirst();
        var list = ReadSpec.ALL.stream().filter(spec -> !row.isUnsafe() && spec.path().equals(row.path())).findFirst();
        var table = Arrays.stream(ReportTable.values()).filter(each -> each.path().equals(row.path())).findFirst();
        var form = FormSpec.ALL.stream().filter(spec -> HandlerType.POST.equals(row.method()) && spec.path().equals(row
                .path())).findFirst();
        return command.map(OpenApi::operation).or(() -> list.map(OpenApiReads::operation)).or(() -> table.map(
                OpenApiReads::operation)).or(() -> form.map(spec -> OpenApiReads.operation(spec, row))).orElseGet(
                        () -> plain(row));
    }

    /** Of a route without a schema of its own. */
    private static Map<String, Object> plain(Route row) {
        var operation = new TreeMap<String, Object>(Map.of("operationId", row.method().name().toLowerCase(Locale.ROOT)
                + row.path().replace("/api/", "/").replaceAll("[{}]", "").replaceAll("[/.]", "-"), "summary", row
                        .summary(), "parameters", pathParameters(row.path()), "responses", Map
                                .of("default", Map.of("description",
                                        "The answer, as console/README.md says."))));
        if (row.path().equals(CHANNEL_TEST)) {
            operation.put("requestBody", Map.of("required", true, "content", content(Map.of("type", "object",
                    "additionalProperties", false, "properties", Map.of("target", text(
                            "Target of the policy that receives the message.", 200), "actor", text(
                                    "Person who tests the channel.", CommandForm.LONGEST_ACTOR)), "required", List.of(
                                            "target")))));
            operation.put("responses", channelTestResponses());
        } else if (HandlerType.POST.equals(row.method())) {
            operation.put("requestBody", Map.of("content", content(Map.of("type", "object"))));
        }
        return operation;
    }

    private static Map<String, Object> channelTestResponses() {
        var test = content(AnswerSchema.of(ChannelTestView.class));
        return new TreeMap<>(Map.of("200", Map.of("description", "What came back.", "content", test), "202", Map.of(
                "description", "Kafka has the request; the result stands in the list of deliveries.", "content", test),
                "400", problem("The target has no address on the channel."), "404", problem(
                        "The policy in force has no such channel."), "409", problem(
                                "The public reads the channel, or the same test is under way."), "503", problem(
                                        "Kafka did not confirm the request.")));
    }

    /** A response with a problem document. */
    static Map<String, Object> problem(String description) {
        return Map.of("description", description, "content", content("application/problem+json", reference("Problem")));
    }

    private static Map<String, Object> operation(CommandSpec spec) {
        return Map.of("operationId", spec.name(), "summary", spec.label(), "description", spec.sentence(), "tags", List
                .of("commands"), "parameters", List.of(parameter("id", "path", true, "ID of the incident."), parameter(
                        "wait", "query", false,
                        "Time to wait for the effect, such as 5s; at most 30s (default: does not wait).")),
                "requestBody", Map.of("required", spec.arguments().stream().anyMatch(Argument::required), "content",
                        content(body(spec))), "responses", responses());
    }

    /** The parameters within a path. */
    static List<Map<String, Object>> pathParameters(String path) {
        return PARAMETER.matcher(path).results().map(found -> parameter(found.group(1), "path", true,
                "Names what the request is about.")).toList();
    }

    static Map<String, Object> parameter(String name, String in, boolean required, String description) {
        return Map.of("name", name, "in", in, "required", required, "description", description, "schema", Map.of("type",
                "string"));
    }

    private static Map<String, Object> body(CommandSpec spec) {
        var properties = new TreeMap<String, Object>(Map.of("actor", text("Person who gives the command.",
                CommandForm.LONGEST_ACTOR), Commands.NOTE, text("Note to attach.", Commands.LONGEST_NOTE), "commandId",
                Map.of("type", "string", "pattern", "^" + CommandForm.COMMAND_ID.pattern() + "$", "description",
                        "A command with a repeated ID runs only once.")));
        spec.arguments().forEach(argument -> properties.put(argument.name(), property(argument)));
        var schema = new TreeMap<String, Object>(Map.of("type", "object", "additionalProperties", false, "properties",
                properties));
        put(schema, "required", spec.arguments().stream().filter(Argument::required).map(Argument::name).toList());
        put(schema, "oneOf", spec.exclusive().stream().map(OpenApi::requires).toList());
        put(schema, "anyOf", spec.anyOf().stream().map(OpenApi::requires).toList());
        return schema;
    }

    private static Map<String, Object> property(Argument argument) {
        return switch (argument.type()) {
            case BOOLEAN -> Map.of("type", "boolean", "description", argument.sentence());
            case ALERTS -> Map.of("type", "array", "items", Map.of("type", "string"), "minItems", 1, "maxItems",
                    argument.longest(), "description", argument.sentence());
            case CHOICE -> Map.of("type", "string", "enum", argument.choices(), "description", argument.sentence());
            case INSTANT -> Map.of("type", "string", "format", "date-time", "description", argument.sentence());
            case URL -> Map.of("type", "string", "format", "uri", "maxLength", argument.longest(), "description",
                    argument.sentence());
            case LINE, TEXT, SEVERITY, ROLE, PERSON, ESCALATION, DURATION, MOMENT, INCIDENT, FOLLOW_UP -> text(argument
                    .sentence(), argument.longest());
        };
    }

    private static Map<String, Object> text(String description, int longest) {
        return Map.of("type", "string", "maxLength", longest, "description", description);
    }

    private static Map<String, Object> requires(String name) {
        return Map.of("required", List.of(name));
    }

    private static Map<String, Object> responses() {
        var responses = new TreeMap<String, Object>(Map.of("200", response("The command took effect.", "CarriedOut"),
                "202", response("Kafka has the command.", "Accepted")));
        Stream.of("400 The body is invalid.", "403 The incident is confidential.", "404 There is no such incident.",
                "409 The command was refused.", "413 The body is too large.",
                "503 Kafka did not confirm the command.").forEach(line -> responses.put(line.substring(0, 3), problem(
                        line
                                .substring(4))));
        return responses;
    }

    private static Map<String, Object> response(String description, String schema) {
        return Map.of("description", description, "content", content(reference(schema)));
    }

    static Map<String, Object> content(Map<String, Object> schema) {
        return content(JSON, schema);
    }

    static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> schemas() {
        return Map.of("Accepted", object("commandId", "incidentId", "status"), "CarriedOut", object("commandId",
                "incidentId", "status"), "Problem", object("type", "title", "detail"));
    }

    private static Map<String, Object> object(String... names) {
        var properties = new TreeMap<String, Object>();
        for (var name : names) {
            properties.put(name, Map.of("type", "string"));
        }
        return Map.of("type", "object", "properties", properties, "required", List.of(names));
    }

    private static void put(Map<String, Object> schema, String key, List<?> list) {
        if (!list.isEmpty()) {
            schema.put(key, list);
        }
    }
}
