package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.imports.AlertmanagerImport;
import dev.tocsin.policytools.imports.Imported;
import dev.tocsin.runtime.setting.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin import}: makes a policy of a configuration of Alertmanager. */
@Command(name = "import", description = {"Converts an Alertmanager configuration to a policy.",
        "Does not copy secrets. Notes each line that has no equivalent.",
        "Exit status: 0 success, 2 the file is not an Alertmanager configuration."})
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Alertmanager configuration, such as alertmanager.yml.")
    private Path file;

    @Option(names = {"-o",
            "--output"}, paramLabel = "POLICY", description = "File for the policy (default: standard output).")
    private Path output;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "imported", description = "Name of the policy (default: ${DEFAULT-VALUE}).")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            var imported = AlertmanagerImport.read(file.toString(), CheckCommand.read(file), name);
            write(imported);
            var err = spec.commandLine().getErr();
            imported.notes().forEach(note -> err.printf("%s:%d: note: %s%n", file, note.line(), note.text()));
            new TreeMap<>(imported.variables()).forEach((variable, what) -> err.printf("set %s: %s%n", variable, what));
            err.flush();
            return 0;
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return ExitStatus.USAGE;
        }
    }

    private void write(Imported imported) {
        if (output == null) {
            spec.commandLine().getOut().print(imported.policy());
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(output, imported.policy());
        } catch (IOException unwritable) {
            throw new SettingsException("cannot write " + output + ": " + unwritable.getMessage(), unwritable);
        }
    }
}
