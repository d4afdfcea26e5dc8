package dev.tocsin.standalone.command;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.doctor.Doctor;
import dev.tocsin.standalone.doctor.Finding;
import dev.tocsin.standalone.doctor.Finding.Level;
import dev.tocsin.standalone.doctor.RunningChecks;
import dev.tocsin.standalone.listing.Screen;
import dev.tocsin.standalone.listing.Tone;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin doctor}: what is wrong with an installation, and what to do. */
@Command(name = "doctor", description = {
        "Says what is wrong with this installation and what to do: brokers, disks, topics, schema registry, policy, and what console and ingest report: lag, clocks, channels, spool, silent sources. Changes nothing.",
        "Reads the tokens of console and ingest from TOCSIN_CONSOLE_TOKEN and TOCSIN_INGEST_TOKEN.",
        "Exit status: 0 no problems, 1 problems found (with --strict, also warnings)."})
public final class DoctorCommand implements Callable<Integer> {

    private static final String INGEST_TOKEN = "TOCSIN_INGEST_TOKEN";

    @Option(names = "--strict", description = "Exits with status 1 if there are warnings.")
    private boolean strict;

    @Option(names = "--ingest", defaultValue = "http://127.0.0.1:"
            + Ports.INGEST, description = "Address of ingest (default: ${DEFAULT-VALUE}).")
    private URI ingest;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORM", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private String form;

    @Mixin
    private ConsoleOption console;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.settings(Ports.NEARBY_SOON);
        var now = Clock.systemUTC().instant();
        var findings = new ArrayList<Finding>(Progress.during("asking Kafka and the registry", () -> new Doctor(
                settings, now).examine()));
        findings.addAll(running(console.call(), "/api/status", "console", ConsoleOption.TOKEN, status -> RunningChecks
                .status(status, Clock.systemUTC().instant())));
        findings.addAll(running(new HttpCall(ingest, INGEST_TOKEN), "/api/sources", "ingest", INGEST_TOKEN,
                RunningChecks::sources));
        var out = spec.commandLine().getOut();
        if (form.equalsIgnoreCase("json")) {
            out.println(JsonMapper.shared().writeValueAsString(findings));
        } else {
            var screen = Terminal.of(spec.commandLine());
            findings.forEach(finding -> out.println(line(finding, screen)));
        }
        out.flush();
        var worst = findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
        return switch (worst) {
            case OK -> 0;
            case WARNING -> strict ? 1 : 0;
            case PROBLEM -> 1;
        };
    }

    private static List<Finding> running(HttpCall service, String path, String name, String variable,
            Function<JsonNode, List<Finding>> look) throws InterruptedException {
        try {
            var answer = service.get(path);
            return answer.isGood()
                    ? look.apply(answer.body())
                    : List.of(RunningChecks.unreachable(name, name + " refuses: " + answer.problem(), variable));
        } catch (SettingsException away) {
            return List.of(RunningChecks.unreachable(name, away.getMessage(), variable));
        }
    }

    private static String line(Finding finding, Screen screen) {
        var level = switch (finding.level()) {
            case OK -> screen.paint("ok      ", Tone.GOOD);
            case WARNING -> screen.paint("warning ", Tone.CAUTION);
            case PROBLEM -> screen.paint("problem ", Tone.ALARM);
        };
        return level + finding.subject() + ": " + finding.sentence() + (finding.advice().isEmpty()
                ? ""
                : System.lineSeparator() + "        " + finding.advice());
    }
}
