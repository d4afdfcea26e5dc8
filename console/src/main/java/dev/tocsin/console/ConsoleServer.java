package dev.tocsin.console;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tocsin.console.alertmanager.AlertmanagerRoutes;
import dev.tocsin.console.audit.AuditRoutes;
import dev.tocsin.console.login.AccessDoor;
import dev.tocsin.console.route.AuditTrail;
import dev.tocsin.console.alertmanager.SilenceDesk;
import dev.tocsin.console.api.CaughtUpGate;
import dev.tocsin.console.api.CommandRoutes;
import dev.tocsin.console.api.ExplainRoutes;
import dev.tocsin.console.api.OnCallRoute;
import dev.tocsin.console.api.PastRoute;
import dev.tocsin.console.api.PolicyInForce;
import dev.tocsin.console.api.PolicyRoute;
import dev.tocsin.console.api.ReadRoutes;
import dev.tocsin.console.api.ReportRoutes;
import dev.tocsin.console.api.RouteTrialRoute;
import dev.tocsin.console.api.ServiceRoute;
import dev.tocsin.console.api.StatusProblems;
import dev.tocsin.console.api.StatusRoute;
import dev.tocsin.console.api.StreamRoute;
import dev.tocsin.console.api.ValueRoute;
import dev.tocsin.console.channel.ChannelTestLog;
import dev.tocsin.console.channel.ChannelTestRoute;
import dev.tocsin.console.command.CommandDesk;
import dev.tocsin.console.command.CommandLog;
import dev.tocsin.console.explain.Explainer;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.explain.PolicyVersions;
import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.access.HostGate;
import dev.tocsin.console.http.PageFiles;
import dev.tocsin.console.http.Problems;
import dev.tocsin.console.http.SecurityHeaders;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.oncall.OnCallLog;
import dev.tocsin.console.oncall.OnCallRoutes;
import dev.tocsin.console.past.PastBoard;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.quarantine.QuarantineRoutes;
import dev.tocsin.console.quarantine.ReplayLog;
import dev.tocsin.console.report.ReportLog;
import dev.tocsin.console.report.Reports;
import dev.tocsin.console.review.ReviewRoutes;
import dev.tocsin.console.route.RouteTable;
import dev.tocsin.console.route.Routes;
import dev.tocsin.console.silence.SilenceLog;
import dev.tocsin.console.silence.SilenceRoutes;
import dev.tocsin.console.source.SourceRoute;
import dev.tocsin.event.Incident;
import dev.tocsin.runtime.AlertmanagerApi;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.HttpDefaults;
import dev.tocsin.runtime.OpsAnswer;
import dev.tocsin.runtime.OpsRoutes;
import dev.tocsin.runtime.tls.ServerTls;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The console's HTTP side: the API, the page, and who may use them. Knows what is projected, not how it came there. */
public final class ConsoleServer implements AutoCloseable {

    private final ConsoleConfig config;
    private final AccessDoor door;
    private final LiveFeed feed;
    private final Javalin javalin;

    /**
     * What the server shows, besides the projection.
     *
     * @param older
     *            reads the last snapshot of an incident again, of which only the headline is held
     * @param troubles
     *            what speaks against trusting the silence
     * @param log
     *            reads the log again, to explain
     * @param policies
     *            the published versions of the policy
     * @param reports
     *            reads the log again, for figures over a period
     * @param audit
     *            where it is written who did what
     */
    public record Sources(Supplier<ReadProgress> progress, Supplier<Pipeline> pipeline, LongSupplier undecodable,
            BiFunction<String, LogPlace, Optional<Incident>> older, Supplier<Health> health, StatusProblems troubles,
            LogSearch log, PolicyVersions policies, ReportLog reports, AuditTrail audit) {}

