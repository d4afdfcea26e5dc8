package dev.tocsin.console.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.RefusingDestination;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.ProcessHealth;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * Reasons why alerts may not get through, as sentences: the console's own reading, the pipeline, the services of the same
 * process, its disk, failing destinations, and open incidents about Tocsin itself.
 */
public final class StatusProblems {

    private static final Duration STALE = Duration.ofSeconds(45);
    /** After this time without another failure, the channel may no longer be in use. */
    private static final Duration REFUSAL_COUNTS = Duration.ofDays(1);
    private static final long MOST_LAG = 1_000;
    private static final int MOST_NAMED = 10;

    private final Projection projection;
    private final Supplier<ReadProgress> progress;
    private final Supplier<Pipeline> pipeline;
    private final Supplier<Map<String, Health>> services;
    private final Clock clock;

    /**
     * @param services
     *            health of the services in this process, by name; empty if the console runs alone
     */
    public StatusProblems(Projection projection, Supplier<ReadProgress> progress, Supplier<Pipeline> pipeline,
            Supplier<Map<String, Health>> services, Clock clock) {
        this.projection = projection;
        this.progress = progress;
        this.pipeline = pipeline;
        this.services = services;
        this.clock = clock;
    }

    /** All problems; empty if none is known. */
    public List<String> now() {
        var now = clock.instant();
        var troubles = new ArrayList<>(ProcessHealth.problems());
        reading(troubles);
        pipeline(troubles, now);
        new TreeMap<>(services.get()).forEach((name, health) -> service(troubles, name, health));
        refusals().stream().limit(MOST_NAMED).map(StatusProblems::sentence).forEach(troubles::add);
        ownIncidents().stream().limit(MOST_NAMED).map(incident -> incident.description().title() + " (incident "
                + incident.id()
                + ", open since " + moment(incident.milestones().roundStartedAt()) + ")").forEach(troubles::add);
        return troubles;
    }

    /** Destinations whose last message failed. */
    public List<RefusingDestination> refusals() {
        var horizon = clock.instant().minus(REFUSAL_COUNTS);
        return projection.refusals().stream().filter(refusal -> refusal.last().isAfter(horizon)).toList();
    }

    /** Open incidents about Tocsin itself, oldest first. */
    public List<IncidentHeadline> ownIncidents() {
        return projection.incidents().stream().filter(incident -> !incident.isOver() && incident.serviceKey().equals(
                OwnAlerts.SERVICE)).sorted(Comparator.comparing(incident -> incident.milestones().openedAt())).toList();
    }

    /** Health of the services in this process, by name. */
    public Map<String, Health> services() {
        return new TreeMap<>(services.get());
    }

    private void reading(List<String> troubles) {
        var read = progress.get();
        if (read.caughtUpAt().isEmpty()) {
            troubles.add("The console is still reading its topics");
        }
        read.trouble().ifPresent(why -> troubles.add("The console cannot read its topics: " + why));
        var lag = read.lag().values().stream().mapToLong(Long::longValue).sum();
        if (lag > MOST_LAG) {
            troubles.add("The console is " + lag + " records behind");
        }
    }

    private void pipeline(List<String> troubles, Instant now) {
        var watch = pipeline.get();
        troubles.addAll(watch.problems());
        if (watch.trouble().isEmpty() && watch.lookedAt().filter(at -> at.isBefore(now.minus(STALE))).isPresent()) {
            troubles.add("The console last checked the pipeline at " + moment(watch.lookedAt().get()));
        }
    }

    private static void service(List<String> troubles, String name, Health health) {
        if (!health.live() || !health.ready()) {
            var why = health.details().getOrDefault("reason", "");
            troubles.add("The " + name + (health.live() ? " is not ready" : " has stopped and needs a restart") + (why
                    .isEmpty() ? "" : ": " + why));
        }
    }

    private static String sentence(RefusingDestination refusal) {
        return "Messages to " + refusal.destination() + " have failed since " + moment(refusal.since()) + ": "
                + refusal.reason();
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
