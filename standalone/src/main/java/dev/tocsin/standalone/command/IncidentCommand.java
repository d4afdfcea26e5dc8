package dev.tocsin.standalone.command;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin incident list|ack|update|...}: lists incidents, and asks something of an incident, through the console's API. */
@Command(name = "incident", description = "Lists incidents, and asks something of one: list, ack, unack, reopen, note, assess, update, mitigate, failed, "
        + "resolve, close, pause, resume, task, assign, done. The console's token is read from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "list|ack|update|...")
public final class IncidentCommand implements Runnable {

    private static final String ID = "Id of the incident.";

    @Option(names = "--console", scope = ScopeType.INHERIT, defaultValue = "http://127.0.0.1:"
            + Ports.CONSOLE, description = "Address of the console (default: ${DEFAULT-VALUE}).")
    private URI console;

    @Option(names = "--by", scope = ScopeType.INHERIT, defaultValue = "${sys:user.name}", description = "Who (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--note", scope = ScopeType.INHERIT, defaultValue = "", description = "A word about it.")
    private String note;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Lists open incidents, worst first; with --all those that are over, too.")
    int list(@Option(names = "--all", description = "Resolved and closed ones too, newest first.") boolean all,
            @Option(names = "--json", description = "As the API has them, for programs.") boolean json)
            throws InterruptedException {
        var found = new ArrayList<JsonNode>();
        var total = 0;
        var cursor = "";
        do {
            var answer = new HttpCall(console, "TOCSIN_CONSOLE_TOKEN").send("GET", "/api/incidents?limit=500&state="
                    + (all ? "all" : "open") + cursor, Optional.empty());
            if (!answer.isGood()) {
                spec.commandLine().getErr().println(answer.problem());
                return 1;
            }
            answer.body().path("incidents").forEach(found::add);
            total = answer.body().path("total").asInt(found.size()) + answer.body().path("openNotHeld").asInt(0);
            var next = answer.body().path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(found));
        } else if (found.isEmpty()) {
            out.println(all ? "no incidents" : "no open incidents");
        } else {
            IncidentTable.print(found, Clock.systemUTC().instant(), out);
        }
        if (total > found.size()) {
            spec.commandLine().getErr().println(total - found.size() + " more are not held by the console");
        }
        out.flush();
        return 0;
    }

    @Command(name = "ack", description = "You have it.")
    int ack(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "acknowledge", Map.of());
    }

    @Command(name = "unack", description = "Takes an acknowledgement back: the incident is open again and its escalation goes on.")
    int unack(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "unacknowledge", Map.of());
    }

    @Command(name = "reopen", description = "Opens a resolved incident again and pages from the first escalation step.")
    int reopen(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "reopen", Map.of());
    }

    @Command(name = "note", description = "Adds a note.")
    int note(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "The note.") String text) throws InterruptedException {
        return ask(id, "note", Map.of("note", text));
    }

    @Command(name = "assess", description = "Says what it is.")
    int assess(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "What it is.") String text) throws InterruptedException {
        return ask(id, "assess", Map.of("assessment", text));
    }

    @Command(name = "update", description = "Says how it stands, to the team or to customers.")
    int update(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "How it stands.") String text,
            @Option(names = "--audience", defaultValue = "inside", description = "inside, outside or both (default: ${DEFAULT-VALUE}).") String audience,
            @Option(names = "--status", defaultValue = "", description = "investigating, identified, monitoring or resolved.") String status,
            @Option(names = "--next", defaultValue = "", paramLabel = "DURATION", description = "When the next update comes, such as 30m.") String next)
            throws InterruptedException {
        return ask(id, "update", Map.of("text", text, "audience", audience, "status", status, "next", next));
    }

    @Command(name = "mitigate", description = "The pain is stopped.")
    int mitigate(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--action", defaultValue = "", description = "What was done.") String action,
            @Option(names = "--next", defaultValue = "", description = "What is to be done next.") String next)
            throws InterruptedException {
        return ask(id, "mitigate", Map.of("action", action, "next", next));
    }

    @Command(name = "failed", description = "The mitigation failed: it is open again.")
    int failed(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "mitigation-failed", Map.of());
    }

    @Command(name = "resolve", description = "It is over.")
    int resolve(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--cause", defaultValue = "", description = "What caused it.") String cause,
            @Option(names = "--fix", defaultValue = "", description = "What ended it.") String fix,
            @Option(names = "--impact", defaultValue = "", description = "What customers felt.") String impact,
            @Option(names = "--review", defaultValue = "", paramLabel = "URL", description = "Address of its review.") String review)
            throws InterruptedException {
        return ask(id, "resolve", Map.of("cause", cause, "fix", fix, "impact", impact, "review", review));
    }

    @Command(name = "close", description = "Its review is done.")
    int close(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "close", Map.of());
    }

    @Command(name = "pause", description = "Lets its clocks stand still.")
    int pause(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", required = true, description = "Why.") String reason,
            @Option(names = "--phase", defaultValue = "", description = "Only this one, such as mitigate.") String phase,
            @Option(names = "--for", defaultValue = "", paramLabel = "DURATION", description = "How long, such as 2h.") String length)
            throws InterruptedException {
        return ask(id, "pause-clocks", Map.of("reason", reason, "phase", phase, "for", length));
    }

    @Command(name = "resume", description = "Lets its clocks go on.")
    int resume(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--phase", defaultValue = "", description = "Only this one.") String phase)
            throws InterruptedException {
        return ask(id, "resume-clocks", Map.of("phase", phase));
    }

    @Command(name = "task", description = "Adds something that is to be done after it.")
    int task(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "What is to be done.") String text,
            @Option(names = "--owner", defaultValue = "", description = "Whose it is.") String owner,
            @Option(names = "--due", defaultValue = "", paramLabel = "WHEN", description = "By when: 2d, or an instant.") String due)
            throws InterruptedException {
        return ask(id, "task", Map.of("task", text, "owner", owner, "due", due));
    }

    @Command(name = "assign", description = "Gives a task to somebody, or another date.")
    int assign(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TASK", description = "Id of the task, such as c1.") String task,
            @Option(names = "--owner", defaultValue = "", description = "Whose it is.") String owner,
            @Option(names = "--due", defaultValue = "", paramLabel = "WHEN", description = "By when: 2d, or an instant.") String due)
            throws InterruptedException {
        return ask(id, "assign-task", Map.of("task", task, "owner", owner, "due", due));
    }

    @Command(name = "done", description = "A task is done.")
    int done(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TASK", description = "Id of the task, such as c1.") String task)
            throws InterruptedException {
        return ask(id, "complete-task", Map.of("task", task));
    }

    /** What is empty is left out. */
    private int ask(String id, String action, Map<String, String> arguments) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("actor", by);
        if (!note.isBlank()) {
            body.put("note", note);
        }
        arguments.forEach((name, value) -> {
            if (!value.isBlank()) {
                body.put(name, value);
            }
        });
        var path = "/api/incidents/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "/" + action
                + "?wait=5s";
        var answer = new HttpCall(console, "TOCSIN_CONSOLE_TOKEN").send("POST", path, Optional.of(body));
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var state = answer.body().path("incident").path("state").asString("");
        spec.commandLine().getOut().println(state.isEmpty()
                ? "accepted: " + action + " of " + id
                : "done: " + id + " is " + state);
        return 0;
    }
}
