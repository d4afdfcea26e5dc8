package dev.tocsin.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.KafkaForTests;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a Kafka client, an HTTP client and a plain Avro library, and nothing of ours, reads our topics. */
@Tag("embedded")
class IndependentReaderIT {

    private static final String INCIDENT_ID = ServiceKeys.hashPrefix("checkout") + "-" + UUID.randomUUID();
    private static final TopicPartition PARTITION = new TopicPartition(Topics.INCIDENTS.name(), 0);

    private final SchemaRegistry registry = new SchemaRegistry(Settings.of(Map.of("bootstrap.servers",
            KafkaForTests.bootstrapServers(), "registry.topic", "schemas-" + UUID.randomUUID())), Clock.systemUTC(),
            Metrics.create("registry"));

    @BeforeEach
    void start() {
        TopicAdmin.create(KafkaForTests.client(Map.of()), KafkaForTests.LAYOUT);
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldReadAnIncidentWithPlainAvro() throws Exception {
        write(incident());

        var value = lastValue();
        var id = ByteBuffer.wrap(value).getInt(1);
        var schema = new Schema.Parser().parse(
                new JsonMapper().readTree(get("/schemas/ids/" + id)).path("schema").asString());
        // A reader elsewhere has an Avro of its own, without our moments.
        var read = new GenericDatumReader<GenericRecord>(schema, schema, new GenericData()).read(null,
                DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));

        assertThat(value[0]).isZero();
        assertThat(get("/schemas/ids/" + id + "/versions")).contains("\"tocsin.incidents-value\"");
        assertThat(read.getSchema().getFullName()).isEqualTo("dev.tocsin.event.Incident");
        assertThat(read.get("id")).hasToString(INCIDENT_ID);
        assertThat(read.get("state")).hasToString("OPEN");
        assertThat(read.get("openedAt")).isEqualTo(1_790_000_000_000L);
    }

    private void write(Incident incident) throws Exception {
        var serdes = new EventSerdes(Map.of("schema.registry.url", url()));
        SchemaRegistration.register(serdes);
        try (var producer = new KafkaProducer<>(KafkaForTests.client(Map.of()), new StringSerializer(),
                serdes.of(Topics.INCIDENTS).serializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), incident.getId(), incident))
                    .get();
        }
    }

    private static byte[] lastValue() {
        try (var consumer = new KafkaConsumer<>(KafkaForTests.client(Map.of()), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, consumer.endOffsets(List.of(PARTITION)).get(PARTITION) - 1);
            return consumer.poll(Awaiting.STANDSTILL).iterator().next().value();
        }
    }

    private static Incident incident() {
        var opened = Instant.ofEpochMilli(1_790_000_000_000L);
        return Incident.newBuilder().setId(INCIDENT_ID).setRevision(1).setServiceKey("checkout")
                .setCorrelationKey("checkout/errors").setState(IncidentState.OPEN).setTitle("Errors")
                .setSeverity(Severity.newBuilder().setId("SEV1").setRank(1).build()).setService("checkout").setLadder(
                        "default").setPolicyName("default")
                .setPolicyVersion(0).setRuleId("r").setRuleReason("because").setAlertsTotal(1).setAlertsFiring(1)
                .setOpenedAt(opened).setRoundStartedAt(opened).setUpdatedAt(opened).build();
    }

    private String url() {
        return "http://127.0.0.1:" + registry.port();
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString()).body();
    }
}
