package dev.tocsin.standalone.command;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin silence add|list|end}: keeps alerts quiet for a while, through the console's API. */
@Command(name = "silence", description = "Manages silences and maintenance windows, through the console's API. "
        + "Reads the console's token from TOCSIN_CONSOLE_TOKEN.", synopsisSubcommandLabel = "add|list|end")
public final class SilenceCommand implements Runnable {

    private static final String PATH = "/api/silences";

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "add", description = "Creates a silence, or with --maintenance a maintenance window.")
    int add(
            @Parameters(arity = "0..1", paramLabel = "CONDITION", defaultValue = "", description = "Condition, as in a policy: 'alertname=\"BackupSlow\"' or CEL.") String condition,
            @Option(names = "--service", description = "Service to silence; repeatable.") List<String> services,
            @Option(names = "--for", required = true, paramLabel = "DURATION", description = "Duration, such as 30m, 2h or 3d.") String length,
            @Option(names = "--reason", required = true, description = "Reason for the silence.") String reason,
            @Option(names = "--author", defaultValue = "${sys:user.name}", description = "Your name (default: ${DEFAULT-VALUE}).") String author,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the silence (default: now).") Optional<String> from,
            @Option(names = "--maintenance", description = "Creates a maintenance window instead of a silence.") boolean maintenance,
            @Option(names = "--hide-everything", description = "Allows a silence that hides all alerts of all services.") boolean everything)
            throws InterruptedException {
        var silence = new LinkedHashMap<String, Object>();
        silence.put("kind", maintenance ? "maintenance" : "silence");
        silence.put("condition", condition);
        silence.put("services", Optional.ofNullable(services).orElse(List.of()));
        silence.put("for", length);
        from.ifPresent(it -> silence.put("startsAt", it));
        silence.put("reason", reason);
        silence.put("hideEverything", everything);
        silence.put("author", author);
        var answer = call("POST", PATH, Optional.of(silence));
        if (!answer.isGood()) {
            return failed(answer);
        }
        var set = answer.body().path("silence");
        spec.commandLine().getOut().printf("%s, until %s%n", set.path("id").asString(), set.path("endsAt").asString());
        var hides = answer.body().path("hides").asInt();
        if (hides > 0) {
            spec.commandLine().getOut().printf(
                    "hides %d alerts of %d of %d open incidents now, the worst with severity %s%n",
                    answer.body().path("hidesAlerts").asInt(), hides, answer.body().path("lookedAt").asInt(), plain(
                            answer
                                    .body().path("worstHidden")));
        } else {
            spec.commandLine().getOut().println("hides no alerts of open incidents now");
        }
        answer.body().path("warnings").forEach(warning -> spec.commandLine().getErr().println("warning: " + plain(
                warning)));
        return 0;
    }

    @Command(name = "list", description = "Lists active and pending silences.")
    int list(@Option(names = "--all", description = "Also lists expired silences.") boolean all)
            throws InterruptedException {
        var answer = call("GET", PATH, Optional.empty());
        if (!answer.isGood()) {
            return failed(answer);
        }
        var out = spec.commandLine().getOut();
        answer.body().path("silences").forEach(silence -> {
            if (all || !silence.path("state").asString().equals("expired")) {
                out.printf("%-8s %s  until %s%n         %s%n         by %s: %s%n", plain(silence.path("state")), plain(
                        silence.path("id")), silence.path("endsAt").isNull()
                                ? "the policy changes"
                                : plain(silence.path(
                                        "endsAt")), what(silence), plain(silence.path("author")), plain(silence.path(
                                                "reason")));
            }
        });
        out.flush();
        return 0;
    }

    @Command(name = "end", description = "Ends a silence now.")
    int end(@Parameters(paramLabel = "ID", description = "ID of the silence.") String id) throws InterruptedException {
        var answer = call("DELETE", PATH + "/" + java.net.URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+",
                "%20"), Optional.empty());
        if (!answer.isGood()) {
            return failed(answer);
        }
        spec.commandLine().getOut().println("ended: " + id);
        return 0;
    }

    private HttpCall.Answer call(String method, String path, Optional<Object> body) throws InterruptedException {
        return console.call().send(method, path, body);
    }

    private int failed(HttpCall.Answer answer) {
        spec.commandLine().getErr().println(answer.problem());
        return 1;
    }

    private static String what(JsonNode silence) {
        var services = silence.path("services").valueStream().map(SilenceCommand::plain).toList();
        var words = plain(silence.path("kind")) + " " + plain(silence.path("what")) + (services.isEmpty()
                ? ""
                : " services " + String.join(", ", services));
        return words.strip();
    }

    /** Text of strangers must not steer a terminal. */
    private static String plain(JsonNode text) {
        return text.asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
