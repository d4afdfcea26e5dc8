package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.runtime.DiskRoom;
import dev.tocsin.runtime.DiskWatch;
import dev.tocsin.runtime.ProcessHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    private static final String ALERT = """
            {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A","job":"shop"}}]}""";

    private final IngestHarness ingest = IngestHarness.with();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("D4: while the disk is full, alerts are answered 503 and nothing is written; then they are taken again")
    void shouldRefuseWhileTheDiskIsFull() {
        var never = new DiskRoom.Limits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        try (var disk = new DiskWatch(folder, never); var watched = ProcessHealth.watching(disk)) {
            assertThat(watched).isNotNull();
            disk.look();
            var refused = ingest.post("/v1/alertmanager", ALERT, "Content-Type", "application/json");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(json(refused).path("type").asString()).endsWith("disk-full");
            assertThat(ingest.written()).isEmpty();
        }

        assertThat(ingest.post("/v1/alertmanager", ALERT, "Content-Type", "application/json").statusCode()).isEqualTo(
                202);
    }
}
