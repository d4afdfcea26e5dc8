package dev.tocsin.console.alertmanager;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.runtime.AlertmanagerApi;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reads and the silences of Alertmanager's API v2. Receivers are the ladders of the policy, groups are incidents. Source of
 * the shapes: prometheus/alertmanager api/v2/openapi.yaml and cli, prymitive/karma internal.
 */
public final class AlertmanagerRoutes {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> ORDER = List.of("active", "pending", "expired");

    private final Projection projection;
    private final Supplier<CompiledPolicy> policy;
    private final SilenceDesk silences;
    private final Clock clock;
    private final Instant began;

    public AlertmanagerRoutes(Projection projection, Supplier<CompiledPolicy> policy, SilenceDesk silences,
            Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.silences = silences;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/v2/status", told(this::status));
        routes.get("/api/v2/receivers", told(this::receivers));
        routes.get("/api/v2/alerts", told(this::alerts));
        routes.get("/api/v2/alerts/groups", told(this::groups));
        routes.get("/api/v2/silences", told(this::silences));
        routes.post("/api/v2/silences", told(this::set));
        routes.get("/api/v2/silence/{id}", told(this::silence));
        routes.delete("/api/v2/silence/{id}", told(this::end));
    }

    private record ClusterStatus(String name, String status, List<String> peers) {}

    private record VersionInfo(String version, String revision, String branch, String buildUser, String buildDate,
            String goVersion) {}

    private record Config(String original) {}

    private record Status(ClusterStatus cluster, VersionInfo versionInfo, Config config, Instant uptime) {}

    private record Group(Map<String, String> labels, Map<String, String> routeLabels, ApiAlert.Receiver receiver,
            List<ApiAlert> alerts) {}

    private record Receiver(String name, Map<String, String> labels) {}

    private record SilenceId(String silenceID) {}

    private void status(Context context) {
        var ladders = ladders();
        var config = "route:\n  receiver: '" + ladders.getFirst() + "'\nreceivers:\n" + ladders.stream().map(
                name -> "- name: '" + name + "'\n").collect(Collectors.joining());
        answer(context, new Status(new ClusterStatus("tocsin", "disabled", List.of()), new VersionInfo(
                AlertmanagerApi.VERSION,
                "tocsin", "", "", "", ""), new Config(config), began));
    }

    private void receivers(Context context) {
        answer(context, ladders().stream().map(name -> new Receiver(name, Map.of())).toList());
    }

    private List<String> ladders() {
        return policy.get().policy().ladders().keySet().stream().sorted().toList();
    }

    private void alerts(Context context) {
        var query = query(context);
        answer(context, known(context).groups().stream().flatMap(group -> group.alerts().stream()).filter(
                query::wants).sorted(Comparator.comparing(ApiAlert::fingerprint)).toList());
    }

    private void groups(Context context) {
        var query = query(context);
        answer(context, known(context).groups().stream().map(group -> group(group.incident(), group.alerts().stream()
                .filter(query::wants).sorted(Comparator.comparing(ApiAlert::fingerprint)).toList())).filter(
                        group -> !group.alerts().isEmpty()).toList());
    }

    private static Group group(Incident incident, List<ApiAlert> alerts) {
        var labels = new TreeMap<>(Map.of("tocsin_incident", incident.getId(), "service", incident.getService(),
                "tocsin_severity", incident.getSeverity().getId()));
        return new Group(labels, Map.of(), new ApiAlert.Receiver(incident.getLadder()), alerts);
    }

    private AlertQuery query(Context context) {
        return AlertQuery.of(filter(context), name -> Optional.ofNullable(context.queryParam(name)).filter(
                value -> !value.isEmpty()), policy.get());
    }

    private LabelFilter filter(Context context) {
        return LabelFilter.of(context.queryParams("filter"), policy.get());
    }

    private FiringAlerts known(Context context) {
        return new FiringAlerts(projection, policy.get(), clock.instant(), Clearance.isCleared(context));
    }

    private void silences(Context context) {
        var filter = filter(context);
        answer(context, all().filter(silence -> filter.matches(silence.asLabels())).sorted(Comparator.comparingInt((
                ApiSilence silence) -> ORDER.indexOf(silence.status().state())).thenComparing(ApiSilence::endsAt)
                .thenComparing(ApiSilence::id)).toList());
    }

    private Stream<ApiSilence> all() {
        var now = clock.instant();
        return Stream.concat(projection.silences().stream().map(set -> ApiSilence.of(set, now)), policy.get().policy()
                .handling().silences().stream().map(silence -> ApiSilence.of(silence, now)));
    }

    private void silence(Context context) {
        var id = context.pathParam("id");
        answer(context, all().filter(silence -> silence.id().equals(id)).findFirst().orElseThrow(
                () -> ProblemException.notFound("silence " + id + " not found")));
    }

    private void set(Context context) {
        answer(context, new SilenceId(silences.set(PostedSilence.read(ActorBody.read(context, "createdBy"), clock
                .instant()))));
    }

    private void end(Context context) {
        silences.end(context.pathParam("id"));
        context.status(200);
    }

    /** Clients expect an error as a JSON string. */
    private static Handler told(Handler handler) {
        return context -> {
            context.header("Cache-Control", "no-store");
            try {
                handler.handle(context);
            } catch (ProblemException problem) {
                context.status(problem.problem().status());
                problem.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", Integer.toString(
                        seconds)));
                answer(context, problem.problem().detail());
            }
        };
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(JSON.writeValueAsBytes(value));
    }
}
