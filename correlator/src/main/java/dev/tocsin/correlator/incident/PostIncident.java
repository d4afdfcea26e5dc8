package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.state.IncidentRow;

/**
 * Post-incident work: checklist and review. While some of it is open, the incident accepts commands, even after its reopen
 * window.
 */
public final class PostIncident {

    /** How long an incident is kept after its last deadline. */
    private static final Duration LEFT = Duration.ofDays(30);

    /** How long it is kept after all work is done, so that a repeated command is recognised. */
    private static final Duration DONE = Duration.ofHours(1);

    private PostIncident() {}

    /** On resolve: adds the checklist of the severity, except follow-ups known from an earlier round. */
    static void begin(IncidentDraft draft) {
        var known = draft.incident.getTasks();
        var checklist = draft.occasion.customs().checklist(draft.incident.getSeverity().getId());
        var all = new ArrayList<>(known);
        for (var i = 0; i < checklist.size() && all.size() < FollowUps.MOST; i++) {
            var task = checklist.get(i);
            if (known.stream().noneMatch(each -> isOfChecklist(each) && each.getText().equals(task.task()))) {
                all.add(task(draft, task, id(all, i + 1)));
            }
        }
        var added = all.subList(known.size(), all.size());
        if (!added.isEmpty()) {
            draft.incident.setTasks(List.copyOf(all));
            draft.fact(FactKind.TASK_ADDED, added.size() + (added.size() == 1 ? " follow-up" : " follow-ups")
                    + " added from the checklist: " + added.stream().map(IncidentTask::getText).collect(Collectors
                            .joining(
                                    "; ")), TimerTransitions.POLICY, Map.of("tasks", FollowUps.ids(added)));
        }
    }

    private static IncidentTask task(IncidentDraft draft, Aftermath.Task task, String id) {
        var owner = task.owner().orElse("");
        return IncidentTask.newBuilder().setId(id).setText(task.task()).setDueAt(task.deadline()
                .map(deadline -> deadline.due(draft.occasion.now())).orElse(null))
                .setOwner(holder(draft.incident.getRoles(), owner)).setAddedBy(TimerTransitions.POLICY).build();
    }

    /** Returns the holder of the role, else the text itself. */
    private static String holder(Map<String, String> roles, String owner) {
        return roles.entrySet().stream().filter(role -> role.getKey().equalsIgnoreCase(owner)).map(Map.Entry::getValue)
                .findFirst().orElse(owner);
    }

    private static String id(List<IncidentTask> known, int number) {
        return Stream.iterate(number, next -> next + 1).map(next -> "c" + next).filter(id -> known.stream().noneMatch(
                task -> task.getId().equals(id))).findFirst().orElseThrow();
    }

    private static boolean isOfChecklist(IncidentTask task) {
        return task.getAddedBy().equals(TimerTransitions.POLICY);
    }

    /** On reopen: withdraws and returns the open checklist follow-ups; the next resolve adds them again. */
    static List<IncidentTask> withdraw(IncidentDraft draft) {
        var withdrawn = draft.incident.getTasks().stream().filter(task -> isOfChecklist(task) && FollowUps.isUndone(
                task))
                .toList();
        draft.incident.setTasks(draft.incident.getTasks().stream().filter(task -> !withdrawn.contains(task)).toList());
        return withdrawn;
    }

    /** Whether the incident is kept only for post-incident work, and alerts no longer reach it. */
    public static boolean isKept(IncidentRow row) {
        return row.getDues().stream().anyMatch(due -> due.getKind() == TimerKind.AFTERMATH_OVER);
    }

    /** End of the reopen window: drops the incident, unless work is open. */
    static IncidentDecision windowOver(IncidentRow row, IncidentDraft draft) {
        var until = until(draft);
        if (until.isEmpty()) {
            return new IncidentDecision.Dropped(row, "reopen-window-over",
                    "the reopen window has ended: alerts that fire now open another incident");
        }
        draft.row.setAbsorbed(List.of()).setPlaced(List.of()).setWords(List.of());
        draft.dues.set(TimerKind.AFTERMATH_OVER, until.get());
        return draft.retired("aftermath", "the reopen window has ended: alerts that fire now open another incident; "
                + "this one accepts commands while " + left(draft) + ", until " + until.get() + " at most");
    }

    static IncidentDecision over(IncidentRow row, IncidentDraft draft) {
        return new IncidentDecision.Dropped(row, "aftermath-over", until(draft).isEmpty()
                ? "all follow-ups are completed"
                : "dropped although " + left(draft));
    }

    /** Recomputes the retention after a command. */
    static void watch(IncidentDraft draft) {
        if (draft.dues.has(TimerKind.AFTERMATH_OVER)) {
            draft.dues.set(TimerKind.AFTERMATH_OVER, until(draft).orElseGet(() -> draft.occasion.now().plus(DONE)));
        }
    }

    /** Latest time until which it is kept; empty if no work is open. */
    private static Optional<Instant> until(IncidentDraft draft) {
        var resolvedAt = Optional.ofNullable(draft.incident.getResolvedAt()).orElse(draft.occasion.now());
        var review = review(draft).map(at -> Stream.of(resolvedAt, at)).orElseGet(Stream::empty);
        var tasks = draft.incident.getTasks().stream().filter(FollowUps::isUndone).flatMap(task -> Stream.of(resolvedAt,
                task.getDueAt().orElse(null))).filter(Objects::nonNull);
        return Stream.concat(review, tasks).max(Instant::compareTo).map(last -> last.plus(LEFT));
    }

    private static Optional<Instant> review(IncidentDraft draft) {
        return Optional.ofNullable(draft.incident.getResolvedAt())
                .filter(_ -> draft.incident.getState() == IncidentState.RESOLVED)
                .flatMap(at -> draft.occasion.customs().review(draft.incident.getSeverity().getId())
                        .map(deadline -> deadline.due(at)));
    }

    private static String left(IncidentDraft draft) {
        var undone = draft.incident.getTasks().stream().filter(FollowUps::isUndone).toList();
        var tasks = undone.isEmpty()
                ? ""
                : (undone.size() == 1 ? "follow-up " : "follow-ups ") + FollowUps.ids(undone) + (undone
                        .size() == 1 ? " is" : " are") + " open";
        return review(draft).map(_ -> tasks + (tasks.isEmpty() ? "" : " and ") + "its review is due").orElse(tasks);
    }
}
