package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.plan.OpeningMessage.filled;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.schemas.incident.Ends;
import dev.tocsin.state.Escalation;

/**
 * News of a declared incident since the last snapshot of its round, including what the ladder reports to paged recipients.
 */
final class Developments {

    private final Optional<Escalation> before;
    private final Escalation.Builder draft;
    private final Incident incident;
    private final OpeningMessage words;

    /**
     * @param before
     *            the row of the same round as it was; empty when there was none
     */
    Developments(Optional<Escalation> before, Escalation.Builder draft, OpeningMessage words) {
        this.before = before;
        this.draft = draft;
        this.incident = draft.getIncident();
        this.words = words;
    }

    /** All news, in the order in which it is sent. */
    List<Development> all() {
        var news = new ArrayList<Development>();
        severity().ifPresent(news::add);
        news.addAll(updates());
        failed().ifPresent(news::add);
        if (saidNow(NotificationKind.ACKNOWLEDGED)) {
            news.add(new Development(NotificationKind.ACKNOWLEDGED, Set.of(Milestone.ACKNOWLEDGED), "acknowledged/"
                    + draft
                            .getClimb(), filled("by", incident.getAcknowledgedBy()), "acknowledged by " + incident
                                    .getAcknowledgedBy(), Optional.empty()));
        }
        if (saidNow(NotificationKind.MITIGATED)) {
            news.add(new Development(NotificationKind.MITIGATED, Set.of(Milestone.MITIGATED), "mitigated/" + draft
                    .getClimb(),
                    words.mitigated(), "mitigated by " + incident.getMitigatedBy(),
                    Optional.of(PublicUpdate.ours(incident))));
        }
        if (saidNow(NotificationKind.RESOLVED)) {
            news.add(new Development(NotificationKind.RESOLVED, Set.of(Milestone.RESOLVED), "resolved/" + draft
                    .getClimb(),
                    words.resolved(), ended(), Optional.of(PublicUpdate.ours(incident))));
        }
        closed().ifPresent(news::add);
        return news;
    }

    /** Whether the ladder reports the kind with this snapshot. */
    boolean saidNow(NotificationKind kind) {
        return draft.getSaid().contains(kind) && before.filter(row -> row.getClimb() == draft.getClimb() && row
                .getSaid().contains(kind)).isEmpty();
    }

    private Optional<Development> severity() {
        var from = before.map(row -> row.getIncident().getSeverity().getId());
        var to = incident.getSeverity().getId();
        return from.filter(old -> !old.equals(to)).map(old -> {
            var by = incident.getSeveritySetBy();
            return new Development(NotificationKind.SEVERITY_CHANGED, Set.of(Milestone.SEVERITY_CHANGED), "severity/"
                    + incident.getRevision(), filled("from", old, "to", to, "by", by), "severity changed from " + old
                            + " to " + to + (by.isEmpty() ? "" : " by " + by), Optional.empty());
        });
    }

    /** Each new status update that the snapshot still contains. */
    private List<Development> updates() {
        var known = before.map(row -> row.getIncident().getUpdatesTotal()).orElse(0);
        return incident.getUpdates().stream().filter(update -> update.getNumber() > known).map(this::updated).toList();
    }

    private Development updated(StatusUpdate update) {
        var status = update.getStatus().isEmpty() ? PublicStatus.of(incident) : update.getStatus();
        return new Development(NotificationKind.UPDATED, Set.of(Milestone.UPDATED), "update/" + update.getNumber(),
                filled(
                        "text", update.getText(), "by", update.getBy(), "number", Integer.toString(update.getNumber()),
                        "status", status, "audience", update.getAudience().name().toLowerCase(Locale.ROOT)),
                "status update "
                        + update.getNumber() + " by " + update.getBy(), Optional.of(update).filter(
                                PublicUpdate::isForCustomers).map(StatusUpdate::getText));
    }

    /** The mitigation failed in the same round (runbook row B14); corrects the earlier news that it was mitigated. */
    private Optional<Development> failed() {
        var wasMitigated = before.map(row -> row.getIncident().getState()).filter(IncidentState.MITIGATED::equals)
                .isPresent();
        var isAtWork = incident.getState() == IncidentState.OPEN || incident.getState() == IncidentState.ACKNOWLEDGED;
        return Optional.of(incident).filter(it -> wasMitigated && isAtWork).map(it -> new Development(
                NotificationKind.UPDATED, EnumSet.of(Milestone.UPDATED, Milestone.MITIGATED), "mitigation-failed/"
                        + it.getRevision(), filled("text", (isRaised()
                                ? "the severity was raised after the mitigation"
                                : "the mitigation did not hold") + (newNote().isBlank() ? "" : ": " + newNote()),
                                "status", PublicStatus.of(it), "audience", "both"), "no longer mitigated", Optional.of(
                                        isRaised() ? PublicUpdate.ours(it) : PublicUpdate.failed(it))));
    }

    /** A raised severity restarts the ladder without saying that the mitigation failed. */
    private boolean isRaised() {
        return before.filter(row -> incident.getSeverity().getRank() < row.getIncident().getSeverity().getRank())
                .isPresent();
    }

    /** The note, if it is new in this snapshot. */
    private String newNote() {
        return before.filter(row -> !row.getIncident().getNote().equals(incident.getNote())).map(_ -> incident
                .getNote()).orElse("");
    }

    private Optional<Development> closed() {
        var wasOpen = before.map(row -> row.getIncident().getState()).filter(IncidentState.CLOSED::equals).isEmpty();
        return Optional.of(incident).filter(it -> wasOpen && it.getState() == IncidentState.CLOSED).map(
                it -> new Development(
                        NotificationKind.CLOSED, Set.of(Milestone.CLOSED), "closed", filled("note", newNote(),
                                "merged-into", it.getMergedInto()), it.getMergedInto().isEmpty()
                                        ? "closed"
                                        : ended(), Optional.empty()));
    }

    private String ended() {
        if (!incident.getMergedInto().isEmpty()) {
            return "merged into incident " + incident.getMergedInto();
        }
        return Ends.withoutRecovery(incident).map(why -> "resolved without a recovery signal: " + why).orElseGet(
                () -> incident.getResolvedBy().isEmpty() ? "resolved" : "resolved by " + incident.getResolvedBy());
    }
}
