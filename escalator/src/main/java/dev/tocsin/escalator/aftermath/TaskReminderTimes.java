package dev.tocsin.escalator.aftermath;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.state.TaskRow;

/**
 * Reminder times of a follow-up: once before the deadline (when a quarter of the time is left, at most a day before), at the deadline, and once a day after it. After seven overdue reminders it stays in the incident without further reminders.
 */
final class TaskReminderTimes {

    static final int OVERDUES = 7;

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration EARLIEST = Duration.ofDays(1);
    private static final int SHARE = 4;

    private TaskReminderTimes() {}

    /**
     * The row of a task with a deadline that is not done.
     *
     * @param known
     *            its row until now
     * @param since
     *            start of the time for it
     */
    static TaskRow of(IncidentTask task, Optional<TaskRow> known, Instant since, Instant now) {
        var dueAt = task.getDueAt().orElseThrow();
        var sameTime = known.filter(row -> row.getDueAt().equals(task.getDueAt()));
        return sameTime.map(row -> row.getOwner().equals(task.getOwner()) ? row : handedOver(row, task, now))
                .orElseGet(() -> row(task, known.isEmpty() && isLongOver(dueAt, now), since));
    }

    private static TaskRow row(IncidentTask task, boolean silent, Instant since) {
        var dueAt = task.getDueAt().orElseThrow();
        var time = Duration.between(since, dueAt);
        var before = time.dividedBy(SHARE).compareTo(EARLIEST) < 0 ? time.dividedBy(SHARE) : EARLIEST;
        return TaskRow.newBuilder().setTask(task.getId()).setOwner(task.getOwner()).setDueAt(dueAt)
                .setRemindAt(time.isPositive() ? dueAt.minusMillis(before.toMillis()) : null)
                .setOverdueAt(silent ? null : dueAt).build();
    }

    /** The new owner is reminded at once if the previous owner was already reminded. */
    private static TaskRow handedOver(TaskRow row, IncidentTask task, Instant now) {
        var next = TaskRow.newBuilder(row).setOwner(task.getOwner()).setOverdues(0);
        if (!task.getDueAt().orElseThrow().isAfter(now)) {
            return next.setOverdueAt(now).setRemindAt(null).build();
        }
        return next.setRemindAt(row.getRemindAt().orElse(now)).build();
    }

    /** Whether all overdue reminders were sent before the row was deleted. */
    private static boolean isLongOver(Instant dueAt, Instant now) {
        return !dueAt.plus(EVERY.multipliedBy(OVERDUES - 1L)).isAfter(now);
    }

    static boolean isDue(TaskRow row, Instant now) {
        return Moments.hasCome(row.getRemindAt(), now);
    }

    static boolean isOverdue(TaskRow row, Instant now) {
        return Moments.hasCome(row.getOverdueAt(), now);
    }

    static TaskRow reminded(TaskRow row) {
        return TaskRow.newBuilder(row).setRemindAt(null).build();
    }

    /** The next reminder follows from the deadline, never from now; missed days are skipped. */
    static TaskRow saidOverdue(TaskRow row, Instant now) {
        var dueAt = row.getDueAt().orElseThrow();
        var said = row.getOverdues() + 1;
        var next = dueAt.plus(EVERY.multipliedBy(Duration.between(dueAt, now).dividedBy(EVERY) + 1));
        return TaskRow.newBuilder(row).setRemindAt(null).setOverdues(said).setOverdueAt(said < OVERDUES ? next : null)
                .build();
    }
}
