package dev.tocsin.standalone.command;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin sources}: what ingest hears of its sources. */
@Command(name = "sources", description = {
        "Lists the sources that ingest has heard of since it started: last accepted and last refused request, and silence.",
        "Exit status: 0 all well, 1 a source is silent for longer than ever before, or requests wait in the spool."})
public final class SourcesCommand implements Callable<Integer> {

    @Option(names = "--url", defaultValue = "http://127.0.0.1:"
            + Ports.INGEST, description = "Address of ingest (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private String format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var answer = new HttpCall(url, "TOCSIN_INGEST_TOKEN").send("GET", "/api/sources", Optional.empty());
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
                if (source.has("lastRefused")) {
                    out.printf("    last refused %s: %s%n", source.path("lastRefused").asString(), source.path(
                            "refusedBecause").asString().replaceAll("\\p{Cntrl}", " "));
                }
            }
            out.printf("%d requests wait in the spool%n", answer.body().path("spooled").asLong());
        }
        out.flush();
        return trouble ? 1 : 0;
    }
}
