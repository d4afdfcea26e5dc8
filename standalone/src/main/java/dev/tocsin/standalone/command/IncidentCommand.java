package dev.tocsin.standalone.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.schemas.command.Commands;
import dev.tocsin.standalone.listing.IncidentPage;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.OutputForm;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin incidents} and {@code tocsin incident show|ack|update|...}: lists incidents and sends commands to them, through the
 * console's API. Each entry of {@link Commands} is a subcommand.
 */
@Command(name = "incident", description = {
        "Lists incidents, or sends a command to one, through the console's API. 'incident' and 'incidents' are the same.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN. Exit status: 0 done, 1 refused, 2 wrong usage or unclear which incident."}, synopsisSubcommandLabel = "[list|show|ack|update|...]")
public final class IncidentCommand implements Callable<Integer> {

    @Mixin
    private ConsoleOption console;

    @Mixin
    private IncidentFilters filters;

    @Mixin
    private ListOptions options;

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
    public Integer call() throws InterruptedException {
        var call = console.call();
        return options.print(filters.listing(), call, () -> filters.read(call));
    }

    @Command(name = "list", description = "Lists incidents, open ones unless told otherwise. The same as 'tocsin incidents'.")
    int list(@Mixin IncidentFilters wanted, @Mixin ListOptions shown,
            @Option(names = "--json", description = "The same as -o json.") boolean json) throws InterruptedException {
        var call = console.call();
        return shown.print(wanted.listing(), call, () -> wanted.read(call), json ? OutputForm.JSON : shown.form());
    }

    @Command(name = "show", description = {"Shows an incident: what it is, who has it, what is due next, who was told.",
            "-o wide: also the whole timeline; -o json: the API's JSON."})
    int show(@Parameters(paramLabel = "INCIDENT", description = IncidentAction.INCIDENT) String typed,
            @Mixin ListOptions shown) throws InterruptedException {
        var call = console.call();
        var path = "/api/incidents/" + HttpCall.encoded(named(typed, "tocsin incident show"));
        return shown.print(new IncidentPage(), call, () -> {
            var answer = ListOptions.Refused.unless(call.get(path)).body();
            return new Listing.Found(List.of(answer), answer, List.of());
        });
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
    int review(@Parameters(paramLabel = "INCIDENT", description = IncidentAction.INCIDENT) String typed,
            @Option(names = "-o", defaultValue = "md", paramLabel = "FORM", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") ReviewForm form)
            throws InterruptedException {
        var answer = console.call().get("/api/incidents/" + HttpCall.encoded(named(typed, "tocsin incident review"))
                + "/review", form.mediaType);
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        spec.commandLine().getOut().print(answer.text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The ID of the incident that a person named. */
    String named(String typed, String words) throws InterruptedException {
        return new IncidentLookup(console.call()).id(typed, words);
    }

    /** Sends a command with its arguments. */
    int send(String id, String action, Map<String, Object> arguments) throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("actor", by);
        if (!note.isBlank()) {
            body.put("note", note);
        }
        body.putAll(arguments);
        var path = "/api/incidents/" + HttpCall.encoded(id) + "/" + action
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
