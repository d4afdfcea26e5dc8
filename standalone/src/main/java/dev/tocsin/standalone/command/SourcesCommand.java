package dev.tocsin.standalone.command;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin sources}: what ingest hears of its sources. */
@Command(name = "sources", description = {
        "Lists the sources that ingest has heard of: last accepted and last refused request, rate, oldest unresolved alert, clock, and silence.",
        "Asks the console, which knows what all processes of ingest heard, or with --url one ingest directly.",
        "Exit status: 0 all well, 1 a source is silent for longer than ever before, or requests wait in the spool."})
public final class SourcesCommand implements Callable<Integer> {

    private static final long SKEW_MILLIS = 10_000;

    @Option(names = "--url", description = "Address of an ingest, to ask it instead of the console.")
    private Optional<URI> url = Optional.empty();

    @Mixin
    private ConsoleOption console;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private String format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var answer = url.map(it -> new HttpCall(it, "TOCSIN_INGEST_TOKEN")).orElseGet(console::call).send("GET",
                "/api/sources", Optional.empty());
        var out = spec.commandLine().getOut();
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var trouble = answer.body().path("spooled").asLong() > 0;
        for (var source : answer.body().path("sources")) {
            trouble |= source.path("silent").asBoolean();
        }
        if (format.equalsIgnoreCase("json")) {
            out.println(answer.text());
        } else {
            for (var source : answer.body().path("sources")) {
                out.printf("%s%s  last accepted %s, %d in the last hour%n", source.path("source").asString(), source
                        .path("silent").asBoolean() ? "  SILENT for longer than ever before" : "", source.path(
                                "lastAccepted").asString("never"), source.path("acceptedLastHour").asInt());
                if (source.path("oldestUnresolved").isObject()) {
                    out.printf("    oldest unresolved since %s: %s (incident %s)%n", source.path("oldestUnresolved")
                            .path(
                                    "since").asString(), plain(source.path("oldestUnresolved").path("name")), source
                                            .path(
                                                    "oldestUnresolved").path("incidentId").asString());
                }
                if (source.path("skewMillis").isNumber() && Math.abs(source.path("skewMillis")
                        .asLong()) >= SKEW_MILLIS) {
                    out.printf("    its clock is %d s %s%n", Math.abs(source.path("skewMillis").asLong()) / 1_000,
                            source
                                    .path("skewMillis").asLong() > 0 ? "ahead" : "behind, or it sends late");
                }
                if (source.path("lastRefused").isString()) {
                    out.printf("    last refused %s: %s%n", source.path("lastRefused").asString(), plain(source
                            .path("refusedBecause")));
                }
            }
            out.printf("%d requests wait in the spool%n", answer.body().path("spooled").asLong());
        }
        out.flush();
        return trouble ? 1 : 0;
    }

    private static String plain(JsonNode text) {
        return text.asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
