package dev.tocsin.standalone.command;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.schemas.time.Durations;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which incidents are listed: the filters of {@code GET /api/incidents}. */
final class IncidentFilters {

    private static final int PAGE = 500;

    @Option(names = "--open", description = "Open incidents, most severe first (this is the default).")
    @SuppressWarnings("UnusedVariable") // said for clarity only
    private boolean open;

    @Option(names = "--all", description = "Also resolved and closed ones; newest first.")
    private boolean all;

    @Option(names = "--state", split = ",", paramLabel = "STATE", description = "unacknowledged, acknowledged, mitigated, resolved or closed; repeatable.")
    private List<String> states = List.of();

    @Option(names = "--severity", split = ",", paramLabel = "SEVERITY", description = "Severity, such as SEV1; repeatable.")
    private List<String> severities = List.of();

    @Option(names = "--service", paramLabel = "NAME", description = "Only of this service.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--team", paramLabel = "NAME", description = "Only of this team.")
    private Optional<String> team = Optional.empty();

    @Option(names = "--person", paramLabel = "NAME", description = "Acknowledged, mitigated, resolved or commanded by this person.")
    private Optional<String> person = Optional.empty();

    @Option(names = "--text", paramLabel = "WORDS", description = "Contains all these words.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--since", paramLabel = "WHEN", description = "Opened since then: an instant, or how long ago, such as 2h.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "WHEN", description = "Opened before then.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "Maximum number of incidents (default: all).")
    private int limit;

    /** The list that is asked for. */
    Listing listing() {
        return all || !states.isEmpty() ? Listings.INCIDENTS : Listings.OPEN_INCIDENTS;
    }

    /** Reads all pages of it. */
    Listing.Found read(HttpCall console) throws InterruptedException, ListOptions.Refused {
        var found = new ArrayList<JsonNode>();
        var total = 0;
        var notHeld = 0;
        var cursor = "";
        do {
            var answer = ListOptions.Refused.unless(console.get(path() + cursor)).body();
            answer.path("incidents").forEach(found::add);
            total = answer.path("total").asInt(found.size());
            notHeld = answer.path("openNotHeld").asInt(0);
            var next = answer.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + HttpCall.encoded(next);
        } while (!cursor.isEmpty() && (limit == 0 || found.size() < limit));
        var rows = limit == 0 ? found : found.subList(0, Math.min(limit, found.size()));
        var notes = new ArrayList<String>();
        if (total > rows.size()) {
            notes.add("incidents not shown: " + (total - rows.size()));
        }
        if (notHeld > 0) {
            notes.add("incidents not in the console's memory: " + notHeld);
        }
        return Listing.Found.of(rows, notes);
    }

    private String path() {
        var path = new StringBuilder("/api/incidents?limit=" + (limit == 0 ? PAGE : Math.min(limit, PAGE)) + "&state="
                + (states.isEmpty() ? all ? "all" : "open" : HttpCall.encoded(String.join(",", states))));
        add(path, "severity", severities.isEmpty() ? Optional.empty() : Optional.of(String.join(",", severities)));
        add(path, "service", service);
        add(path, "team", team);
        add(path, "person", person);
        add(path, "text", text);
        add(path, "since", since.map(IncidentFilters::moment));
        add(path, "until", until.map(IncidentFilters::moment));
        return path.toString();
    }

    private static void add(StringBuilder path, String name, Optional<String> value) {
        value.ifPresent(it -> path.append('&').append(name).append('=').append(HttpCall.encoded(it)));
    }

    private static String moment(String when) {
        return Durations.parse(when).map(ago -> Clock.systemUTC().instant().minus(ago)).orElseGet(() -> Schedules
                .moment(when, ZoneOffset.UTC)).toString();
    }
}
