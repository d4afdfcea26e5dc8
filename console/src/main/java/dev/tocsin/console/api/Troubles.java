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

import dev.tocsin.console.feed.Progress;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.projection.Headline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.Refusal;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.ProcessHealth;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * What speaks against trusting the silence, in sentences for a person: the console's reading, the pipeline, the services of
 * the same process, its disk, destinations that refuse, and open incidents about Tocsin itself.
 */
public final class Troubles {

    private static final Duration STALE = Duration.ofSeconds(45);
    /** A refusal that nothing has confirmed for so long may be of a channel that is no longer used. */
    private static final Duration REFUSAL_COUNTS = Duration.ofDays(1);
    private static final long MOST_LAG = 1_000;
    private static final int MOST_NAMED = 10;

    private final Projection projection;
    private final Supplier<Progress> progress;
    private final Supplier<Pipeline> pipeline;
    private final Supplier<Map<String, Health>> services;
    private final Clock clock;

    /**
     * @param services
     *            health of the services in this process, by name; empty where the console runs alone
     */
    public Troubles(Projection projection, Supplier<Progress> progress, Supplier<Pipeline> pipeline,
            Supplier<Map<String, Health>> services, Clock clock) {
        this.projection = projection;
        this.progress = progress;
        this.pipeline = pipeline;
        this.services = services;
        this.clock = clock;
    }

    /** All of them; empty when nothing is known to be wrong. */
    public List<String> now() {
        var now = clock.instant();
        var troubles = new ArrayList<>(ProcessHealth.problems());
        reading(troubles);
        pipeline(troubles, now);
        new TreeMap<>(services.get()).forEach((name, health) -> service(troubles, name, health));
        refusals().stream().limit(MOST_NAMED).map(Troubles::sentence).forEach(troubles::add);
        ownIncidents().stream().limit(MOST_NAMED).map(incident -> incident.title() + " (incident " + incident.id()
                + ", open since " + moment(incident.roundStartedAt()) + ")").forEach(troubles::add);
        return troubles;
    }

    /** Destinations that refuse. */
    public List<Refusal> refusals() {
        var horizon = clock.instant().minus(REFUSAL_COUNTS);
        return projection.refusals().stream().filter(refusal -> refusal.last().isAfter(horizon)).toList();
    }

    /** Open incidents about Tocsin itself, oldest first. */
    public List<Headline> ownIncidents() {
        return projection.incidents().stream().filter(incident -> !incident.isOver() && incident.serviceKey().equals(
                OwnAlerts.SERVICE)).sorted(Comparator.comparing(Headline::openedAt)).toList();
    }

    /** Health of the services in this process, by name. */
    public Map<String, Health> services() {
        return new TreeMap<>(services.get());
    }

    private void reading(List<String> troubles) {
        var read = progress.get();
        if (read.caughtUpAt().isEmpty()) {
            troubles.add("the console has not read everything yet");
        }
        read.trouble().ifPresent(why -> troubles.add("the console cannot read the topics: " + why));
        var lag = read.lag().values().stream().mapToLong(Long::longValue).sum();
        if (lag > MOST_LAG) {
            troubles.add("the console is " + lag + " records behind");
        }
    }

    private void pipeline(List<String> troubles, Instant now) {
        var watch = pipeline.get();
        troubles.addAll(watch.problems());
        if (watch.trouble().isEmpty() && watch.lookedAt().filter(at -> at.isBefore(now.minus(STALE))).isPresent()) {
            troubles.add("nobody has looked at the pipeline since " + moment(watch.lookedAt().get()));
        }
    }

    private static void service(List<String> troubles, String name, Health health) {
        if (!health.live() || !health.ready()) {
            var why = health.details().getOrDefault("reason", "");
            troubles.add("the " + name + (health.live() ? " is not ready" : " has stopped and needs a restart") + (why
                    .isEmpty() ? "" : ": " + why));
        }
    }

    private static String sentence(Refusal refusal) {
        return "messages to " + refusal.destination() + " are not delivered since " + moment(refusal.since()) + ": "
                + refusal.reason();
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
