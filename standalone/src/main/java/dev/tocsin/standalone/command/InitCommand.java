package dev.tocsin.standalone.command;

import java.util.concurrent.Callable;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin init}: makes a cluster ready: creates the topics and registers the schemas. May be run again. */
@Command(name = "init", description = "Creates the topics and registers the schemas; what exists stays.")
public final class InitCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(Ports.NEARBY_SOON);
        TopicAdmin.create(settings.kafka(), settings.integer("replication.factor", 1));
        TopicAdmin.verify(settings.kafka());
        SchemaRegistration.register(new EventSerdes(settings.serdes()));
        spec.commandLine().getOut().println("topics and schemas are there");
        return 0;
    }
}
