package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.FreePorts;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.LoadAlert;
import dev.tocsin.standalone.acceptance.harness.Pipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor, a load balancer and Prometheus ask of every service, also while Kafka is away. */
@Tag("embedded")
class ServiceHealthIT {

    @Test
    @Tag("broker")
    @ExtendWith(SharedPipeline.class)
    void shouldAnswerWhatOperatorsAsk(Acceptance acceptance) throws IOException {
        for (var service : acceptance.pipeline().urls().entrySet()) {
            var url = service.getValue();
            assertThat(Http.get(url + "/healthz").status()).as("%s /healthz", service.getKey()).isEqualTo(200);
            assertThat(Http.get(url + "/readyz").status()).as("%s /readyz", service.getKey()).isEqualTo(200);
            var metrics = Http.get(url + "/metrics");
            assertThat(metrics.status()).as("%s /metrics", service.getKey()).isEqualTo(200);
            assertThat(metrics.body()).as("%s /metrics", service.getKey()).contains(
                    "# TYPE jvm_memory_used_bytes gauge");
        }
    }

    @Test
    @Tag("process")
    @SuppressWarnings("try") // stopping the broker is what it is about
    void shouldSayThatKafkaIsAwayAndRecoverByItself(@TempDir Path folder) throws IOException {
        try (var receiver = WebhookReceiver.open();
                var broker = new EmbeddedBroker(folder.resolve("kafka"), FreePorts.next())) {
            receiver.expectEverything();
            broker.start();
            try (var pipeline = Pipeline.on(broker.bootstrapServers(), folder)) {
                pipeline.publish(TestPolicy.paging(receiver, folder));

                broker.close();

                Awaiting.until("ingest not ready", () -> Http.status(pipeline.ingestUrl() + "/readyz") == 503);
                var refused = fire(pipeline, "while-away");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.headers()).containsKey("Retry-After");
                Awaiting.until("not ready what cannot work", () -> answering(503, "/readyz", pipeline), () -> answering(
                        503, "/readyz", pipeline).containsAll(List.of("ingest", "correlator", "escalator",
                                "notifier")));
                assertThat(answering(200, "/healthz", pipeline)).as("alive: a restart would not help")
                        .isEqualTo(pipeline.urls().keySet());

                broker.start();

                pipeline.awaitReady();
                Awaiting.until("ingest to take it", () -> fire(pipeline, "after").isSuccess());
                Awaiting.until("a page",
                        () -> receiver.pages().stream().anyMatch(page -> page.service().equals("after")));
            }
        }
    }

    /** Services that answer a path with a status. */
    private static Set<String> answering(int status, String path, Pipeline pipeline) {
        return pipeline.urls().entrySet().stream().filter(service -> Http.status(service.getValue() + path) == status)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Http.Answer fire(Pipeline pipeline, String service) throws IOException {
        return Http.post(pipeline.ingestUrl() + "/v1/alertmanager",
                LoadAlert.webhook(List.of(new LoadAlert(service, service, Instant.now()))));
    }
}
