package dev.tocsin.standalone.command;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tocsin sources}: what ingest hears of its sources. */
@Command(name = "sources", description = {
        "Lists the sources that ingest has heard of: last accepted and last refused request, rate, oldest unresolved alert, clock, and silence.",
        "Asks the console, which knows what all processes of ingest heard, or with --url one ingest directly.",
        "Exit status: 0 all well, 1 a source is silent for longer than ever before, or requests wait in the spool."})
public final class SourcesCommand implements Callable<Integer> {

    @Option(names = "--url", description = "Address of an ingest, to ask it instead of the console.")
    private Optional<URI> url = Optional.empty();

    @Mixin
    private ConsoleOption console;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var service = url.map(it -> new HttpCall(it, "TOCSIN_INGEST_TOKEN")).orElseGet(console::call);
        var trouble = new AtomicBoolean();
        var status = options.print(Listings.SOURCES, service, () -> {
            var answer = ListOptions.Refused.unless(service.get("/api/sources")).body();
            trouble.set(isTrouble(answer));
            return new Listing.Found(answer.path("sources").valueStream().toList(), answer, List.of(answer.path(
                    "spooled").asLong() + " requests wait in the spool"));
        });
        return trouble.get() ? 1 : status;
    }

    private static boolean isTrouble(JsonNode answer) {
        return answer.path("spooled").asLong() > 0 || answer.path("sources").valueStream().anyMatch(source -> source
                .path("silent").asBoolean());
    }
}
