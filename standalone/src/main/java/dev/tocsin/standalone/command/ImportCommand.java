package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.imports.AlertmanagerImport;
import dev.tocsin.policytools.imports.ImportOptions;
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
        "Exit status: 0 success, 2 the file is not an Alertmanager configuration, or somebody would not be told."})
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Alertmanager configuration, such as alertmanager.yml.")
    private Path file;

    @Option(names = {"-o",
            "--output"}, paramLabel = "POLICY", description = "File for the policy (default: standard output).")
    private Path output;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "imported", description = "Name of the policy (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--source", paramLabel = "SOURCE", defaultValue = ImportOptions.SOURCE, description = "Source that Alertmanager sends to (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--local-zone", paramLabel = "ZONE", description = "Zone of 'location: Local' (default: that of this machine).")
    private ZoneId localZone = ZoneId.systemDefault();

    @Option(names = "--partial", description = "Notes receivers of kinds that Tocsin does not have, and pages the console's inbox instead of them.")
    private boolean partial;

    @Option(names = "--force", description = "Overwrites the file of --output.")
    private boolean force;

    @Option(names = "--dry-run", description = "Writes no policy; prints errors, notes and variables only.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            var imported = AlertmanagerImport.read(file.toString(), CheckCommand.read(file), new ImportOptions(name,
                    source, localZone, partial));
            if (!dryRun) {
                write(imported);
            }
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
            Files.writeString(output, imported.policy(), force
                    ? new OpenOption[]{StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE}
                    : new OpenOption[]{StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE});
        } catch (FileAlreadyExistsException exists) {
            throw new SettingsException(output + " exists; add --force to overwrite it", exists);
        } catch (IOException unwritable) {
            throw new SettingsException("cannot write " + output + ": " + unwritable.getMessage(), unwritable);
        }
    }
}
