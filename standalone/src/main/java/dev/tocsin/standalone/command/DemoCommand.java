package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.standalone.demo.DemoFolder;
import dev.tocsin.standalone.demo.DemoPlayer;
import dev.tocsin.standalone.installation.Standalone;
import dev.tocsin.standalone.settings.LocalSecrets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin demo}: an installation of its own, and a made-up day that happens to it. */
@Command(name = "demo", description = {
        "Runs everything in one process, with a data folder of its own, and plays the day of a made-up company to it in about a minute.",
        "Nothing is simulated inside: senders post to ingest, people use the console's API. Times on the console are real; the policy waits for seconds instead of minutes.",
        "Exit status with --exit: 0 all went as told, 1 something did not, 2 wrong usage."})
public final class DemoCommand implements Callable<Integer> {

    private static final Map<String, String> SOURCES = Map.of("sources.prometheus-dc.format", "alertmanager");

    @Option(names = "--data", paramLabel = "FOLDER", description = "Keeps the data in this folder (default: a temporary folder, deleted at the end).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1", description = "Another number makes other machines, authors and values (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--pace", paramLabel = "FACTOR", defaultValue = "1", description = "2 tells the day twice as fast (default: ${DEFAULT-VALUE}).")
    private double pace;

    @Option(names = "--exit", description = "Stops at the end of the day.")
    private boolean exits;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!(pace > 0 && pace <= 10)) {
            throw new ParameterException(spec.commandLine(), "--pace must be more than 0 and at most 10");
        }
        var settings = options.settings(UpCommand.defaults()).withAll(SOURCES);
        QuietLog.warningsOnly();
        var folder = DemoFolder.of(data);
        say("tocsin demo is starting with data folder " + folder.path() + " ...");
        if (exits) {
            var standalone = new Standalone(folder.path(), settings, Optional.of(folder.policy()), this::greet);
            try (folder; standalone) {
                standalone.start();
                return play(standalone, folder).isEmpty() ? 0 : 1;
            }
        }
        ServiceMain.run(List.of(folder, new Standalone(folder.path(), settings, Optional.of(folder.policy()),
                standalone -> {
                    greet(standalone);
                    Thread.ofVirtual().start(() -> playOn(standalone, folder));
                })));
        return 0;
    }

    private void playOn(Standalone standalone, DemoFolder folder) {
        try {
            play(standalone, folder);
            say("");
            say("The day is over; everything runs on until Ctrl-C. Look around in " + standalone.consoleUrl()
                    + ", or with");
            List.of("top", "incidents", "incident show orders-db", "explain orders-db", "oncall", "silences",
                    "deliveries --failed", "channels", "quarantine list").forEach(words -> say("  ./tocsin " + words));
            if (!standalone.consoleUrl().endsWith(":7400")) {
                say("each with --console " + standalone.consoleUrl());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> play(Standalone standalone, DemoFolder folder) throws InterruptedException {
        return new DemoPlayer(standalone.ingestUrl(), standalone.consoleUrl(), LocalSecrets.in(folder.path()), Clock
                .systemUTC(), this::say).play(seed, pace);
    }

    private void greet(Standalone standalone) {
        say("");
        say("Open " + standalone.consoleUrl() + " and watch a day at the made-up bookshop Tidepool Books.");
        say("The clock below is the story's; on the console all times are real, and the policy waits for seconds where a real");
        say("one waits for minutes. The policy is " + spec.name()
                + "'s own: ./tocsin policy show, or demo-policy.yml in the data folder.");
        say("");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
