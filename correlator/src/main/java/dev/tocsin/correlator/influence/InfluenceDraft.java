package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.incident.ClockPauses;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Suspect;
import dev.tocsin.state.IncidentRow;

/** An incident while influences are applied: only differences change it, and each difference becomes a fact. */
final class InfluenceDraft {

    private static final String ACTOR = "correlator";

    private final IncidentRow original;
    private final Instant now;
    private final List<TimelineFact> facts = new ArrayList<>();
    private Optional<Incident.Builder> next = Optional.empty();
    private Optional<ParentLink> link = Optional.empty();
    private IncidentRow row;
    private Incident was;
    private boolean parented;
    private boolean standsAlone;
    private String heldBy = "";
    private int heldAlerts;

    InfluenceDraft(IncidentRow row, Instant now) {
        this.original = row;
        this.row = row;
        this.now = now;
        this.was = row.getIncident();
    }

    /** Looks like that from now on; before anything else is set. */
    void appear(IncidentRow seen) {
        row = seen;
        was = seen.getIncident();
    }

    /** The incident with its appearance, and without what was set since. */
    IncidentRow row() {
        return row;
    }

    /** It stands for a storm itself: nothing explains it. */
    void standAlone() {
        standsAlone = true;
    }

    boolean standsAlone() {
        return standsAlone;
    }

    /** Whether it was given a parent. */
    boolean hasParent() {
        return parented;
    }

    /** Sets or removes the parent. */
    void parent(ParentLink parent) {
        parented = true;
        var id = parent.parentId();
        var reason = parent.reason();
        if (!was.getParentId().isEmpty() && !was.getParentId().equals(id)) {
            facts.add(new TimelineFact(FactKind.UNLINKED, "unlinked from incident " + was.getParentId() + " (" + was
                    .getParentReason() + ")", ACTOR, Map.of("parent", was.getParentId())));
        }
        if (!id.isEmpty() && !was.getParentId().equals(id)) {
            facts.add(new TimelineFact(FactKind.LINKED, "linked to incident " + id + ": " + reason, ACTOR, Map.of(
                    "parent",
                    id, "reason", reason)));
        }
        if (!was.getParentId().equals(id) || !was.getParentReason().equals(reason)) {
            change().setParentId(id).setParentReason(reason);
            link = Optional.of(parent);
        }
    }

    /** Sets the reason of suppression, unless one is set; empty for none. */
    void hold(String by) {
        heldBy = heldBy.isEmpty() ? by : heldBy;
    }

    /** How many members are suppressed, by a silence or otherwise. */
    void held(int alerts) {
        heldAlerts = alerts;
    }

    /**
     * Suppresses its pages for the given reason, or releases them if there is none. Clocks pause while pages are suppressed.
     */
    void suppress() {
        suppressed(heldBy, heldAlerts);
    }

    private void suppressed(String by, int alerts) {
        if (!by.isEmpty() && !by.equals(was.getSuppressedBy())) {
            facts.add(new TimelineFact(FactKind.SUPPRESSED, "paging suppressed: " + by, ACTOR, Map.of("reason", by)));
        }
        if (by.isEmpty() && !was.getSuppressedBy().isEmpty()) {
            facts.add(new TimelineFact(FactKind.UNSUPPRESSED, "paging no longer suppressed by: " + was
                    .getSuppressedBy(),
                    ACTOR, Map.of("reason", was.getSuppressedBy())));
        }
        if (!by.equals(was.getSuppressedBy()) || alerts != was.getAlertsSuppressed()) {
            change().setSuppressedBy(by).setAlertsSuppressed(alerts);
        }
        var pauses = ClockPauses.suppressed(was.getClockPauses(), by, now);
        if (!pauses.equals(was.getClockPauses())) {
            change().setClockPauses(pauses);
        }
    }

    /** The incident ended: clears suppression without a fact. */
    void over() {
        if (!was.getSuppressedBy().isEmpty() || was.getAlertsSuppressed() > 0) {
            change().setSuppressedBy("").setAlertsSuppressed(0);
        }
    }

    void pageNotBefore(Optional<Instant> at) {
        if (!was.getPageNotBefore().equals(at)) {
            change().setPageNotBefore(at.orElse(null));
        }
    }

    void suspects(List<Suspect> suspects) {
        var found = suspects.stream().filter(one -> was.getSuspects().stream()
                .noneMatch(known -> known.getChangeId().equals(one.getChangeId()))).toList();
        if (!found.isEmpty()) {
            var first = found.getFirst();
            facts.add(new TimelineFact(FactKind.SUSPECT_FOUND, "suspect change: " + first.getService() + ", "
                    + first.getSummary() + (found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more"), ACTOR,
                    Map.of("changes", String.join(", ", found.stream().map(Suspect::getChangeId).toList()))));
            change().setSuspects(suspects);
        }
    }

    /** What a storm's incident is called; a new name is told once the incident is there. */
    void called(String title, String summary, boolean isNew) {
        if (!was.getTitle().equals(title) || !was.getSummary().equals(summary)) {
            change().setTitle(title).setSummary(summary);
            if (!isNew) {
                facts.add(new TimelineFact(FactKind.ALERT_CHANGED, title, ACTOR, Map.of()));
            }
        }
    }

    InfluencedIncident done() {
        return new InfluencedIncident(next.map(this::changed).orElse(row), facts, next.isPresent() || !original
                .getSilenced()
                .equals(row.getSilenced()));
    }

    private IncidentRow changed(Incident.Builder incident) {
        var changed = Snapshots.changing(row).setIncident(incident.build());
        link.ifPresent(parent -> changed.setParentStorm(parent.storm()).setParentSetBy(""));
        return changed.build();
    }

    private Incident.Builder change() {
        var builder = next.orElseGet(() -> Snapshots.changing(was));
        next = Optional.of(builder);
        return builder;
    }
}
