package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.runtime.setting.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin check}: says what is wrong with policy files, and what is doubtful, without a broker. */
@Command(name = "check", description = {"Checks policy files for errors and likely mistakes.",
        "Exit status: 0 valid, 1 warnings with --strict, 2 errors."})
public final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--strict", description = "Exits with status 1 if there are warnings.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var status = 0;
        for (var file : files) {
            try {
                var checked = PolicyCheck.look(file.toString(), read(file), Clock.systemUTC().instant());
                PolicyReport.print(checked.warnings(), spec.commandLine().getErr());
                var policy = checked.policy().policy();
                out.printf("%s: %s (policy %s, %d rules, %d ladders)%n", file,
                        checked.warnings().isEmpty() ? "valid" : "valid, with " + count(checked.warnings().size()),
                        policy.name(), policy.rules().size(), policy.ladders().keySet().stream()
                                .filter(name -> !RouteTree.isLadderOfRoute(name)).count());
                status = Math.max(status, strict && !checked.warnings().isEmpty() ? 1 : 0);
            } catch (PolicyErrors errors) {
                PolicyReport.print(errors, spec.commandLine().getErr());
                status = ExitStatus.USAGE;
            }
        }
        out.flush();
        return status;
    }

    private static String count(int warnings) {
        return warnings == 1 ? "1 warning" : warnings + " warnings";
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read policy file " + file + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
