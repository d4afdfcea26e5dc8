package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.registry.SchemaRegistry;

/** A broker and a schema registry as a process of their own; ends when its input does. */
public final class BrokerMain {

    private BrokerMain() {}

    /**
     * Runs it.
     *
     * @param arguments
     *            the folder
     */
    public static void main(String[] arguments) throws IOException {
        try (var broker = new EmbeddedBroker(Path.of(arguments[0]), 0)) {
            broker.start();
            var settings = Settings.of(Map.of("bootstrap.servers", broker.bootstrapServers()));
            TopicAdmin.create(settings.kafka(), TopicLayout.of(TopicLayout.ON_A_CLUSTER));
            try (var registry = new SchemaRegistry(settings, Clock.systemUTC(), Metrics.create("registry"))) {
                registry.start();
                var url = "http://127.0.0.1:" + registry.port();
                SchemaRegistration.register(new EventSerdes(settings.with("schema.registry.url", url).serdes()));
                System.out.println("READY " + broker.bootstrapServers() + " " + url);
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
            }
        }
        System.exit(0);
    }
}
