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
 * How people handle an incident: who has it, what they say it is and how it stands, what was done and what is to be done.
 *
 * @param acknowledgesMissing
 *            how many more people must acknowledge before its ladder stops
 * @param acknowledgedUntil
 *            when the acknowledge expires unless something happens
 * @param updates
 *            the last status updates of this round, oldest first; updatesTotal says how many there are in all
 * @param clockPauses
 *            when clocks stood still in this round, oldest first
 * @param tasks
 *            what is to be done after it
 */
public record Handling(List<Acknowledge> acknowledgements, int acknowledgesNeeded, int acknowledgesMissing,
        Optional<Instant> acknowledgedUntil, Optional<Instant> assessedAt, String assessedBy, String assessment,
        List<Said> updates, int updatesTotal, List<Pause> clockPauses, Optional<Mitigated> mitigation,
        Optional<Ended> resolution, List<Task> tasks) {

    /** What is shown of an incident that may not be read. */
    static final Handling UNTOLD = new Handling(List.of(), 1, 0, Optional.empty(), Optional.empty(), "", "", List.of(),
            0, List.of(), Optional.empty(), Optional.empty(), List.of());

    /** Somebody who acknowledged, and from where. */
    public record Acknowledge(String by, String via, Instant at) {}

    /**
     * A status update.
     *
     * @param nextAt
     *            by when its author promised the next one
     */
    public record Said(int number, UpdateAudience audience, String status, String text, String by, String via,
            Instant at,
            Optional<Instant> nextAt) {

        static Said of(StatusUpdate update) {
            return new Said(update.getNumber(), update.getAudience(), update.getStatus(), update.getText(), update
                    .getBy(), update.getVia(), update.getAt(), update.getNextAt());
        }
    }

    /**
     * Some time in which clocks stood still.
     *
     * @param phase
     *            empty: all of them
     * @param until
     *            empty while it lasts
     */
    public record Pause(String phase, Instant from, Optional<Instant> until, String reason, String by) {

        static Pause of(ClockPause pause) {
            return new Pause(pause.getPhase(), pause.getFrom(), pause.getUntil(), pause.getReason(), pause.getBy());
        }
    }

    /** What was said when it was mitigated. */
    public record Mitigated(String action, String nextSteps) {}

    /** What was said when it was resolved. */
    public record Ended(String cause, String fix, String impact, String review) {}

    /** Something to be done after it. */
    public record Task(String id, String text, Optional<Instant> dueAt, String owner, String addedBy,
            Optional<Instant> doneAt, String doneBy) {

        static Task of(IncidentTask task) {
            return new Task(task.getId(), task.getText(), task.getDueAt(), task.getOwner(), task.getAddedBy(), task
                    .getDoneAt(), task.getDoneBy());
        }
    }

    /** As the snapshot has it. */
    static Handling of(Incident incident) {
        var acknowledged = incident.getAcknowledgements().stream().map(it -> new Acknowledge(it.getBy(), it.getVia(), it
                .getAt())).toList();
        var missing = switch (incident.getState()) {
            case OPEN, UNKNOWN -> Math.max(0, incident.getAcknowledgesNeeded() - acknowledged.size());
            case ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED -> 0;
        };
        return new Handling(acknowledged, incident.getAcknowledgesNeeded(), missing, incident.getAcknowledgedUntil(),
                incident.getAssessedAt(), incident.getAssessedBy(), incident.getAssessment(), incident.getUpdates()
                        .stream().map(Said::of).toList(), incident.getUpdatesTotal(), incident.getClockPauses().stream()
                                .map(Pause::of).toList(), incident.getMitigation().map(it -> new Mitigated(it
                                        .getAction(), it.getNextSteps())), incident.getResolution().map(
                                                it -> new Ended(it.getCause(), it.getFix(), it.getImpact(), it
                                                        .getReview())), incident.getTasks().stream().map(Task::of)
                                                                .toList());
    }
}
