package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.LoadAlert;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who knows nothing of our code reads our topics: bytes, the registry over HTTP, and Avro's own decoder. */
@Tag("broker")
@ExtendWith(SharedPipeline.class)
class IndependentReaderIT {

    private static final int MAGIC = 0;

    @Test
    void shouldFindInTheTopicWhatTheConsoleShows(Acceptance acceptance) throws IOException {
        var pipeline = acceptance.pipeline();
        var service = service("independent");
        try (var desk = acceptance.receiver().desk(service)) {
            Http.deliver(pipeline.ingestUrl() + "/v1/alertmanager",
                    LoadAlert.webhook(List.of(new LoadAlert(service, service, Instant.now()))));
            var page = desk.awaitPage(FIRST);
            pipeline.console().acknowledge(page.incidentId());
            desk.await(ACKNOWLEDGED, FIRST);

            var snapshots = pipeline.topics().records(Topics.INCIDENTS).stream()
                    .filter(record -> record.key().equals(page.incidentId()))
                    .map(record -> decoded(record.value(), pipeline.registryUrl())).toList();

            var shown = pipeline.console().awaitIncident(service, IncidentState.ACKNOWLEDGED);
            var last = snapshots.getLast();
            assertThat(last.get("id")).hasToString(shown.path("id").asString());
            assertThat(last.get("state")).hasToString("ACKNOWLEDGED").hasToString(shown.path("state").asString());
            assertThat(last.get("title")).hasToString(shown.path("title").asString());
            assertThat(snapshots).extracting(snapshot -> snapshot.get("revision"))
                    .doesNotHaveDuplicates().isSorted();
        }
    }

    private static GenericRecord decoded(byte[] record, String registryUrl) {
        var bytes = ByteBuffer.wrap(record);
        assertThat(bytes.get()).as("magic byte").isEqualTo((byte) MAGIC);
        var id = bytes.getInt();
        assertThat(id).as("schema id").isPositive();
        try {
            var answer = Http.get(registryUrl + "/schemas/ids/" + id);
            assertThat(answer.status()).isEqualTo(200);
            var schema = new Schema.Parser().parse(answer.json().path("schema").asString());
            var decoder = DecoderFactory.get().binaryDecoder(record, bytes.position(), bytes.remaining(), null);
            var value = new GenericDatumReader<GenericRecord>(schema, schema, new GenericData()).read(null, decoder);
            assertThat(decoder.isEnd()).as("nothing is left after the value").isTrue();
            return value;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