    public ConsoleServer(ConsoleConfig config, AccessDoor door, Projection projection, LiveFeed feed, CommandLog log,
            Sources sources,
            SilenceLog silences, OnCallLog onCall, ReplayLog replays, ChannelTestLog tests, Clock clock,
            PrometheusMeterRegistry metrics,
            Optional<ServerTls> tls) {
        this.config = config;
        this.feed = feed;
        this.door = door;
        AlertmanagerApi.announce(metrics);
        var policy = new PolicyInForce(projection::policy);
        var desk = new CommandDesk(projection, log, clock, config.confirmWithin());
        this.javalin = Javalin.create(javalinConfig -> {
            HttpDefaults.apply(javalinConfig);
            ServerTls.listen(javalinConfig, config.host(), config.port(), tls);
            Problems.add(javalinConfig);
            gates(javalinConfig);
            var routes = new Routes(javalinConfig, RouteTable.all(), door.guard(new CaughtUpGate(() -> sources
                    .progress().get().caughtUpAt().isPresent()), sources.audit()));
            OpsAnswer.PATHS.forEach(path -> routes.get(path, OpsRoutes.handler(path, sources.health(), metrics)));
            Stream.concat(PageFiles.login().stream(), PageFiles.others().stream()).forEach(file -> routes.get(file
                    .path(), file.handler()));
            door.addRoutes(routes);
            new AuditRoutes(sources.log(), clock).add(routes);
            new ReadRoutes(projection, policy, sources.older()).add(routes);
            new QuarantineRoutes(projection, replays, clock).add(routes);
            new ChannelTestRoute(projection, policy::compiled, tests, clock).add(routes);
            new SourceRoute(projection, clock).add(routes);
            new ExplainRoutes(explainer(projection, sources), projection, clock).add(routes);
            new ReviewRoutes(projection, policy, sources.older(), clock).add(routes);
            new PastRoute(new PastBoard(projection, sources.log(), sources.policies()), clock).add(routes);
            new ReportRoutes(new Reports(sources.reports(), projection::incidents, () -> policy.compiled().policy(),
                    clock), () -> policy.compiled().policy(), clock).add(routes);
            new ValueRoute(projection, sources.older(), sources.log(), clock).add(routes);
            new ServiceRoute(projection, policy, clock).add(routes);
            new CommandRoutes(desk, policy, projection, clock).add(routes);
            new SilenceRoutes(projection, policy::compiled, silences, sources.log(), clock).add(routes);
            new AlertmanagerRoutes(projection, policy::compiled, new SilenceDesk(projection, policy::compiled, silences,
                    clock), clock).add(routes);
            new PolicyRoute(policy, projection::policy).add(routes);
            new RouteTrialRoute(projection, policy, clock).add(routes);
            new OnCallRoute(policy, projection::onCallChanges, clock).add(routes);
            new OnCallRoutes(projection, policy::compiled, onCall, clock).add(routes);
            new StreamRoute(feed, config.heartbeat(), door::isStillAdmitted).add(routes);
            new StatusRoute(projection, sources.progress(), sources.pipeline(), feed, sources.undecodable(),
                    sources.troubles(), clock).add(routes);
            routes.complete();
        });
    }

    private static Explainer explainer(Projection projection, Sources sources) {
        return new Explainer(projection, id -> projection.file(id).map(IncidentFile::incident).or(() -> projection
                .place(id).flatMap(place -> sources.older().apply(id, place))), sources.log(), sources.policies());
    }

    /** Starts listening. */
    public void start() {
        javalin.start();
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Method and path of each handler. */
    List<String> served() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream().map(each -> each.endpoint).filter(
                endpoint -> endpoint.method.isHttpMethod()).map(endpoint -> endpoint.method.name() + " "
                        + endpoint.path).toList();
    }

    @Override
    public void close() {
        feed.close();
        javalin.stop();
    }

    /** Headers first, so that refusals carry them too; then who asks. What the caller may do is decided at the route. */
    private void gates(JavalinConfig javalinConfig) {
        javalinConfig.routes.before(new SecurityHeaders(config.access().secure()));
        if (!config.access().asked()) {
            javalinConfig.routes.before(new HostGate(Stream.concat(config.hosts().stream(), Stream.of(config.host())),
                    config.isLoopback()));
        }
        javalinConfig.routes.before(door.gate());
    }
}
