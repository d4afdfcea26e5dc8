package dev.tocsin.standalone.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.command.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code tocsin incident list|ack|update|...}: lists incidents and sends commands to them, through the console's API. Each
 * entry of {@link Commands} is a subcommand.
 */
@Command(name = "incident", description = "Lists incidents and sends commands to them, through the console's API. "
        + "Reads the console's token from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "list|ack|update|...")
public final class IncidentCommand implements Runnable {

    @Mixin
    private ConsoleOption console;

    @Option(names = "--by", scope = ScopeType.INHERIT, defaultValue = "${sys:user.name}", description = "Your name (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--note", scope = ScopeType.INHERIT, defaultValue = "", description = "Note to attach.")
    private String note;

    @Spec
    private CommandSpec spec;

    /** With a subcommand for each command on incidents. */
    public static CommandLine commandLine() {
        var incident = new IncidentCommand();
        var line = new CommandLine(incident);
        Commands.all().forEach(command -> line.addSubcommand(command.shell(), IncidentAction.of(command, incident)));
        return line;
    }

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
            var answer = console.call().send("GET", "/api/incidents?limit=500&state="
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

    /** What a review document may be written in. */
    enum ReviewForm {
        md("text/markdown"), html("text/html"), json("application/json");

        private final String mediaType;

        ReviewForm(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    @Command(name = "review", description = "Prints the review document of an incident, made from the log by the "
            + "policy's template: timeline, pages, clocks, causes, action items.")
    int review(@Parameters(paramLabel = "ID", description = "ID of the incident.") String id,
            @Option(names = "-o", defaultValue = "md", paramLabel = "FORM", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") ReviewForm form)
            throws InterruptedException {
        var answer = console.call().get("/api/incidents/" + URLEncoder.encode(id,
                StandardCharsets.UTF_8).replace("+", "%20") + "/review", form.mediaType);
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        spec.commandLine().getOut().print(answer.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Sends a command with its arguments. */
    int send(String id, String action, Map<String, Object> arguments) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("actor", by);
        if (!note.isBlank()) {
            body.put("note", note);
        }
        body.putAll(arguments);
        var path = "/api/incidents/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "/" + action
                + "?wait=5s";
        var answer = console.call().send("POST", path, Optional.of(body));
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
