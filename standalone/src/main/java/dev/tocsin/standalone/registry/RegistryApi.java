package dev.tocsin.standalone.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.standalone.registry.RegistryEvent.DefaultLevelSet;
import dev.tocsin.standalone.registry.RegistryEvent.LevelSet;
import dev.tocsin.standalone.registry.RegistryEvent.Registered;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of Confluent's REST API that serializers, and people who look around, use.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the API</a>
 */
final class RegistryApi {

    static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int HIGHEST_VERSION_DIGITS = 9;

    private final RegistryStore store;

    RegistryApi(RegistryStore store) {
        this.store = store;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/subjects", context -> answer(context, store.ask(SchemaBook::subjects)));
        routes.post("/subjects/{subject}", this::lookUp);
        routes.get("/subjects/{subject}/versions",
                context -> answer(context, versions(context).stream().map(Registered::version).toList()));
        routes.post("/subjects/{subject}/versions", this::register);
        routes.get("/subjects/{subject}/versions/{version}",
                context -> answer(context, described(version(context))));
        routes.get("/subjects/{subject}/versions/{version}/schema",
                context -> context.contentType(MEDIA_TYPE).result(version(context).schema().toString()));
        routes.get("/schemas/types", context -> answer(context, List.of("AVRO")));
        routes.get("/schemas/ids/{id}", this::byId);
        routes.get("/schemas/ids/{id}/versions", this::uses);
        routes.get("/config", context -> answer(context,
                Map.of("compatibilityLevel", store.ask(SchemaBook::defaultLevel).name())));
        routes.put("/config", this::setDefaultLevel);
        routes.get("/config/{subject}", this::level);
        routes.put("/config/{subject}", this::setLevel);
        routes.post("/compatibility/subjects/{subject}/versions", context -> judge(context, versions(context)));
        routes.post("/compatibility/subjects/{subject}/versions/{version}",
                context -> judge(context, List.of(version(context))));
    }

    static void answer(Context context, Object body) {
        context.contentType(MEDIA_TYPE).result(JSON.writeValueAsString(body));
    }

    private void register(Context context) {
        var registered = store.register(subject(context), SchemaRequest.schema(context.body()));
        answer(context, Map.of("id", registered.id()));
    }

    private void lookUp(Context context) {
        var schema = SchemaRequest.schema(context.body());
        versions(context);
        var found = store.ask(book -> book.find(subject(context), schema));
        answer(context, described(found.orElseThrow(() -> RegistryError.noSchema(schema.getFullName()))));
    }

    private void byId(Context context) {
        var id = id(context);
        var schema = store.ask(book -> book.schema(id)).orElseThrow(() -> RegistryError.noSchema(Integer.toString(id)));
        answer(context, Map.of("schema", schema.toString()));
    }

    private void uses(Context context) {
        var id = id(context);
        var uses = store.ask(book -> book.uses(id));
        if (uses.isEmpty()) {
            throw RegistryError.noSchema(Integer.toString(id));
        }
        answer(context, uses.stream().map(use -> Map.of("subject", use.subject(), "version", use.version())).toList());
    }

    private void level(Context context) {
        var subject = subject(context);
        var inherit = Boolean.parseBoolean(context.queryParam("defaultToGlobal"));
        var level = inherit
                ? store.ask(book -> book.level(subject))
                : store.ask(book -> book.ownLevel(subject)).orElseThrow(() -> RegistryError.noLevel(subject));
        answer(context, Map.of("compatibilityLevel", level.name()));
    }

    private void setDefaultLevel(Context context) {
        var level = SchemaRequest.level(context.body());
        store.change(new DefaultLevelSet(level));
        answer(context, Map.of("compatibility", level.name()));
    }

    private void setLevel(Context context) {
        var level = SchemaRequest.level(context.body());
        store.change(new LevelSet(subject(context), level));
        answer(context, Map.of("compatibility", level.name()));
    }

    private void judge(Context context, List<Registered> against) {
        var schema = SchemaRequest.schema(context.body());
        var level = store.ask(book -> book.level(subject(context)));
        var objection = level.objection(schema, against.stream().map(Registered::schema).toList());
        var verdict = new LinkedHashMap<String, Object>();
        verdict.put("is_compatible", objection.isEmpty());
        if (Boolean.parseBoolean(context.queryParam("verbose"))) {
            verdict.put("messages", objection.stream().toList());
        }
        answer(context, verdict);
    }

    private List<Registered> versions(Context context) {
        var versions = store.ask(book -> book.versions(subject(context)));
        if (versions.isEmpty()) {
            throw RegistryError.noSubject(subject(context));
        }
        return versions;
    }

    private Registered version(Context context) {
        var versions = versions(context);
        var wanted = context.pathParam("version");
        if (wanted.equals("latest") || wanted.equals("-1")) {
            return versions.getLast();
        }
        if (!isNumber(wanted)) {
            throw RegistryError.invalidVersion(wanted);
        }
        var number = Integer.parseInt(wanted);
        return versions.stream().filter(version -> version.version() == number).findFirst()
                .orElseThrow(() -> RegistryError.noVersion(wanted));
    }

    private static int id(Context context) {
        var text = context.pathParam("id");
        if (!isNumber(text)) {
            throw RegistryError.noSchema(text);
        }
        return Integer.parseInt(text);
    }

    private static boolean isNumber(String text) {
        return text.length() <= HIGHEST_VERSION_DIGITS && text.matches("[1-9]\\d*");
    }

    private static String subject(Context context) {
        return context.pathParam("subject");
    }

    private static Map<String, Object> described(Registered registered) {
        var body = new LinkedHashMap<String, Object>();
        body.put("subject", registered.subject());
        body.put("id", registered.id());
        body.put("version", registered.version());
        body.put("schema", registered.schema().toString());
        return body;
    }
}
