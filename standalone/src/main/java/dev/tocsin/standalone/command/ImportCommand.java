package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.imports.AlertmanagerImport;
import dev.tocsin.policy.imports.Imported;
import dev.tocsin.runtime.SettingsException;
import dev.tocsin.standalone.Tocsin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin import}: makes a policy of a configuration of Alertmanager. */
@Command(name = "import", description = {"Makes a policy of a configuration of Alertmanager.",
        "Secrets are not copied; what has no equal is noted with its line.",
        "Exit status: 0 done, 2 the file is no such configuration."})
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "alertmanager.yml")
    private Path file;

    @Option(names = {"-o",
            "--output"}, paramLabel = "POLICY", description = "Where to write the policy (default: standard output).")
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
            return Tocsin.USAGE;
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
            throw new SettingsException(output + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }
}
