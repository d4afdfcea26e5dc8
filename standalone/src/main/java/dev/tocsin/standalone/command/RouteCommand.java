package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.routes.RouteAnswer;
import dev.tocsin.policytools.routes.RouteQuestion;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.time.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin route}: says where an alert goes. */
@Command(name = "route", description = {
        "Shows where an alert goes: its severity, the routes that take it, who is paged.",
        "Exit status: 0 done, 1 somebody else than expected is paged, 2 errors."})
public final class RouteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "POLICY", index = "0", description = "Policy file.")
    private Path policy;

    @Parameters(paramLabel = "LABEL=VALUE", index = "1..*", arity = "0..*", description = "Labels of the alert.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--at", paramLabel = "TIME", description = "When it fires, such as 2026-11-20T03:00:00Z (default: now).")
    private String at;

    @Option(names = "--source", paramLabel = "NAME", defaultValue = "alertmanager", description = "Source of the alert (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--expect", paramLabel = "TARGETS", description = "Who must be paged, separated by commas; an empty text expects nobody.")
    private String expect;

    @Option(names = "--all", paramLabel = "FILE", description = "Asks for each line of a file: labels, and after '=>' who is expected.")
    private Path all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            var compiled = PolicyLoader.load(policy.toString(), CheckCommand.read(policy));
            return all == null ? one(compiled) : list(compiled);
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return ExitStatus.USAGE;
        }
    }

    private int one(CompiledPolicy compiled) {
        var question = question(() -> new RouteQuestion(RouteQuestion.labels(labels), source, moment(), Optional
                .ofNullable(expect).map(RouteQuestion::names)), "");
        var answer = RouteAnswer.of(compiled, question);
        var out = spec.commandLine().getOut();
        print(answer, out);
        var met = question.expected().map(answer.told()::equals).orElse(true);
        if (!met) {
            out.printf("expected  %s%n", names(question.expected().orElseThrow()));
        }
        out.flush();
        return met ? 0 : 1;
    }

    private int list(CompiledPolicy compiled) {
        var out = spec.commandLine().getOut();
        var status = 0;
        var number = 0;
        for (var line : CheckCommand.read(all).split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            var question = question(() -> RouteQuestion.of(line, source, moment()), all + ":" + number + ": ");
            var answer = RouteAnswer.of(compiled, question);
            var met = question.expected().map(answer.told()::equals).orElse(true);
            out.printf("%s  %s -> %s%s%n", question.expected().isEmpty() ? "    " : met ? "ok  " : "FAIL",
                    labels(question), names(answer.told()), met
                            ? ""
                            : ", expected " + names(question.expected().orElseThrow()));
            status = met ? status : 1;
        }
        out.flush();
        return status;
    }

    private static String labels(RouteQuestion question) {
        return String.join(" ", new TreeSet<>(question.labels().entrySet().stream().map(entry -> entry.getKey() + "="
                + entry.getValue()).toList()));
    }

    private static RouteQuestion question(java.util.function.Supplier<RouteQuestion> asked, String place) {
        try {
            return asked.get();
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(place + wrong.getMessage(), wrong);
        }
    }

    private Instant moment() {
        if (at == null) {
            return Clock.systemUTC().instant();
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException wrong) {
            throw new SettingsException("--at is not a time: '" + at + "'; write something like 2026-11-20T03:00:00Z",
                    wrong);
        }
    }

    private static void print(RouteAnswer answer, PrintWriter out) {
        var found = answer.classification();
        out.printf("severity  %s (rule %s: %s)%n", found.severity().getId(), found.ruleId(), found.reason());
        out.printf("service   %s%n", found.service());
        out.printf("incident  %s%n", found.correlationKey());
        for (var node : answer.nodes()) {
            out.printf("route     %s %s%s%n", node.route(), node.outcome().name().toLowerCase(Locale.ROOT).replace('_',
                    ' '), node.why().isEmpty() ? "" : ": " + node.why());
        }
        for (var climb : answer.ladders()) {
            var name = climb.route().isEmpty() ? "ladder " + climb.ladder().name() : climb.route();
            if (climb.steps().findAny().isEmpty()) {
                out.printf("pages     nobody (%s)%n", name);
            }
            climb.steps().forEach(step -> out.printf("pages     %s after %s (%s)%s%n", names(step.targets()), Durations
                    .written(step.after()), name, step.when().text().isEmpty() ? "" : " if " + step.when().text()));
            climb.repeats().ifPresent(every -> out.printf("repeats   every %s until acknowledged (%s)%n", Durations
                    .written(every), name));
            climb.mute().ifPresent(why -> out.printf("mute      %s (%s)%n", why, name));
        }
        answer.hidden().forEach(what -> out.printf("hidden    by %s%n", what));
        out.printf("paged     %s%n", names(answer.told()));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
