package dev.tocsin.console.source;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.console.api.Json;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.QuarantineEntry;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.schemas.incident.IncidentStates;
import io.javalin.http.Context;

/** {@code GET /api/sources}: the sources of alerts with their health. */
public final class SourceRoute {

    private final Projection projection;
    private final Clock clock;

    public SourceRoute(Projection projection, Clock clock) {
        this.projection = projection;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/sources", this::list);
    }

    /**
     * @param spooled
     *            requests in the spools of all processes of ingest, as of their last words
     */
    private record Sources(Instant now, int spooled, List<SourceRow> sources) {}

    private void list(Context context) {
        var now = clock.instant();
        var heard = projection.sources();
        var quarantined = projection.quarantine().stream().collect(Collectors.groupingBy(QuarantineEntry::source,
                Collectors.counting()));
        var open = projection.snapshots().stream().filter(incident -> !IncidentStates.isOver(incident.getState()))
                .toList();
        Json.answer(context, new Sources(now, spooled(heard), SourceRow.all(heard, quarantined, open, now)));
    }

    /** Of each process, its last word counts. */
    private static int spooled(List<SourceHealth> heard) {
        return heard.stream().collect(Collectors.toMap(SourceHealth::getInstance, one -> one, (one, other) -> one
                .getAt().isAfter(other.getAt()) ? one : other)).values().stream().mapToInt(SourceHealth::getSpooled)
                .sum();
    }
}
