package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {

    private final AtomicReference<Health> health = new AtomicReference<>(Health.up());
    private final OpsServer server = new OpsServer("127.0.0.1", 0, health::get, Metrics.create("sample"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldBeReadyWhenTheServiceIs() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldStayLiveWhileNotReadySoThatNobodyRestartsItForKafka() throws Exception {
        health.set(Health.notReady("Kafka is away"));

        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("\"reason\":\"Kafka is away\"");
    }

    @Test
    void shouldAskForARestartWhenDead() throws Exception {
        health.set(Health.dead("out of memory"));

        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldServeMetricsWithTheServicesName() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes{").contains("service=\"sample\"");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
