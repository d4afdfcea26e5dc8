package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.standalone.KafkaForTests;
import dev.tocsin.standalone.KafkaForTests.OwnKafka;
import dev.tocsin.standalone.fire.Sample;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class one pipeline and one receiver that they share, because to start them costs seconds. Each test works
 * with a service name of its own, and with that service's {@link Desk}. The Kafka is the class's own: in a log of others there would be
 * incidents whose receiver is gone, and Tocsin would rightly page about them.
 */
public final class SharedPipeline implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedPipeline.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Acceptance.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shared.class, key -> Shared.start(),
                Shared.class);
        return shared.acceptance().orElseThrow(() -> new IllegalStateException(
                "the shared pipeline did not start, see the first test that wanted it", shared.failure()
                        .orElseThrow()));
    }

    /** Started once; a failure is remembered rather than repeated for each test. */
    private record Shared(Optional<Acceptance> acceptance, Optional<Throwable> failure) implements AutoCloseable {

        static Shared start() {
            try {
                return new Shared(Optional.of(Acceptance.start()), Optional.empty());
            } catch (RuntimeException | Error failure) {
                return new Shared(Optional.empty(), Optional.of(failure));
            }
        }

        @Override
        public void close() {
            acceptance.ifPresent(Acceptance::close);
        }
    }

    /**
     * The pipeline with the policy of the tests in force, and the outside that it pages.
     *
     * @param later
     *            when the second rung of a critical alert and the only one of a patient alert are due: late enough that
     *            on this machine a test can answer the page before
     * @param kafka
     *            what the pipeline runs on
     */
    public record Acceptance(Pipeline pipeline, WebhookReceiver receiver, Duration later, OwnKafka kafka) {

        /** An answer that takes so many times as long as in the calibration still comes before the next rung. */
        private static final int SLACK = 5;

        static Acceptance start() {
            var folder = Path.of("target", "acceptance", "shared-" + UUID.randomUUID());
            var receiver = WebhookReceiver.open();
            try {
                Files.createDirectories(folder);
                var kafka = KafkaForTests.own(folder.resolve("kafka").toAbsolutePath());
                var pipeline = Pipeline.on(kafka.bootstrapServers(), folder);
                pipeline.publish(TestPolicy.paging(receiver, folder, Duration.ofHours(1)));
                pageAndAnswer(pipeline, receiver); // the first time takes far longer than any other
                var later = max(TestPolicy.LATER, pageAndAnswer(pipeline, receiver).multipliedBy(SLACK));
                pipeline.publish(TestPolicy.paging(receiver, folder, later));
                return new Acceptance(pipeline, receiver, later, kafka);
            } catch (IOException failure) {
                receiver.close();
                throw new UncheckedIOException(failure);
            } catch (RuntimeException | Error failure) {
                receiver.close();
                throw failure;
            }
        }

        /** How long it takes on this machine until a page has come and its answer has told everybody. */
        private static Duration pageAndAnswer(Pipeline pipeline, WebhookReceiver receiver) throws IOException {
            var service = service("calibration");
            var began = System.nanoTime();
            try (var desk = receiver.desk(service)) {
                var alert = new Sample("HighErrorRate", service, "critical", false, Instant.now()).alertmanager();
                Http.deliver(pipeline.ingestUrl() + "/v1/alertmanager", alert.body(), alert.headers());
                pipeline.console().acknowledge(desk.awaitPage(TestPolicy.FIRST).incidentId());
                desk.await(NotificationKind.ACKNOWLEDGED, TestPolicy.FIRST);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        /** A service that no other test uses. */
        public static String service(String word) {
            return word + "-" + UUID.randomUUID().toString().substring(0, 8);
        }

        void close() {
            pipeline.close();
            kafka.end().run();
            receiver.close();
        }
    }
}
