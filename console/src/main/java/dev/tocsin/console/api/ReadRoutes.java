package dev.tocsin.console.api;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.api.view.NotificationView;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;

/** What can be read: incidents, one incident, alerts, deliveries, the inbox. */
public final class ReadRoutes {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Projection projection;
    private final PolicyInForce policy;
    private final IncidentViews shown;

    /**
     * @param policy
     *            says which channels are inboxes, and which ladders page nobody
     * @param older
     *            reads the last snapshot of an incident again, of which only the headline is held
     */
    public ReadRoutes(Projection projection, PolicyInForce policy,
            BiFunction<String, LogPlace, Optional<Incident>> older) {
        this.projection = projection;
        this.policy = policy;
        this.shown = new IncidentViews(projection, policy, older);
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/incidents", this::incidents);
        routes.get("/api/incidents/{id}", this::incident);
        routes.get("/api/inbox", this::inbox);
        new AlertRoute(projection).add(routes);
        new DeliveryRoute(projection, policy, context -> message -> told(message, Clearance.isCleared(context))).add(
                routes);
    }

    /**
     * The answer of {@code GET /api/incidents}.
     *
     * @param total
     *            number of matching incidents on all pages
     * @param openNotHeld
     *            number of open incidents that are only counted
     */
    record IncidentPage(List<IncidentRow> incidents, int total, int openNotHeld, Optional<String> nextCursor) {}

    private record Inbox(List<NotificationView> notifications) {}

    private void incidents(Context context) {
        var page = IncidentQuery.parse(wanted -> parameter(context, wanted.key())).answer(projection.incidents(),
                Clearance.isCleared(context));
        Json.answerTagged(context, new IncidentPage(page.incidents().stream().map(incident -> shown.row(incident,
                context)).toList(), page.total(), projection.openNotHeld(), page.nextCursor()));
    }

    private void incident(Context context) {
        var id = context.pathParam("id");
        var whole = shown.view(id, context);
        if (whole.isEmpty() && projection.incident(id).isPresent()) {
            throw ProblemException.notNow(Problem.of(503, "snapshot-away", "The incident cannot be loaded",
                    "The console holds only a summary of this incident, and reading its snapshot from Kafka failed. Try again."),
                    2);
        }
        Json.answerTagged(context, whole.orElseThrow(() -> ProblemException.notFound(
                "The console has no incident with this ID.")));
    }

    private void inbox(Context context) {
        var limit = Limits.parse(parameter(context, "limit"), USUAL, MOST);
        Json.answer(context, new Inbox(projection.messages().stream().filter(this::isInInbox).limit(limit).map(
                message -> told(message, Clearance.isCleared(context))).toList()));
    }

    /** An incident may have become confidential after the message was sent. */
    private NotificationView told(InboxMessage message, boolean cleared) {
        var secret = !cleared && projection.incident(message.incidentId()).filter(IncidentHeadline::confidential)
                .isPresent();
        return NotificationView.of(secret ? message.redacted() : message, cleared);
    }

    private boolean isInInbox(InboxMessage message) {
        return policy.isInbox(message.recipient().channel()) && message.delivery().filter(attempt -> attempt
                .outcome() == DeliveryOutcome.DELIVERED).isPresent();
    }

    static Optional<String> parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
