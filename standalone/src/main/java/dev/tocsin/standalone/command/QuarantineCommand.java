package dev.tocsin.standalone.command;

import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin quarantine}: requests that could not be read or were not authentic, through the console's API. */
@Command(name = "quarantine", description = "Shows quarantined requests, through the console's API. "
        + "Reads the console's token from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "list|show")
public final class QuarantineCommand implements Runnable {

    private static final String PATH = "/api/quarantine?limit=500";

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Lists quarantined requests, the newest first.")
    int list(@Option(names = "--source", description = "Only of this source.") Optional<String> source)
            throws InterruptedException {
        var answer = read();
        if (!answer.isGood()) {
            return failed(answer.problem());
        }
        var out = spec.commandLine().getOut();
        for (var request : answer.body().path("requests")) {
            if (source.filter(it -> !it.equals(request.path("source").asString())).isEmpty()) {
                out.printf("%s  %s  %s  %s%n", plain(request, "id"), plain(request, "receivedAt"), plain(request,
                        "source"), plain(request, "reason"));
            }
        }
        out.flush();
        return 0;
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
                for (var name : java.util.List.of("id", "source", "format", "receivedAt", "path", "authenticity",
                        "reason", "detail")) {
                    out.printf("%-13s %s%n", name + ":", plain(request, name));
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

    private HttpCall.Answer read() throws InterruptedException {
        return console.call().send("GET", PATH, Optional.empty());
    }

    private int failed(String problem) {
        spec.commandLine().getErr().println(problem);
        return 1;
    }

    /** Senders wrote parts of it: nothing of them controls the terminal. */
    private static String plain(JsonNode request, String name) {
        return request.path(name).asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
