package dev.tocsin.standalone.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin quarantine}: requests that could not be read or were not authentic, through the console's API. */
@Command(name = "quarantine", description = "Lists, shows and replays quarantined requests, through the console's API. "
        + "Reads the console's token from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "[list|show|replay]")
public final class QuarantineCommand implements Callable<Integer> {

    private static final String PATH = "/api/quarantine?limit=500";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_TRIES = 60;

    @Mixin
    private ConsoleOption console;

    @Mixin
    private ListOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return listed(options, Optional.empty());
    }

    @Command(name = "list", description = "Lists quarantined requests, the newest first.")
    int list(@Option(names = "--source", description = "Only of this source.") Optional<String> source,
            @Mixin ListOptions shown) throws InterruptedException {
        return listed(shown, source);
    }

    private int listed(ListOptions shown, Optional<String> source) throws InterruptedException {
        var call = console.call();
        return shown.print(Listings.QUARANTINE, call, () -> {
            var answer = ListOptions.Refused.unless(call.get(PATH)).body();
            var all = answer.path("requests").valueStream().toList();
            var total = answer.path("total").asInt(all.size());
            return Listing.Found.of(all.stream().filter(request -> source.filter(it -> !it.equals(request.path("source")
                    .asString())).isEmpty()).toList(), total > all.size()
                            ? List.of("the newest " + all.size() + " of " + total + " requests were looked at")
                            : List.of());
        });
    }

    @Command(name = "show", description = "Shows one request with the beginning of its body.")
    int show(@Parameters(paramLabel = "ID", description = "Quarantine ID.") String id) throws InterruptedException {
        var answer = read();
        if (!answer.isGood()) {
            return failed(answer.problem());
        }
        for (var request : answer.body().path("requests")) {
            if (request.path("id").asString().equals(id)) {
                var out = spec.commandLine().getOut();
                for (var name : List.of("id", "source", "format", "receivedAt", "path", "authenticity",
                        "reason", "detail")) {
                    out.printf("%-13s %s%n", name + ":", Plain.text(request.path(name)));
                }
                if (!state(request).isEmpty()) {
                    out.printf("%-13s %s by %s: %s%n", "replay:", state(request), Plain.text(request.path("replay")
                            .path("actor")),
                            Plain.text(request.path("replay").path("detail")));
                }
                out.printf("body:         %d bytes%s%n%n%s%n", request.path("bytes").asInt(), request.path("truncated")
                        .asBoolean() ? ", cut when it was stored" : "", request.path("excerpt").asString().replaceAll(
                                "[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD"));
                out.flush();
                return 0;
            }
        }
        return failed("the console holds no quarantined request with this ID");
    }

    @Command(name = "replay", description = {
            "Replays requests through the formats and the policy of now, by ID or by source.",
            "Alerts that are older than ingest's quarantine.replay-within (1h) are old news and page nobody, unless you say --old.",
            "Exit status: 0 all replayed, 1 some were not."})
    int replay(@Parameters(paramLabel = "ID", arity = "0..*", description = "Quarantine IDs.") List<String> ids,
            @Option(names = "--source", description = "All of this source; '*' for all sources.") Optional<String> source,
            @Option(names = "--since", paramLabel = "INSTANT", description = "With --source: only what was received since then, such as 2026-11-21T02:41:00Z.") Optional<String> since,
            @Option(names = "--old", description = "Also alerts that are old news; they page as new ones.") boolean old,
            @Option(names = "--again", description = "Also what was replayed before.") boolean again,
            @Option(names = "--actor", defaultValue = "${sys:user.name}", description = "Your name, for the record (default: ${DEFAULT-VALUE}).") String actor)
            throws InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("ids", ids == null ? List.of() : ids);
        source.ifPresent(it -> body.put("source", it));
        since.ifPresent(it -> body.put("since", it));
        body.put("actor", actor);
        body.put("old", old);
        body.put("again", again);
        var answer = console.call().send("POST", "/api/quarantine/replay", Optional.of(body));
        if (!answer.isGood()) {
            return failed(answer.problem());
        }
        var out = spec.commandLine().getOut();
        var wanted = new LinkedHashSet<String>();
        answer.body().path("requested").forEach(id -> wanted.add(id.asString()));
        answer.body().path("skipped").forEach(skipped -> out.printf("%s  skipped: %s%n", Plain.text(skipped.path("id")),
                Plain.text(skipped.path("why"))));
        var replayed = outcomes(wanted);
        if (wanted.isEmpty() && answer.body().path("skipped").isEmpty()) {
            out.println("nothing to replay");
        }
        wanted.forEach(id -> out.printf("%s  no outcome yet: look again with `tocsin quarantine show %s`%n", id, id));
        out.flush();
        return replayed && wanted.isEmpty() && answer.body().path("skipped").isEmpty() ? 0 : 1;
    }

    /** Prints what became of them as soon as it is known, and removes them. */
    private boolean outcomes(Set<String> wanted) throws InterruptedException {
        var good = true;
        for (var tries = 0; tries < MOST_TRIES && !wanted.isEmpty(); tries++) {
            Thread.sleep(PAUSE);
            for (var request : read().body().path("requests")) {
                var replay = request.path("replay");
                var state = state(request);
                if (!state.isEmpty() && !state.equals("requested") && wanted.remove(request.path("id").asString())) {
                    good &= state.equals("replayed");
                    spec.commandLine().getOut().printf("%s  %s: %s%n", Plain.text(request.path("id")), state, Plain
                            .text(replay.path("detail")));
                }
            }
        }
        return good;
    }

    private static String state(JsonNode request) {
        return Plain.text(request.path("replay").path("state"));
    }

    private HttpCall.Answer read() throws InterruptedException {
        return console.call().send("GET", PATH, Optional.empty());
    }

    private int failed(String problem) {
        spec.commandLine().getErr().println(problem);
        return 1;
    }
}
