package dev.tocsin.console.api;

import java.util.List;
import java.util.Optional;

import dev.tocsin.console.api.view.Fact;
import dev.tocsin.console.api.view.IncidentDetail;
import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.api.view.Told;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Message;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.SetAside;
import dev.tocsin.event.DeliveryOutcome;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/** What can be read: incidents, one incident, the inbox, the quarantine. */
public final class ReadRoutes {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Projection projection;
    private final PolicyInForce policy;

    /**
     * @param policy
     *            says which channels are inboxes, and which ladders page nobody
     */
    public ReadRoutes(Projection projection, PolicyInForce policy) {
        this.projection = projection;
        this.policy = policy;
    }

    /** Adds the routes. */
    public void add(JavalinConfig config) {
        config.routes.get("/api/incidents", this::incidents);
        config.routes.get("/api/incidents/{id}", this::incident);
        config.routes.get("/api/inbox", this::inbox);
        config.routes.get("/api/quarantine", this::quarantine);
    }

    private record Incidents(List<IncidentRow> incidents, int total, Optional<String> nextCursor) {}

    private record Whole(IncidentDetail incident, List<Fact> timeline, int timelineLeftOut, List<Told> notifications) {}

    private record Inbox(List<Told> notifications) {}

    private record Quarantine(List<SetAside> requests, int total) {}

    private void incidents(Context context) {
        var page = IncidentQuery.parse(name -> parameter(context, name)).answer(projection.incidents());
        Json.answer(context, new Incidents(page.incidents().stream().map(incident -> IncidentRow.of(incident,
                policy.pages(incident.getLadder()))).toList(), page.total(), page
                        .nextCursor()));
    }

    private void incident(Context context) {
        var file = projection.file(context.pathParam("id")).orElseThrow(() -> ProblemException.notFound(
                "no incident with this id is known here"));
        Json.answer(context, new Whole(IncidentDetail.of(file.incident(), policy.pages(file.incident().getLadder())),
                file.timeline().stream().map(Fact::of)
                        .toList(), file.timelineLeftOut(), file.messages().stream().map(Told::of).toList()));
    }

    private void inbox(Context context) {
        var limit = Limits.parse(parameter(context, "limit"), USUAL, MOST);
        Json.answer(context, new Inbox(projection.messages().stream().filter(this::isInInbox).limit(limit).map(Told::of)
                .toList()));
    }

    private void quarantine(Context context) {
        var limit = Limits.parse(parameter(context, "limit"), USUAL, MOST);
        var all = projection.quarantine();
        Json.answer(context, new Quarantine(all.stream().limit(limit).toList(), all.size()));
    }

    private boolean isInInbox(Message message) {
        return policy.isInbox(message.channel()) && message.delivery().filter(attempt -> attempt
                .outcome() == DeliveryOutcome.DELIVERED).isPresent();
    }

    static Optional<String> parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
