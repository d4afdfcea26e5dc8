package dev.tocsin.console.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.pipeline.PipelineStage;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.RefusingDestination;
import dev.tocsin.console.route.Routes;
import io.javalin.http.Context;

/** {@code GET /api/status}: whether what the console shows, and the silence it shows, is to be trusted. */
public final class StatusRoute {

    private static final String VERSION = Optional.ofNullable(StatusRoute.class.getPackage()
            .getImplementationVersion()).orElse("development");

    private final Projection projection;
    private final Supplier<ReadProgress> progress;
    private final Supplier<Pipeline> pipeline;
    private final LiveFeed feed;
    private final LongSupplier undecodable;
    private final StatusProblems troubles;
    private final Clock clock;
    private final Instant startedAt;

    public StatusRoute(Projection projection, Supplier<ReadProgress> progress, Supplier<Pipeline> pipeline,
            LiveFeed feed,
            LongSupplier undecodable, StatusProblems troubles, Clock clock) {
        this.projection = projection;
        this.progress = progress;
        this.pipeline = pipeline;
        this.feed = feed;
        this.undecodable = undecodable;
        this.troubles = troubles;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/status", context -> status(context));
    }

    private record Reading(boolean caughtUp, Optional<Instant> caughtUpAt, Optional<Instant> lastRecordAt,
            Map<String, Long> lag, long lagTotal, long undecodable) {}

    private record Watch(Optional<Instant> lookedAt, Optional<Instant> lastSignalAt, List<PipelineStage> stages) {}

    private record Policy(String name, int version, String author, Optional<Instant> publishedAt) {}

    private record OwnIncident(String incidentId, String title, String severity, String state, Instant since) {}

    private record ServiceHealth(String name, boolean live, boolean ready, Map<String, String> details) {}

    private record Status(String service, String version, Instant now, Instant startedAt, boolean trustworthy,
            List<String> problems, Reading reading, Watch pipeline, Policy policy, int openIncidents,
            int openIncidentsNotHeld, int detailedIncidents, int quarantined,
            int liveClients, long liveClientsCut, List<RefusingDestination> refusing, List<OwnIncident> aboutTocsin,
            List<ServiceHealth> services) {}

    private void status(Context context) {
        var read = progress.get();
        var watch = pipeline.get();
        var now = clock.instant();
        var problems = troubles.now();
        var lagTotal = read.lag().values().stream().mapToLong(Long::longValue).sum();
        var policy = projection.policy().map(version -> new Policy(version.getName(), version.getVersion(), version
                .getAuthor(), Optional.of(version.getPublishedAt()))).orElse(new Policy("built-in", 0, "", Optional
                        .empty()));
        Json.answer(context, new Status("console", VERSION, now, startedAt, problems.isEmpty(), problems, new Reading(
                read.caughtUpAt().isPresent(), read.caughtUpAt(), read.lastRecordAt(), new TreeMap<>(read.lag()),
                lagTotal, undecodable.getAsLong()), new Watch(watch.lookedAt(), watch.lastSignalAt(), watch.stages()),
                policy, open() + projection.openNotHeld(), projection.openNotHeld(), projection.detailed(), projection
                        .quarantine().size(), feed.clients(), feed.cuts(), troubles.refusals(), ownIncidents(),
                services()));
    }

    private int open() {
        return (int) projection.incidents().stream().filter(incident -> !incident.isOver()).count();
    }

    private List<OwnIncident> ownIncidents() {
        return troubles.ownIncidents().stream().map(incident -> new OwnIncident(incident.id(), incident.description()
                .title(),
                incident.description().severity(), incident.state().name(), incident.milestones().roundStartedAt()))
                .toList();
    }

    private List<ServiceHealth> services() {
        return troubles.services().entrySet().stream().map(each -> new ServiceHealth(each.getKey(), each.getValue()
                .live(), each.getValue().ready(), each.getValue().details())).toList();
    }
}
