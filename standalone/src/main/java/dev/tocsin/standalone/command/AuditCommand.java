package dev.tocsin.standalone.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.OutputForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

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

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Mixin
    private ConsoleOption console;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var length = Durations.parse(last).orElseThrow(() -> new SettingsException(
                "--last must be a duration such as 24h"));
        var call = console.call();
        return options.print(Listings.AUDIT, call, () -> read(call, length), json ? OutputForm.JSON : options.form());
    }

    private Listing.Found read(HttpCall call, Duration length) throws InterruptedException, ListOptions.Refused {
        var path = "/api/audit?" + query(Clock.systemUTC().instant().minus(length));
        var answer = ListOptions.Refused.unless(Progress.during("reading the audit", () -> call.get(path))).body();
        var listed = answer.path("entries").valueStream().toList();
        return new Listing.Found(listed, answer, notes(listed.size(), answer));
    }

    private String query(Instant since) {
        var query = new LinkedHashMap<String, String>();
        query.put("since", since.toString());
        query.put("limit", Integer.toString(limit));
        person.ifPresent(name -> query.put("person", name));
        subject.ifPresent(id -> query.put("subject", id));
        return HttpCall.query(query);
    }

    private static List<String> notes(int listed, JsonNode answer) {
        var notes = new ArrayList<String>();
        var total = answer.path("total").asInt();
        if (total > listed) {
            notes.add("the newest " + listed + " of " + total + " entries; --limit shows more, up to 1000");
        }
        if (!answer.path("complete").asBoolean(true)) {
            notes.add("incomplete: part of the audit could not be read");
        }
        return notes;
    }
}
