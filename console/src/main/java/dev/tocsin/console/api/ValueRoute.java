package dev.tocsin.console.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.console.value.ValueHistory;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.Topics;
import io.javalin.http.Context;

/** {@code GET /api/incidents/{id}/values}: the numbers that came with its alerts, read from the log. */
public final class ValueRoute {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Projection projection;
    private final BiFunction<String, LogPlace, Optional<Incident>> older;
    private final LogSearch log;
    private final Clock clock;

    /**
     * @param older
     *            reads the last snapshot of an incident again, of which only the headline is held
     */
    public ValueRoute(Projection projection, BiFunction<String, LogPlace, Optional<Incident>> older, LogSearch log,
            Clock clock) {
        this.projection = projection;
        this.older = older;
        this.log = log;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/incidents/{id}/values", this::answer);
    }

    private void answer(Context context) {
        var id = context.pathParam("id");
        ExplainRoutes.refuseUnlessReadable(projection, id, context);
        var incident = projection.file(id).map(IncidentFile::incident).or(() -> projection.place(id).flatMap(
                place -> older.apply(id, place))).orElseThrow(() -> ProblemException.notFound(
                        "The console has no incident with this ID."));
        Json.answer(context, history(incident));
    }

    private ValueHistory history(Incident incident) {
        Map<String, String> names = incident.getAlerts().stream().collect(Collectors.toMap(IncidentAlert::getIdentity,
                IncidentAlert::getName, (one, _) -> one));
        if (names.isEmpty()) {
            return new ValueHistory(List.of(), 0, true);
        }
        var until = incident.getResolvedAt().map(at -> at.plus(BEFORE)).filter(clock.instant()::isAfter).orElse(clock
                .instant());
        var begin = incident.getRoundStartedAt().minus(BEFORE);
        var from = begin.isBefore(until.minus(LONGEST)) ? until.minus(LONGEST) : begin;
        var found = log.find(new LogQuery(List.of(Topics.SIGNALS), Optional.of(incident.getServiceKey()), names
                .keySet(), from, until));
        return ValueHistory.of(found.of(Signal.class).stream().map(each -> each.value()).toList(), names, found
                .complete());
    }
}
