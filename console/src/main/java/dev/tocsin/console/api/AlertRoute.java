package dev.tocsin.console.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Severity;
import io.javalin.http.Context;

/** {@code GET /api/alerts}: the alerts of open incidents, as far as the console keeps them. */
final class AlertRoute {

    static final int USUAL = 100;
    static final int MOST = 1_000;

    private final Projection projection;

    AlertRoute(Projection projection) {
        this.projection = projection;
    }

    void add(Routes routes) {
        routes.get("/api/alerts", this::list);
    }

    /**
     * An alert of an open incident.
     *
     * @param severity
     *            severity that the alert has of its own; may be empty
     * @param suppressed
     *            whether paging for its incident is suppressed
     */
    record AlertRow(String identity, String name, String summary, String source, AlertStatus status, Instant since,
            String severity, boolean flapping, boolean suppressed, Map<String, String> labels, String service,
            String incidentId, String incidentTitle, String incidentSeverity) {

        static AlertRow of(Incident incident, IncidentAlert alert) {
            return new AlertRow(alert.getIdentity(), alert.getName(), alert.getSummary(), alert.getSource(), alert
                    .getStatus(), alert.getSince(), alert.getSeverity().map(Severity::getId).orElse(""), alert
                            .getFlapping(), !incident
                                    .getSuppressedBy().isEmpty(), alert.getLabels(), incident.getService(), incident
                                            .getId(),
                    incident.getTitle(), incident.getSeverity().getId());
        }
    }

    /**
     * The answer.
     *
     * @param alerts
     *            firing ones first, then the newest
     * @param total
     *            number of alerts that are known, listed or not
     * @param notHeld
     *            number of open incidents whose alerts are not in memory
     */
    record Alerts(List<AlertRow> alerts, int total, int notHeld) {}

    private void list(Context context) {
        var limit = Limits.parse(ReadRoutes.parameter(context, "limit"), USUAL, MOST);
        var cleared = Clearance.isCleared(context);
        var open = projection.snapshots().stream().filter(incident -> !IncidentHeadline.of(incident).isOver()).toList();
        var alerts = open.stream().filter(incident -> cleared || !incident.getConfidential()).flatMap(
                incident -> incident.getAlerts().stream().map(alert -> AlertRow.of(incident, alert))).sorted(Comparator
                        .comparing((AlertRow row) -> row.status() != AlertStatus.FIRING).thenComparing(
                                AlertRow::since, Comparator.reverseOrder()).thenComparing(AlertRow::identity)).toList();
        var all = projection.incidents().stream().filter(incident -> !incident.isOver()).count() + projection
                .openNotHeld();
        Json.answerTagged(context, new Alerts(alerts.stream().limit(limit).toList(), alerts.size(), (int) Math.max(0,
                all - open.size())));
    }
}
