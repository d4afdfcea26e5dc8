package dev.tocsin.standalone.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a silence is about, for how long, and why: the options of {@code add} and {@code preview}. */
final class SilenceTerms {

    @Parameters(arity = "0..1", paramLabel = "CONDITION", defaultValue = "", description = "Condition, as in a policy: 'alertname=\"BackupSlow\"' or CEL.")
    private String condition;

    @Option(names = "--service", description = "Service to silence; repeatable.")
    private List<String> services = List.of();

    @Option(names = "--for", required = true, paramLabel = "DURATION", description = "Duration, such as 30m, 2h or 3d.")
    private String length;

    @Option(names = "--reason", required = true, description = "Reason for the silence.")
    private String reason;

    @Option(names = "--author", defaultValue = "${sys:user.name}", description = "Your name (default: ${DEFAULT-VALUE}).")
    private String author;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the silence (default: now).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--maintenance", description = "Creates a maintenance window instead of a silence.")
    private boolean maintenance;

    @Option(names = "--hide-everything", description = "Allows a silence that hides all alerts of all services.")
    private boolean everything;

    /** What the console is asked for. */
    Map<String, Object> body() {
        var silence = new LinkedHashMap<String, Object>();
        silence.put("kind", maintenance ? "maintenance" : "silence");
        silence.put("condition", condition);
        silence.put("services", services);
        silence.put("for", length);
        from.ifPresent(it -> silence.put("startsAt", it));
        silence.put("reason", reason);
        silence.put("hideEverything", everything);
        silence.put("author", author);
        return silence;
    }
}
