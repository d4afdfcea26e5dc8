package dev.tocsin.escalator.cadence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.plan.ResponsePlan;
import dev.tocsin.event.Incident;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.policy.model.Plan.Updates;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.CadenceRow;
import dev.tocsin.state.Escalation;

/** Computes the promised updates from the previous ones and the new snapshot. */
final class PromisedUpdates {

    private final Optional<Escalation> before;
    private final Escalation.Builder draft;
    private final Incident incident;
    private final Optional<Updates> updates;

    /**
     * @param before
     *            the row of the same round as it was
     * @param updates
     *            what the plan of the severity says, as it is now
     */
    PromisedUpdates(Optional<Escalation> before, Escalation.Builder draft, Optional<Updates> updates) {
        this.before = before;
        this.draft = draft;
        this.incident = draft.getIncident();
        this.updates = updates;
    }

    /** The promises in force: none before the declaration and none after the resolve. */
    List<CadenceRow> all() {
        if (draft.getDeclaredAt() == null || IncidentStates.isOver(incident.getState())) {
            return List.of();
        }
        return Stream.of(UpdateAudience.INSIDE, UpdateAudience.OUTSIDE).filter(this::isAddressed).map(
                audience -> promise(UpdatePeriod.of(audience, updates))).flatMap(Optional::stream).toList();
    }

    /** The next promise to one audience. */
    static Optional<Instant> next(List<CadenceRow> promises, UpdateAudience audience) {
        return promises.stream().filter(promise -> !UpdatePeriod.isSpent(promise) && promise.getAudience() == audience)
                .findFirst().map(CadenceRow::getPromisedAt);
    }

    private Optional<CadenceRow> promise(UpdatePeriod period) {
        var held = draft.getCadences().stream().filter(row -> row.getAudience() == period.audience()).findFirst();
        var update = newUpdate(period.audience());
        if (update.isPresent() && (held.isPresent() || wasDeclared())) {
            var said = update.get();
            return period.kept(held.map(CadenceRow::getNumber).orElse(0) + 1, said.getAt(), said.getNextAt()).or(
                    () -> held.map(UpdatePeriod::spent));
        }
        return held.isPresent() ? held.map(row -> raised(row, period)) : period.begun(beginning());
    }

    private CadenceRow raised(CadenceRow row, UpdatePeriod period) {
        var worse = before.map(Escalation::getIncident).filter(old -> incident.getSeverity().getRank() < old
                .getSeverity().getRank()).isPresent();
        return worse
                ? period.raised(row, incident.getSeverityRaisedAt().orElse(incident.getUpdatedAt()), updatedAt(incident,
                        period.audience()).isPresent())
                : row;
    }

    /** A promise starts at the declaration, or when the plan first asks for it. */
    private Instant beginning() {
        return wasDeclared() ? incident.getUpdatedAt() : draft.getDeclaredAt();
    }

    private boolean wasDeclared() {
        return before.flatMap(Escalation::getDeclaredAt).isPresent();
    }

    /** Customers are promised updates while they are affected or a status page is open, unless the incident is confidential. */
    private boolean isAddressed(UpdateAudience audience) {
        return audience != UpdateAudience.OUTSIDE || (!incident.getConfidential() && (incident.getCustomerFacing()
                || ResponsePlan.isPublished(draft.getArranged())));
    }

    /** The latest update that is new in this snapshot. */
    private Optional<StatusUpdate> newUpdate(UpdateAudience audience) {
        var known = before.map(row -> row.getIncident().getUpdatesTotal()).orElse(0);
        return incident.getUpdates().reversed().stream().filter(update -> update.getNumber() > known && isFor(update,
                audience)).findFirst();
    }

    private static boolean isFor(StatusUpdate update, UpdateAudience audience) {
        return switch (update.getAudience()) {
            case BOTH -> true;
            case OUTSIDE -> audience == UpdateAudience.OUTSIDE;
            case INSIDE, UNKNOWN -> audience == UpdateAudience.INSIDE;
        };
    }

    private static Optional<Instant> updatedAt(Incident incident, UpdateAudience audience) {
        return audience == UpdateAudience.OUTSIDE ? incident.getOutsideUpdatedAt() : incident.getInsideUpdatedAt();
    }
}
