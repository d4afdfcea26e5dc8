package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentTask;

/** Commands about what is to be done after an incident; they are taken as long as its row is there. */
final class Tasks {

    /** Of one incident. */
    static final int MOST = 50;

    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 100;
    private static final Duration LATEST = Duration.ofDays(366);

    private Tasks() {}

    static IncidentDecision add(Asked asked) {
        var text = asked.argument("task");
        var due = due(asked);
        if (text.isEmpty() || text.length() > LONGEST) {
            return asked.refuse("say in 'task' what is to be done, in at most " + LONGEST + " characters");
        }
        var unfit = unfit(asked, due);
        if (unfit.isPresent()) {
            return asked.refuse(unfit.get());
        }
        var known = asked.incident().getTasks();
        if (known.size() >= MOST) {
            return asked.refuse("it has " + known.size() + " tasks already: complete them, or write one for several");
        }
        var task = IncidentTask.newBuilder().setId(nextId(known)).setText(text).setDueAt(due.orElse(null)).setOwner(
                asked.argument("owner")).setAddedBy(asked.actor()).build();
        var draft = asked.draft();
        draft.incident.setTasks(with(known, task));
        draft.fact(FactKind.TASK_ADDED, "task " + task.getId() + ": " + text + assigned(task), asked.actor(), asked
                .details(details(task)));
        return asked.done(draft, "task-added");
    }

    static IncidentDecision assign(Asked asked) {
        var found = find(asked);
        if (found.isEmpty()) {
            return asked.refuse(unknown(asked));
        }
        var task = found.get();
        if (task.getDoneAt().isPresent()) {
            return asked.refuse("task " + task.getId() + " is done already, by " + task.getDoneBy());
        }
        var due = due(asked);
        var names = asked.command().getArguments().containsKey("owner");
        if (!names && asked.argument("due").isEmpty()) {
            return asked.refuse("it says neither whose the task is nor by when: write 'owner' or 'due'");
        }
        var unfit = unfit(asked, due);
        if (unfit.isPresent()) {
            return asked.refuse(unfit.get());
        }
        var next = IncidentTask.newBuilder(task).setOwner(names ? asked.argument("owner") : task.getOwner())
                .setDueAt(due.or(task::getDueAt).orElse(null)).build();
        if (next.equals(task)) {
            return asked.refuse("task " + task.getId() + " is so already");
        }
        var draft = asked.draft();
        draft.incident.setTasks(replaced(asked.incident().getTasks(), next));
        draft.fact(FactKind.TASK_ASSIGNED, "task " + next.getId() + " (" + next.getText() + ")" + assigned(next), asked
                .actor(), asked.details(details(next)));
        return asked.done(draft, "task-assigned");
    }

    static IncidentDecision complete(Asked asked) {
        var found = find(asked);
        if (found.isEmpty()) {
            return asked.refuse(unknown(asked));
        }
        var task = found.get();
        if (task.getDoneAt().isPresent()) {
            return asked.refuse("task " + task.getId() + " is done already, by " + task.getDoneBy());
        }
        var draft = asked.draft();
        draft.incident.setTasks(replaced(asked.incident().getTasks(), IncidentTask.newBuilder(task).setDoneAt(asked
                .occasion().now()).setDoneBy(asked.actor()).build()));
        draft.fact(FactKind.TASK_DONE, asked.actor() + " did task " + task.getId() + ": " + task.getText(), asked
                .actor(), asked.details(Map.of("task", task.getId(), "text", task.getText())));
        return asked.done(draft, "task-done");
    }

    static boolean isUndone(IncidentTask task) {
        return task.getDoneAt().isEmpty();
    }

    static String ids(List<IncidentTask> tasks) {
        return tasks.stream().map(IncidentTask::getId).collect(Collectors.joining(", "));
    }

    /** Those that another incident leaves undone come to this one, under ids of their own. */
    static List<IncidentTask> inherited(List<IncidentTask> known, List<IncidentTask> left) {
        var all = new ArrayList<>(known);
        left.stream().filter(Tasks::isUndone).forEach(task -> all.add(IncidentTask.newBuilder(task).setId(nextId(all))
                .build()));
        return List.copyOf(all);
    }

    private static String nextId(List<IncidentTask> known) {
        return "a" + (1 + known.stream().map(IncidentTask::getId).filter(id -> id.startsWith("a"))
                .mapToInt(id -> Integer.parseInt(id.substring(1))).max().orElse(0));
    }

    private static Optional<IncidentTask> find(Asked asked) {
        return asked.incident().getTasks().stream().filter(task -> task.getId().equalsIgnoreCase(asked.argument(
                "task"))).findFirst();
    }

    private static String unknown(Asked asked) {
        var tasks = asked.incident().getTasks();
        return "it has no task '" + asked.argument("task") + "'" + (tasks.isEmpty()
                ? ": nothing is to be done yet"
                : "; there are " + ids(tasks));
    }

    private static Optional<Instant> due(Asked asked) {
        return Spans.moment(asked.argument("due"), asked.occasion().now());
    }

    private static Optional<String> unfit(Asked asked, Optional<Instant> due) {
        var now = asked.occasion().now();
        if (asked.argument("owner").length() > LONGEST_NAME) {
            return Optional.of("'owner' is a name of at most " + LONGEST_NAME + " characters");
        }
        return asked.argument("due").isEmpty() || due.filter(at -> at.isAfter(now) && !at.isAfter(now.plus(LATEST)))
                .isPresent()
                        ? Optional.empty()
                        : Optional.of("'due' is '" + asked.argument("due") + "': write a time such as 2d, or a moment"
                                + " such as 2026-11-24T08:00:00Z, at most a year from now");
    }

    private static String assigned(IncidentTask task) {
        return (task.getOwner().isEmpty() ? "" : ", for " + task.getOwner()) + task.getDueAt().map(at -> ", by " + at)
                .orElse("");
    }

    private static Map<String, String> details(IncidentTask task) {
        var details = new TreeMap<>(Map.of("task", task.getId(), "text", task.getText(), "owner", task.getOwner()));
        task.getDueAt().ifPresent(at -> details.put("due", at.toString()));
        return details;
    }

    private static List<IncidentTask> with(List<IncidentTask> known, IncidentTask task) {
        var all = new ArrayList<>(known);
        all.add(task);
        return List.copyOf(all);
    }

    private static List<IncidentTask> replaced(List<IncidentTask> known, IncidentTask next) {
        return known.stream().map(task -> task.getId().equals(next.getId()) ? next : task).toList();
    }
}
