package dev.tocsin.correlator.incident;

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
import dev.tocsin.schemas.command.ArgumentValue;

/** Commands on follow-ups, accepted while the incident has a row. */
final class FollowUps {

    /** Of one incident. */
    static final int MOST = 50;

    private FollowUps() {}

    static IncidentDecision add(CommandContext asked) {
        var text = asked.argument("task");
        var due = due(asked);
        var known = asked.incident().getTasks();
        if (known.size() >= MOST) {
            return asked.refuse("already " + known.size() + " follow-ups: complete some first, or add one for several");
        }
        var task = IncidentTask.newBuilder().setId(nextId(known)).setText(text).setDueAt(due.orElse(null)).setOwner(
                asked.argument("owner")).setAddedBy(asked.actor()).build();
        var draft = asked.draft();
        draft.incident.setTasks(with(known, task));
        draft.fact(FactKind.TASK_ADDED, asked.sentence(Map.of("id", task.getId())) + assigned(task), asked.actor(),
                asked.details(details(task)));
        return asked.done(draft, "task-added");
    }

    static IncidentDecision assign(CommandContext asked) {
        var found = find(asked);
        if (found.isEmpty()) {
            return asked.refuse(unknown(asked));
        }
        var task = found.get();
        if (task.getDoneAt().isPresent()) {
            return asked.refuse("follow-up " + task.getId() + " already completed by " + task.getDoneBy());
        }
        var due = due(asked);
        var names = asked.has("owner");
        var next = IncidentTask.newBuilder(task).setOwner(names ? asked.argument("owner") : task.getOwner())
                .setDueAt(due.or(task::getDueAt).orElse(null)).build();
        if (next.equals(task)) {
            return asked.refuse("follow-up " + task.getId() + " already has this owner and due date");
        }
        var draft = asked.draft();
        draft.incident.setTasks(replaced(asked.incident().getTasks(), next));
        draft.fact(FactKind.TASK_ASSIGNED, asked.sentence(Map.of("task", next.getId(), "text", next.getText()))
                + assigned(
                        next), asked.actor(), asked.details(details(next)));
        return asked.done(draft, "task-assigned");
    }

    static IncidentDecision complete(CommandContext asked) {
        var found = find(asked);
        if (found.isEmpty()) {
            return asked.refuse(unknown(asked));
        }
        var task = found.get();
        if (task.getDoneAt().isPresent()) {
            return asked.refuse("follow-up " + task.getId() + " already completed by " + task.getDoneBy());
        }
        var draft = asked.draft();
        draft.incident.setTasks(replaced(asked.incident().getTasks(), IncidentTask.newBuilder(task).setDoneAt(asked
                .occasion().now()).setDoneBy(asked.actor()).build()));
        draft.fact(FactKind.TASK_DONE, asked.sentence(Map.of("task", task.getId(), "text", task.getText())), asked
                .actor(), asked.details(Map.of("task", task.getId(), "text", task.getText())));
        return asked.done(draft, "task-done");
    }

    static boolean isUndone(IncidentTask task) {
        return task.getDoneAt().isEmpty();
    }

    static String ids(List<IncidentTask> tasks) {
        return tasks.stream().map(IncidentTask::getId).collect(Collectors.joining(", "));
    }

    /** Takes over the open follow-ups of a merged incident, under new ids. */
    static List<IncidentTask> inherited(List<IncidentTask> known, List<IncidentTask> left) {
        var all = new ArrayList<>(known);
        left.stream().filter(FollowUps::isUndone).forEach(task -> all.add(IncidentTask.newBuilder(task).setId(nextId(
                all))
                .build()));
        return List.copyOf(all);
    }

    private static String nextId(List<IncidentTask> known) {
        return "a" + (1 + known.stream().map(IncidentTask::getId).filter(id -> id.startsWith("a"))
                .mapToInt(id -> Integer.parseInt(id.substring(1))).max().orElse(0));
    }

    private static Optional<IncidentTask> find(CommandContext asked) {
        return asked.incident().getTasks().stream().filter(task -> task.getId().equalsIgnoreCase(asked.argument(
                "task"))).findFirst();
    }

    private static String unknown(CommandContext asked) {
        var tasks = asked.incident().getTasks();
        return "no follow-up '" + asked.argument("task") + "'" + (tasks.isEmpty()
                ? "; the incident has none"
                : "; the incident has " + ids(tasks));
    }

    private static Optional<Instant> due(CommandContext asked) {
        return ArgumentValue.moment(asked.argument("due"), asked.occasion().now());
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
