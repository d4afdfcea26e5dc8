package dev.tocsin.console.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.tocsin.console.api.view.ClockView;
import dev.tocsin.console.api.view.IncidentDetail;
import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.api.view.NotificationView;
import dev.tocsin.console.api.view.TimelineRow;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Incident;
import io.javalin.http.Context;

/** Creates the API's views of incidents, with or without confidential contents. */
final class IncidentViews {

    private static final int MOST_CHILDREN = 200;
    private static final Comparator<IncidentHeadline> WORST_FIRST = Comparator.<IncidentHeadline>comparingInt(
            each -> each.description()
                    .severityRank()).thenComparing(each -> each.milestones().openedAt()).thenComparing(
                            IncidentHeadline::id);

    private final Projection projection;
    private final PolicyInForce policy;
    private final BiFunction<String, LogPlace, Optional<Incident>> older;

    /**
     * @param older
     *            reads the last snapshot of an incident without details
     */
    IncidentViews(Projection projection, PolicyInForce policy, BiFunction<String, LogPlace, Optional<Incident>> older) {
        this.projection = projection;
        this.policy = policy;
        this.older = older;
    }

    /**
     * One incident in full.
     *
     * @param timelineHeld
     *            false if earlier entries and notifications are missing
     * @param timelineNote
     *            where to find them; empty if nothing is missing
     * @param clocks
     *            response clocks, from the timeline
     * @param nextUpdateAt
     *            when the next status update is due; empty if none is
     * @param children
     *            child incidents, worst first, at most 200
     */
    record IncidentView(IncidentDetail incident, List<TimelineRow> timeline, int timelineLeftOut, boolean timelineHeld,
            String timelineNote, List<NotificationView> notifications, Optional<IncidentRow> parent,
            List<IncidentRow> children,
            int childrenTotal, List<ClockView> clocks, Optional<Instant> nextUpdateAt) {}

    IncidentRow row(IncidentHeadline headline, Context context) {
        return IncidentRow.of(headline, policy.pages(headline.ladder()), Clearance.isCleared(context));
    }

    /** One incident in full; empty if it is unknown or its snapshot cannot be read. */
    Optional<IncidentView> view(String id, Context context) {
        return projection.file(id).or(() -> projection.place(id).flatMap(place -> older.apply(id, place)).map(
                IncidentFile::snapshotOnly)).map(file -> view(file, context));
    }

    private IncidentView view(IncidentFile file, Context context) {
        var incident = file.incident();
        var detail = IncidentDetail.of(incident, policy.pages(incident.getLadder()), Clearance.isCleared(context));
        var children = projection.incidents().stream().filter(each -> each.relations().parentId().equals(incident
                .getId()) || each
                        .relations().mergedInto().equals(incident.getId())).sorted(WORST_FIRST).toList();
        var parent = Optional.of(incident.getParentId()).filter(parentId -> !parentId.isEmpty()).or(() -> Optional.of(
                incident.getMergedInto()).filter(into -> !into.isEmpty())).flatMap(projection::incident).map(
                        headline -> row(headline, context));
        var redacted = detail.row().redacted();
        return new IncidentView(detail, redacted ? List.of() : file.timeline().stream().map(TimelineRow::of).toList(),
                file
                        .timelineLeftOut(), file.whole(), file.whole()
                                ? ""
                                : "More incidents are open than the console keeps in full. Earlier entries and messages are "
                                        + "in tocsin.timeline and tocsin.notifications, under the key "
                                        + incident.getServiceKey(),
                redacted
                        ? List.of()
                        : file.messages().stream().map(
                                message -> NotificationView.of(message, Clearance.isCleared(context))).toList(), parent,
                children
                        .stream()
                        .limit(MOST_CHILDREN).map(headline -> row(headline, context)).toList(), children
                                .size(), redacted ? List.of() : ClockView.of(file.timeline()),
                NextUpdate.of(incident, file.messages()));
    }
}
