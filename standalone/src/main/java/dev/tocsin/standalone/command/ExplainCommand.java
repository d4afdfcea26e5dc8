package dev.tocsin.standalone.command;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.setting.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin explain}: why somebody was paged, or was not, through the console's API. */
@Command(name = "explain", description = {
        "Explains why people were paged, or were not: the chain of decisions from the webhook to the provider's receipt.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN.",
        "Exit status: 0 explained, 1 not found or not allowed, 2 wrong usage."})
public final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "An incident (its ID, the beginning of its ID, or a service that has one open incident), the ID of a notification, or the identity of an alert.")
    private Optional<String> id;

    @Option(names = "--person", paramLabel = "NAME", description = "Explains why this person was not paged. NAME is a target of the policy. With ID: for this incident only.")
    private Optional<String> person;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Time at which the page was missed, such as 2026-11-20T03:00:00Z (default: now).")
    private Optional<String> at;

    @Option(names = "--silence", paramLabel = "ID", description = "Shows what this silence or maintenance window hid.")
    private Optional<String> silence;

    @Option(names = "--all", description = "Also prints records that say the same as another one.")
    private boolean all;

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORM", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private String form;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var call = console.call();
        var path = path(call);
        var answer = Progress.during("reading the log", () -> call.get(path));
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var out = spec.commandLine().getOut();
        if (json || form.equalsIgnoreCase("json")) {
            out.println(JsonMapper.shared().writeValueAsString(answer.body()));
        } else {
            var text = new ExplanationText(out, all);
            if (silence.isPresent()) {
                text.silence(answer.body());
            } else if (person.isPresent()) {
                text.person(answer.body());
            } else {
                text.chain(answer.body());
            }
        }
        out.flush();
        return 0;
    }

    private String path(HttpCall call) throws InterruptedException {
        if (silence.isPresent()) {
            return "/api/explain/silences/" + HttpCall.encoded(silence.get());
        }
        var time = at.map(it -> "&at=" + HttpCall.encoded(Schedules.moment(it, ZoneOffset.UTC).toString())).orElse("");
        if (person.isPresent()) {
            return "/api/explain/people/" + HttpCall.encoded(person.get()) + "?" + (id.isEmpty()
                    ? ""
                    : "incident=" + HttpCall.encoded(incident(call, id.get()))) + time;
        }
        var subject = id.orElseThrow(() -> new SettingsException(
                "name an incident, notification or alert, or use --person or --silence"));
        if (subject.matches("[0-9a-f]{8}-[0-9a-z]+")) {
            return "/api/explain/incidents/" + HttpCall.encoded(subject);
        }
        if (subject.matches("[0-9a-f]{32}")) {
            return "/api/explain/notifications/" + HttpCall.encoded(subject);
        }
        // Identities of alerts contain a colon; what people type for an incident does not.
        return subject.contains(":")
                ? "/api/explain/alerts?identity=" + HttpCall.encoded(subject) + time
                : "/api/explain/incidents/" + HttpCall.encoded(incident(call, subject));
    }

    private static String incident(HttpCall call, String typed) throws InterruptedException {
        return new IncidentLookup(call).id(typed, "tocsin explain");
    }

}
