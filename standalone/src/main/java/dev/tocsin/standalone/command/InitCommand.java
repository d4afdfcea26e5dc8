package dev.tocsin.standalone.command;

import java.util.concurrent.Callable;

import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin init}: makes a cluster ready: creates the topics and registers the schemas. May be run again. */
@Command(name = "init", description = "Creates missing topics and registers missing schemas.")
public final class InitCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(Ports.NEARBY_SOON);
        var layout = TopicSettings.layout(settings, TopicLayout.ON_A_CLUSTER);
        TopicAdmin.create(settings.kafka(), layout);
        var partitions = TopicAdmin.verify(settings.kafka(), layout.asked());
        SchemaRegistration.register(new EventSerdes(settings.serdes()));
        spec.commandLine().getOut().println("topics and schemas exist; each topic has " + (partitions == 1
                ? "1 partition"
                : partitions + " partitions"));
        return 0;
    }
}
