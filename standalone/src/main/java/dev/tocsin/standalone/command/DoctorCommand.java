package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.doctor.Doctor;
import dev.tocsin.standalone.doctor.Finding;
import dev.tocsin.standalone.doctor.Finding.Level;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin doctor}: checks brokers, topics, registry and policy, and says what to do. */
@Command(name = "doctor", description = {"Checks brokers, topics, schema registry and policy. Changes nothing.",
        "Exit status: 0 no problems, 1 problems found (with --strict, also warnings)."})
public final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--strict", description = "Exits with status 1 if there are warnings.")
    private boolean strict;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(Ports.NEARBY_SOON);
        var findings = new Doctor(settings, Clock.systemUTC().instant()).examine();
        var out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(line(finding)));
        out.flush();
        var worst = findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
        return switch (worst) {
            case OK -> 0;
            case WARNING -> strict ? 1 : 0;
            case PROBLEM -> 1;
        };
    }

    private static String line(Finding finding) {
        var level = switch (finding.level()) {
            case OK -> "ok      ";
            case WARNING -> "warning ";
            case PROBLEM -> "problem ";
        };
        return level + finding.subject() + ": " + finding.sentence() + (finding.advice().isEmpty()
                ? ""
                : System.lineSeparator() + "        " + finding.advice());
    }
}
