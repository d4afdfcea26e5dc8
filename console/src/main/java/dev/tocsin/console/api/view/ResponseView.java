package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.ClockPause;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;

/**
 * The response to an incident: acknowledgements, assessment, status updates, mitigation, resolution and follow-ups.
 *
 * @param acknowledgesMissing
 *            acknowledgements still needed to stop the ladder
 * @param acknowledgedUntil
 *            when the acknowledgement expires without further activity
 * @param updates
 *            the last status updates of this round, oldest first; updatesTotal says how many there are in all
 * @param clockPauses
 *            pauses of response clocks in this round, oldest first
 * @param tasks
 *            follow-ups
 * @param stepsDone
 *            steps of the runbook that were completed in this round, oldest first
 */
public record ResponseView(List<Acknowledge> acknowledgements, int acknowledgesNeeded, int acknowledgesMissing,
        Optional<Instant> acknowledgedUntil, Optional<Instant> assessedAt, String assessedBy, String assessment,
        List<StatusUpdateView> updates, int updatesTotal, List<Pause> clockPauses, Optional<MitigationView> mitigation,
        Optional<ResolutionView> resolution, List<Task> tasks, List<CompletedStep> stepsDone) {

    /** The response of an incident that the client may not read. */
    static final ResponseView REDACTED = new ResponseView(List.of(), 1, 0, Optional.empty(), Optional.empty(), "", "",
            List.of(),
            0, List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    /** An acknowledgement and its origin. */
    public record Acknowledge(String by, String via, Instant at) {}

    /**
     * A status update.
     *
     * @param nextAt
     *            when the next update is due
     */
    public record StatusUpdateView(int number, UpdateAudience audience, String status, String text, String by,
            String via,
            Instant at,
            Optional<Instant> nextAt) {

        static StatusUpdateView of(StatusUpdate update) {
            return new StatusUpdateView(update.getNumber(), update.getAudience(), update.getStatus(), update.getText(),
                    update
                            .getBy(), update.getVia(), update.getAt(), update.getNextAt());
        }
    }

    /**
     * A pause of response clocks.
     *
     * @param phase
     *            empty for all clocks
     * @param until
     *            empty while the pause lasts
     */
    public record Pause(String phase, Instant from, Optional<Instant> until, String reason, String by) {

        static Pause of(ClockPause pause) {
            return new Pause(pause.getPhase(), pause.getFrom(), pause.getUntil(), pause.getReason(), pause.getBy());
        }
    }

    /** What was said when it was mitigated. */
    public record MitigationView(String action, String nextSteps) {}

    /** What was said when it was resolved. */
    public record ResolutionView(String cause, String fix, String impact, String review) {}

    /** Something to be done after it. */
    public record Task(String id, String text, Optional<Instant> dueAt, String owner, String addedBy,
            Optional<Instant> doneAt, String doneBy) {

        static Task of(IncidentTask task) {
            return new Task(task.getId(), task.getText(), task.getDueAt(), task.getOwner(), task.getAddedBy(), task
                    .getDoneAt(), task.getDoneBy());
        }
    }

    /** A step of the runbook, and who completed it when. */
    public record CompletedStep(String text, String by, Instant at) {}

    /** As the snapshot has it. */
    static ResponseView of(Incident incident) {
        var acknowledged = incident.getAcknowledgements().stream().map(it -> new Acknowledge(it.getBy(), it.getVia(), it
                .getAt())).toList();
        var missing = switch (incident.getState()) {
            case OPEN, UNKNOWN -> Math.max(0, incident.getAcknowledgesNeeded() - acknowledged.size());
            case ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED -> 0;
        };
        return new ResponseView(acknowledged, incident.getAcknowledgesNeeded(), missing, incident
                .getAcknowledgedUntil(),
                incident.getAssessedAt(), incident.getAssessedBy(), incident.getAssessment(), incident.getUpdates()
                        .stream().map(StatusUpdateView::of).toList(), incident.getUpdatesTotal(), incident
                                .getClockPauses().stream()
                                .map(Pause::of).toList(), incident.getMitigation().map(it -> new MitigationView(it
                                        .getAction(), it.getNextSteps())), incident.getResolution().map(
                                                it -> new ResolutionView(it.getCause(), it.getFix(), it.getImpact(), it
                                                        .getReview())), incident.getTasks().stream().map(Task::of)
                                                                .toList(), incident.getStepsDone().stream().map(
                                                                        it -> new CompletedStep(it.getText(), it
                                                                                .getBy(), it.getAt())).toList());
    }
}
