package dev.tocsin.standalone.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tocsin alerts}: the alerts of open incidents, through the console's API. */
@Command(name = "alerts", description = {"Lists the alerts of open incidents, firing ones first.",
        "At most 25 alerts of an incident are listed. Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class AlertsCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    @Option(names = "--firing", description = "Only alerts that fire.")
    private boolean firing;

    @Option(names = "--service", paramLabel = "NAME", description = "Only of this service.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--source", paramLabel = "NAME", description = "Only from this source.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--text", paramLabel = "WORDS", description = "Contains all these words, in name, summary or labels.")
    private Optional<String> text = Optional.empty();

    @Mixin
    private ListOptions options;

    @Mixin
    private ConsoleOption console;

    @Override
    public Integer call() throws InterruptedException {
        var call = console.call();
        return options.print(Listings.ALERTS, call, () -> read(call));
    }

    private Listing.Found read(HttpCall call) throws InterruptedException, ListOptions.Refused {
        var answer = ListOptions.Refused.unless(call.get("/api/alerts?limit=" + MOST)).body();
        var listed = answer.path("alerts").valueStream().toList();
        var notes = new ArrayList<String>();
        if (answer.path("total").asInt() > listed.size()) {
            notes.add("the first " + listed.size() + " of " + answer.path("total").asInt() + " alerts were looked at");
        }
        if (answer.path("notHeld").asInt() > 0) {
            notes.add("open incidents whose alerts are not in the console's memory: " + answer.path("notHeld").asInt());
        }
        return Listing.Found.of(listed.stream().filter(this::isAskedFor).toList(), notes);
    }

    private boolean isAskedFor(JsonNode alert) {
        var words = text.map(it -> List.of(it.toLowerCase(Locale.ROOT).strip().split("\\s+"))).orElse(List.of());
        var all = (Plain.text(alert.path("name")) + " " + Plain.text(alert.path("summary")) + " " + alert.path(
                "labels")).toLowerCase(Locale.ROOT);
        return (!firing || Plain.word(alert.path("status")).equals("firing")) && is(service, alert, "service") && is(
                source, alert, "source") && words.stream().allMatch(all::contains);
    }

    private static boolean is(Optional<String> wanted, JsonNode alert, String field) {
        return wanted.map(it -> it.equalsIgnoreCase(Plain.text(alert.path(field)))).orElse(true);
    }
}
