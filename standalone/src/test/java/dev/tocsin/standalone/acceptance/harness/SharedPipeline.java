package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import dev.tocsin.standalone.KafkaForTests;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one pipeline and one receiver that they share, because to start them costs seconds. Each test works with a
 * service name of its own, and with that service's {@link Desk}.
 */
public final class SharedPipeline implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedPipeline.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Acceptance.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Acceptance.class, key -> Acceptance.start(),
                Acceptance.class);
    }

    /**
     * The pipeline with the policy of the tests in force, and the outside that it pages.
     */
    public record Acceptance(Pipeline pipeline, WebhookReceiver receiver) implements AutoCloseable {

        static Acceptance start() {
            var folder = Path.of("target", "acceptance", "shared-" + UUID.randomUUID());
            var receiver = WebhookReceiver.open();
            try {
                Files.createDirectories(folder);
                var pipeline = Pipeline.on(KafkaForTests.bootstrapServers(), folder);
                pipeline.publish(TestPolicy.paging(receiver, folder));
                return new Acceptance(pipeline, receiver);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** A service that no other test uses. */
        public static String service(String word) {
            return word + "-" + UUID.randomUUID().toString().substring(0, 8);
        }

        @Override
        public void close() {
            pipeline.close();
            receiver.close();
        }
    }
}
