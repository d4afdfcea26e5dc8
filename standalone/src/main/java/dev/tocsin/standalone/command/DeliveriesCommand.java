package dev.tocsin.standalone.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tocsin deliveries}: who was told what and whether it arrived, through the console's API. */
@Command(name = "deliveries", description = {"Lists the newest notifications and whether they were delivered.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class DeliveriesCommand implements Callable<Integer> {

    private static final int MOST = 500;
    private static final Set<String> FAILED = Set.of("rejected", "gave-up", "retry");

    @Option(names = "--incident", paramLabel = "INCIDENT", description = "Only of this incident: ID, beginning of the ID, or service.")
    private Optional<String> incident = Optional.empty();

    @Option(names = "--target", paramLabel = "NAME", description = "Only to this target.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--channel", paramLabel = "NAME", description = "Only by this channel.")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--failed", description = "Only those whose last attempt failed.")
    private boolean failed;

    @Mixin
    private ListOptions options;

    @Mixin
    private ConsoleOption console;

    @Override
    public Integer call() throws InterruptedException {
        var call = console.call();
        var id = incident.isEmpty()
                ? Optional.<String>empty()
                : Optional.of(new IncidentLookup(call).id(incident.get(), "tocsin deliveries --incident"));
        return options.print(Listings.DELIVERIES, call, () -> read(call, id));
    }

    private Listing.Found read(HttpCall call, Optional<String> id) throws InterruptedException, ListOptions.Refused {
        var answer = ListOptions.Refused.unless(call.get("/api/deliveries?limit=" + MOST)).body();
        var listed = answer.path("notifications").valueStream().toList();
        var total = answer.path("total").asInt();
        return Listing.Found.of(listed.stream().filter(each -> isAskedFor(each, id)).toList(), total > listed.size()
                ? List.of("the newest " + listed.size() + " of " + total + " notifications were looked at")
                : List.of());
    }

    private boolean isAskedFor(JsonNode notification, Optional<String> id) {
        return is(id, notification, "incidentId") && is(target, notification, "target") && is(channel, notification,
                "channel") && (!failed || FAILED.contains(Plain.word(notification.path("delivery").path("outcome"))));
    }

    private static boolean is(Optional<String> wanted, JsonNode notification, String field) {
        return wanted.map(it -> it.equalsIgnoreCase(Plain.text(notification.path(field)))).orElse(true);
    }
}
