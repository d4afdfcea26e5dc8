package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.runtime.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin check}: says what is wrong with a policy file, without a broker. */
@Command(name = "check", description = "Checks a policy file.")
public final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Policy file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            var policy = PolicyLoader.load(file.toString(), read(file));
            spec.commandLine().getOut().printf("%s: good (policy %s, %d rules, %d ladders)%n", file, policy.name(),
                    policy.policy().rules().size(), policy.policy().ladders().size());
            return 0;
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return 1;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("policy file " + file + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
