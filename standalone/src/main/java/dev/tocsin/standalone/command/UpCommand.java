package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.standalone.installation.Standalone;
import dev.tocsin.standalone.settings.StandaloneSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin up}: everything in this process. */
@Command(name = "up", description = "Runs everything in one process: broker, registry, services and console.")
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--policy", paramLabel = "FILE", description = "Policy to publish at the start and after each change of the file. An invalid policy is not published.")
    private Path policy;

    @Option(names = "--no-supervisor", description = "Does not restart the process after a crash (handled by the tocsin script).")
    @SuppressWarnings("UnusedVariable") // here only so that it is a known option
    private boolean noSupervisor;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(defaults());
        var standalone = new Standalone(data, settings, Optional.ofNullable(policy), this::greet);
        try {
            standalone.check();
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return ExitStatus.USAGE;
        }
        QuietLog.startsOnce();
        spec.commandLine().getErr().println("tocsin is starting with data folder " + data + " ...");
        spec.commandLine().getErr().flush();
        ServiceMain.run(List.of(standalone));
        return 0;
    }

    /** The declared ports, and where this process differs from a service on its own. */
    static Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        StandaloneSettings.PORTS.forEach(port -> defaults.put(port.name(), port.standardText()));
        defaults.put(CommonSettings.HTTP_HOST.name(), CommonSettings.HTTP_HOST.standardText());
        // Measured: on two cores a second thread for each topology only adds transactions.
        defaults.put(CommonSettings.STREAMS_THREADS.name(), "1");
        return defaults;
    }

    private void greet(Standalone standalone) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("""

                Tocsin is up.
                  console    %s
                  ingest     %s
                  registry   %s
                  kafka      %s
                  data       %s

                Receiver for alertmanager.yml:
                  - {name: tocsin, webhook_configs: [{url: '%s/v1/alertmanager', send_resolved: true}]}

                To try it, run ./tocsin fire and open the console.
                """, standalone.consoleUrl(), standalone.ingestUrl(), standalone.registryUrl(),
                standalone.bootstrapServers(), data.toAbsolutePath().normalize(), standalone.ingestUrl());
        out.flush();
    }
}
