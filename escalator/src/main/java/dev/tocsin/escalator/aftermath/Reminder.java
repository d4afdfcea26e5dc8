package dev.tocsin.escalator.aftermath;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.time.Durations;

/**
 * One reminder for all follow-ups with the same owner and deadline.
 *
 * @param number
 *            number of overdue reminders including this one; 0 before the deadline
 * @param at
 *            when it was to be said
 */
record Reminder(String owner, Instant dueAt, int number, Instant at, List<IncidentTask> tasks) {

    Reminder {
        tasks = List.copyOf(tasks);
    }

    boolean isOverdue() {
        return number > 0;
    }

    NotificationKind kind() {
        return isOverdue() ? NotificationKind.TASK_OVERDUE : NotificationKind.TASK_DUE;
    }

    /** Such as {@code task/c1+c2/overdue/2026-03-04T10:00:00Z/1}; the deadline is part of it because it can change. */
    String occasion() {
        return "task/" + ids("+") + (isOverdue() ? "/overdue/" + dueAt + "/" + number : "/due/" + dueAt);
    }

    /** Such as {@code task c1 is overdue by 2 h, unassigned: Write down the timeline}. */
    String sentence(Instant now) {
        var what = tasks.size() == 1 ? "task " + ids("") + " is " : "tasks " + ids(", ") + " are ";
        var when = isOverdue()
                ? "overdue by " + Durations.inWords(Duration.between(dueAt, now))
                : "due at " + dueAt;
        return what + when + (owner.isBlank() ? ", unassigned: " : ", assigned to " + owner + ": ") + texts();
    }

    Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put(tasks.size() == 1 ? "task" : "tasks", ids(","));
        details.put("text", texts());
        details.put("owner", owner);
        details.put("dueAt", dueAt.toString());
        if (isOverdue()) {
            details.put("number", Integer.toString(number));
        }
        return details;
    }

    private String ids(String between) {
        return tasks.stream().map(IncidentTask::getId).collect(Collectors.joining(between));
    }

    private String texts() {
        return tasks.stream().map(IncidentTask::getText).collect(Collectors.joining("; "));
    }
}
