package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin apply}: publishes a policy; a file with an error changes nothing. */
@Command(name = "apply", description = "Publishes a policy file as a new version.")
public final class ApplyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Policy file.")
    private Path file;

    @Option(names = "--author", paramLabel = "NAME", description = "Author of the version (default: ${DEFAULT-VALUE}).", defaultValue = "${sys:user.name}")
    private String author;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(Ports.NEARBY_SOON);
        var text = CheckCommand.read(file);
        var publisher = new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()),
                Clock.systemUTC());
        try {
            var version = publisher.publish(file.toString(), text, author);
            spec.commandLine().getOut().printf("policy %s is version %d%n", version.getName(), version.getVersion());
            return 0;
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            spec.commandLine().getErr().println("nothing published; the current policy stays in force");
            return 1;
        }
    }
}
