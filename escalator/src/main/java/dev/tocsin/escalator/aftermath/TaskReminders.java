package dev.tocsin.escalator.aftermath;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.obligation.Obligation;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.obligation.RoleRecipients;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.TaskRow;
import dev.tocsin.state.Told;

/**
 * Reminders of follow-ups (runbook rows A8, B15, C9, D9): the owner is reminded before the deadline, at it and daily after it. From the third overdue reminder on, the commander is notified too.
 */
public final class TaskReminders implements Obligation {

    private static final String COMMANDER = "commander";
    private static final String POLICY = "policy";

    /** Number of overdue reminders that only the owner gets. */
    private static final int ALONE = 2;

    @Override
    public List<ObligationDecision> onSnapshot(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var incident = draft.getIncident();
        var known = before.map(Escalation::getTasks).orElse(List.of());
        draft.setTasks(waitedFor(incident).map(task -> TaskReminderTimes.of(task, known.stream().filter(row -> row
                .getTask()
                .equals(task.getId())).findFirst(), since(task, incident), moment.now())).toList());
        return List.of();
    }

    /** Open follow-ups with a deadline; follow-ups of a merged incident belong to the other incident. */
    private static Stream<IncidentTask> waitedFor(Incident incident) {
        return incident.getTasks().stream().filter(task -> incident.getMergedInto().isEmpty() && task.getDoneAt()
                .isEmpty() && task.getDueAt().isPresent());
    }

    private static Instant since(IncidentTask task, Incident incident) {
        return incident.getResolvedAt().filter(at -> task.getAddedBy().equals(POLICY)).orElse(incident
                .getUpdatedAt());
    }

    @Override
    public List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment) {
        var now = moment.now();
        var incident = draft.getIncident();
        var tasks = waitedFor(incident).collect(Collectors.toMap(IncidentTask::getId, task -> task));
        var reminders = new LinkedHashMap<Reminder, List<IncidentTask>>();
        var rows = new ArrayList<TaskRow>();
        for (var row : draft.getTasks()) {
            var next = said(row, now);
            rows.add(next);
            if (!next.equals(row) && tasks.containsKey(row.getTask())) {
                reminders.computeIfAbsent(reminder(row, next), it -> new ArrayList<>()).add(tasks.get(row.getTask()));
            }
        }
        draft.setTasks(rows);
        var roleRecipients = RoleRecipients.of(incident, moment);
        return reminders.entrySet().stream().flatMap(entry -> told(new Reminder(entry.getKey().owner(), entry.getKey()
                .dueAt(), entry.getKey().number(), entry.getKey().at(), entry.getValue()), incident, roleRecipients,
                moment)
                .stream()).toList();
    }

    /** An overdue follow-up skips the reminder before its deadline. */
    private static TaskRow said(TaskRow row, Instant now) {
        if (TaskReminderTimes.isOverdue(row, now)) {
            return TaskReminderTimes.saidOverdue(row, now);
        }
        return TaskReminderTimes.isDue(row, now) ? TaskReminderTimes.reminded(row) : row;
    }

    private static Reminder reminder(TaskRow row, TaskRow next) {
        var overdue = next.getOverdues() > row.getOverdues();
        return new Reminder(row.getOwner(), row.getDueAt().orElseThrow(), overdue ? next.getOverdues() : 0,
                (overdue ? row.getOverdueAt() : row.getRemindAt()).orElseThrow(), List.of());
    }

    private static List<ObligationDecision> told(Reminder reminder, Incident incident, RoleRecipients roleRecipients,
            ObligationContext moment) {
        var sentence = reminder.sentence(moment.now());
        var decisions = new ArrayList<ObligationDecision>();
        if (reminder.number() <= 1) {
            decisions.add(new Happened(reminder.isOverdue() ? FactKind.TASK_OVERDUE : FactKind.TASK_DUE, reminder
                    .occasion(), sentence, reminder.details()));
        }
        var recipients = recipients(reminder, incident, roleRecipients);
        recipients.forEach(to -> decisions.add(new Notify(reminder.kind(), to, reminder.occasion(), reminder.details(),
                reminder.at(), Destinations.besides(to, recipients.stream()), sentence)));
        return decisions;
    }

    private static List<Told> recipients(Reminder reminder, Incident incident, RoleRecipients roleRecipients) {
        var asked = roleRecipients.firstOf(List.of(reminder.owner(), COMMANDER, incident.getAcknowledgedBy(), incident
                .getResolvedBy())).to();
        var also = reminder.number() > ALONE ? roleRecipients.firstOf(List.of(COMMANDER)).to() : List.<Told>of();
        return Destinations.once(Stream.concat(asked.stream(), also.stream()));
    }

    @Override
    public Optional<Instant> dueAt(Escalation.Builder draft) {
        return draft.getTasks().stream().flatMap(row -> Stream.concat(row.getRemindAt().stream(), row.getOverdueAt()
                .stream())).min(Instant::compareTo);
    }
}
