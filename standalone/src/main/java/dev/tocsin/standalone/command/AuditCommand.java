package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.schemas.time.Durations;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin audit}: who changed what, through the console's API. */
@Command(name = "audit", description = {"Lists who changed what by the console: requests and logins, newest first.",
        "Takes the role admin. Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class AuditCommand implements Callable<Integer> {

    @Option(names = "--last", paramLabel = "DURATION", defaultValue = "24h", description = "How far back, such as 2h or 7d (default: ${DEFAULT-VALUE}).")
    private String last = "";

    @Option(names = "--person", description = "Only requests of this person or token.")
    private Optional<String> person = Optional.empty();

    @Option(names = "--subject", paramLabel = "ID", description = "Only requests about this incident, silence or on-call change.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--limit", defaultValue = "100", description = "Largest number of entries, at most 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Prints the API's JSON.")
    private boolean json;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var answer = console.call().send("GET", "/api/audit?" + query(), Optional.empty());
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(answer.body()));
        } else {
            print(answer.body(), out);
        }
        out.flush();
        return 0;
    }

    private String query() {
        var length = Durations.parse(last).orElseThrow(() -> new SettingsException(
                "--last must be a duration such as 24h"));
        var query = new LinkedHashMap<String, String>();
        query.put("since", Clock.systemUTC().instant().minus(length).toString());
        query.put("limit", Integer.toString(limit));
        person.ifPresent(name -> query.put("person", name));
        subject.ifPresent(id -> query.put("subject", id));
        return HttpCall.query(query);
    }

    private static void print(JsonNode audit, PrintWriter out) {
        audit.path("entries").forEach(entry -> out.printf("%s  %-9s  %-16s  %s %s%s%n", Plain.text(entry.path("at")),
                Plain.text(
                        entry.path("role")), who(entry), Plain.text(entry.path("method")), path(entry), outcome(
                                entry)));
        if (audit.path("entries").isEmpty()) {
            out.println("no entries");
        }
        if (!audit.path("complete").asBoolean(true)) {
            out.println("incomplete: part of the audit could not be read");
        }
    }

    private static String who(JsonNode entry) {
        var name = Plain.text(entry.path("person"));
        return name.isEmpty() ? "(" + Plain.text(entry.path("address")) + ")" : name;
    }

    private static String path(JsonNode entry) {
        return Plain.text(entry.path("route")).replaceFirst("\\{[a-z]+}", java.util.regex.Matcher.quoteReplacement(Plain
                .text(
                        entry
                                .path("subject"))));
    }

    private static String outcome(JsonNode entry) {
        var problem = Plain.text(entry.path("problem"));
        return "  " + entry.path("status").asInt() + (problem.isEmpty() ? "" : " " + problem);
    }
}
