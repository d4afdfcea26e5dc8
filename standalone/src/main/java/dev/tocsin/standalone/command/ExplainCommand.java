package dev.tocsin.standalone.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    @Parameters(paramLabel = "ID", arity = "0..1", description = "ID of an incident or notification, or identity of an alert.")
    private Optional<String> id;

    @Option(names = "--person", paramLabel = "NAME", description = "Explains why this person was not paged. NAME is a target of the policy. With ID: for this incident only.")
    private Optional<String> person;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Time at which the page was missed, such as 2026-11-20T03:00:00Z (default: now).")
    private Optional<String> at;

    @Option(names = "--silence", paramLabel = "ID", description = "Shows what this silence or maintenance window hid.")
    private Optional<String> silence;

    @Option(names = "--all", description = "Also prints records that say the same as another one.")
    private boolean all;

    @Option(names = "--json", description = "Prints the API's JSON.")
    private boolean json;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var answer = console.call().send("GET", path(), Optional.empty());
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var out = spec.commandLine().getOut();
        if (json) {
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

    private String path() {
        if (silence.isPresent()) {
            return "/api/explain/silences/" + encoded(silence.get());
        }
        var time = at.map(it -> "&at=" + encoded(Schedules.moment(it, ZoneOffset.UTC).toString())).orElse("");
        if (person.isPresent()) {
            return "/api/explain/people/" + encoded(person.get()) + "?" + id.map(it -> "incident=" + encoded(it))
                    .orElse("") + time;
        }
        var subject = id.orElseThrow(() -> new SettingsException(
                "name an incident, notification or alert, or use --person or --silence"));
        if (subject.matches("[0-9a-f]{8}-[0-9a-z]+")) {
            return "/api/explain/incidents/" + encoded(subject);
        }
        return subject.matches("[0-9a-f]{32}")
                ? "/api/explain/notifications/" + encoded(subject)
                : "/api/explain/alerts?identity=" + encoded(subject) + time;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
