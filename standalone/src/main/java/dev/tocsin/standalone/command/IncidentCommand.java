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

/** {@code tocsin incident list|ack|update|...}: lists incidents and sends commands to them, through the console's API. */
@Command(name = "incident", description = "Lists incidents and sends commands to them, through the console's API. "
        + "Reads the console's token from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "list|ack|update|...")
public final class IncidentCommand implements Runnable {

    private static final String ID = "ID of the incident.";

    @Option(names = "--console", scope = ScopeType.INHERIT, defaultValue = "http://127.0.0.1:"
            + Ports.CONSOLE, description = "Address of the console (default: ${DEFAULT-VALUE}).")
    private URI console;

    @Option(names = "--by", scope = ScopeType.INHERIT, defaultValue = "${sys:user.name}", description = "Your name (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--note", scope = ScopeType.INHERIT, defaultValue = "", description = "Note to attach.")
    private String note;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Lists open incidents, most severe first.")
    int list(
            @Option(names = "--all", description = "Also lists resolved and closed incidents; newest first.") boolean all,
            @Option(names = "--json", description = "Prints the API's JSON.") boolean json)
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
            spec.commandLine().getErr().println("incidents not in the console's memory: " + (total - found.size()));
        }
        out.flush();
        return 0;
    }

    @Command(name = "ack", description = "Acknowledges an incident.")
    int ack(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "acknowledge", Map.of());
    }

    @Command(name = "unack", description = "Unacknowledges an incident; its escalation continues.")
    int unack(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "unacknowledge", Map.of());
    }

    @Command(name = "reopen", description = "Reopens a resolved incident and pages from the first escalation step.")
    int reopen(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "reopen", Map.of());
    }

    @Command(name = "note", description = "Adds a note to an incident.")
    int note(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "Text of the note.") String text)
            throws InterruptedException {
        return ask(id, "note", Map.of("note", text));
    }

    @Command(name = "assess", description = "Records an assessment of an incident.")
    int assess(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "Text of the assessment.") String text)
            throws InterruptedException {
        return ask(id, "assess", Map.of("assessment", text));
    }

    @Command(name = "update", description = "Posts a status update to the team, to customers or to both.")
    int update(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "Text of the status update.") String text,
            @Option(names = "--audience", defaultValue = "inside", description = "Audience: inside (the team), outside (customers) or both (default: ${DEFAULT-VALUE}).") String audience,
            @Option(names = "--status", defaultValue = "", description = "Status: investigating, identified, monitoring or resolved.") String status,
            @Option(names = "--next", defaultValue = "", paramLabel = "DURATION", description = "Time until the next update, such as 30m.") String next)
            throws InterruptedException {
        return ask(id, "update", Map.of("text", text, "audience", audience, "status", status, "next", next));
    }

    @Command(name = "mitigate", description = "Marks an incident as mitigated.")
    int mitigate(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--action", defaultValue = "", description = "Action that mitigated the incident.") String action,
            @Option(names = "--next", defaultValue = "", description = "Next steps.") String next)
            throws InterruptedException {
        return ask(id, "mitigate", Map.of("action", action, "next", next));
    }

    @Command(name = "failed", description = "Reports a failed mitigation and reopens the incident.")
    int failed(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "mitigation-failed", Map.of());
    }

    @Command(name = "resolve", description = "Resolves an incident.")
    int resolve(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--cause", defaultValue = "", description = "Cause of the incident.") String cause,
            @Option(names = "--fix", defaultValue = "", description = "Fix that ended the incident.") String fix,
            @Option(names = "--impact", defaultValue = "", description = "Impact on customers.") String impact,
            @Option(names = "--review", defaultValue = "", paramLabel = "URL", description = "Address of the review.") String review)
            throws InterruptedException {
        return ask(id, "resolve", Map.of("cause", cause, "fix", fix, "impact", impact, "review", review));
    }

    @Command(name = "close", description = "Closes a resolved incident after its review.")
    int close(@Parameters(paramLabel = "ID", description = ID) String id) throws InterruptedException {
        return ask(id, "close", Map.of());
    }

    @Command(name = "pause", description = "Pauses the response clocks of an incident.")
    int pause(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", required = true, description = "Reason for the pause.") String reason,
            @Option(names = "--phase", defaultValue = "", description = "Pauses only the clock of this phase, such as mitigate (default: all clocks).") String phase,
            @Option(names = "--for", defaultValue = "", paramLabel = "DURATION", description = "Length of the pause, such as 2h.") String length)
            throws InterruptedException {
        return ask(id, "pause-clocks", Map.of("reason", reason, "phase", phase, "for", length));
    }

    @Command(name = "resume", description = "Resumes the response clocks of an incident.")
    int resume(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--phase", defaultValue = "", description = "Resumes only the clock of this phase (default: all clocks).") String phase)
            throws InterruptedException {
        return ask(id, "resume-clocks", Map.of("phase", phase));
    }

    @Command(name = "task", description = "Adds a follow-up to an incident.")
    int task(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "Text of the follow-up.") String text,
            @Option(names = "--owner", defaultValue = "", description = "Owner of the follow-up.") String owner,
            @Option(names = "--due", defaultValue = "", paramLabel = "WHEN", description = "Due date: a duration such as 2d, or an instant.") String due)
            throws InterruptedException {
        return ask(id, "task", Map.of("task", text, "owner", owner, "due", due));
    }

    @Command(name = "assign", description = "Changes the owner or the due date of a follow-up.")
    int assign(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TASK", description = "ID of the follow-up, such as c1.") String task,
            @Option(names = "--owner", defaultValue = "", description = "Owner of the follow-up.") String owner,
            @Option(names = "--due", defaultValue = "", paramLabel = "WHEN", description = "Due date: a duration such as 2d, or an instant.") String due)
            throws InterruptedException {
        return ask(id, "assign-task", Map.of("task", task, "owner", owner, "due", due));
    }

    @Command(name = "done", description = "Marks a follow-up as done.")
    int done(@Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TASK", description = "ID of the follow-up, such as c1.") String task)
            throws InterruptedException {
        return ask(id, "complete-task", Map.of("task", task));
    }

    /** Sends a command; leaves empty arguments out. */
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
