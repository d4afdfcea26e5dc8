package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.settings.Ports;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin init}: makes a cluster ready: creates the topics and registers the schemas. May be run again. */
@Command(name = "init", description = {"Creates missing topics and registers missing schemas.",
        "Reports settings of existing topics that differ from the catalogue."})
public final class InitCommand implements Callable<Integer> {

    @Option(names = "--apply-topic-settings", description = "Gives existing topics the settings of the catalogue, such as retention. A shorter retention deletes older records. The number of partitions stays.")
    private boolean apply;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.settings(Ports.NEARBY_SOON);
        var layout = TopicSettings.layout(settings, TopicLayout.ON_A_CLUSTER);
        var out = spec.commandLine().getOut();
        try (var admin = Admin.create(settings.kafka())) {
            TopicAdmin.create(admin, layout);
            drift(admin, out);
            var partitions = TopicAdmin.verify(admin, layout.asked());
            SchemaRegistration.register(new EventSerdes(settings.serdes()));
            out.println("topics and schemas exist; each topic has " + (partitions == 1
                    ? "1 partition"
                    : partitions + " partitions"));
        }
        out.flush();
        return 0;
    }

    private void drift(Admin admin, PrintWriter out) {
        var drifts = TopicAdmin.drift(admin);
        drifts.forEach(drift -> out.println(drift.sentence()));
        if (apply && !drifts.isEmpty()) {
            TopicAdmin.apply(admin, drifts);
            out.println("applied the settings of the catalogue");
        } else if (!drifts.isEmpty()) {
            out.println("to apply the settings of the catalogue, run tocsin init --apply-topic-settings");
        }
    }
}
