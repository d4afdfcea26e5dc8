package dev.tocsin.console.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.tocsin.console.api.view.IncidentDetail;
import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.api.view.ClockView;
import dev.tocsin.console.api.view.Fact;
import dev.tocsin.console.api.view.Told;
import dev.tocsin.console.http.Clearance;
import dev.tocsin.console.projection.Headline;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Incident;
import io.javalin.http.Context;

/** Makes what the API shows of what is held, for the one who asks: with or without what is confidential. */
final class Shown {

    private static final int MOST_CHILDREN = 200;
    private static final Comparator<Headline> WORST_FIRST = Comparator.comparingInt(Headline::severityRank)
            .thenComparing(Headline::openedAt).thenComparing(Headline::id);

    private final Projection projection;
    private final PolicyInForce policy;
    private final BiFunction<String, LogPlace, Optional<Incident>> older;

    /**
     * @param older
     *            reads the last snapshot of an incident again, of which only the headline is held
     */
    Shown(Projection projection, PolicyInForce policy, BiFunction<String, LogPlace, Optional<Incident>> older) {
        this.projection = projection;
        this.policy = policy;
        this.older = older;
    }

    /**
     * All about one incident.
     *
     * @param timelineHeld
     *            false when earlier facts and messages are not held any more
     * @param timelineNote
     *            what to do about that, empty where nothing is missing
     * @param clocks
     *            its response clocks, as the timeline tells of them
     * @param nextUpdateAt
     *            by when the next status update is promised; empty when it is over or nothing was promised
     * @param children
     *            incidents that this one explains, worst first, at most 200
     */
    record Whole(IncidentDetail incident, List<Fact> timeline, int timelineLeftOut, boolean timelineHeld,
            String timelineNote, List<Told> notifications, Optional<IncidentRow> parent, List<IncidentRow> children,
            int childrenTotal, List<ClockView> clocks, Optional<Instant> nextUpdateAt) {}

    IncidentRow row(Headline headline, Context context) {
        return IncidentRow.of(headline, policy.pages(headline.ladder()), Clearance.isCleared(context));
    }

    /** All about an incident; empty when it is not known here, or its snapshot cannot be had now. */
    Optional<Whole> whole(String id, Context context) {
        return projection.file(id).or(() -> projection.place(id).flatMap(place -> older.apply(id, place)).map(
                IncidentFile::snapshotOnly)).map(file -> whole(file, context));
    }

    private Whole whole(IncidentFile file, Context context) {
        var incident = file.incident();
        var detail = IncidentDetail.of(incident, policy.pages(incident.getLadder()), Clearance.isCleared(context));
        var children = projection.incidents().stream().filter(each -> each.parentId().equals(incident.getId()) || each
                .mergedInto().equals(incident.getId())).sorted(WORST_FIRST).toList();
        var parent = Optional.of(incident.getParentId()).filter(parentId -> !parentId.isEmpty()).or(() -> Optional.of(
                incident.getMergedInto()).filter(into -> !into.isEmpty())).flatMap(projection::incident).map(
                        headline -> row(headline, context));
        var redacted = detail.row().redacted();
        return new Whole(detail, redacted ? List.of() : file.timeline().stream().map(Fact::of).toList(), file
                .timelineLeftOut(), file.whole(), file.whole()
                        ? ""
                        : "More incidents are open than this console keeps in full, so earlier entries and messages are "
                                + "not held here. They are in tocsin.timeline and tocsin.notifications, under the key "
                                + incident.getServiceKey(),
                redacted
                        ? List.of()
                        : file.messages().stream().map(
                                message -> Told.of(message, Clearance.isCleared(context))).toList(), parent, children
                                        .stream()
                                        .limit(MOST_CHILDREN).map(headline -> row(headline, context)).toList(), children
                                                .size(), redacted ? List.of() : ClockView.of(file.timeline()),
                NextUpdate.of(incident, file.messages()));
    }
}
