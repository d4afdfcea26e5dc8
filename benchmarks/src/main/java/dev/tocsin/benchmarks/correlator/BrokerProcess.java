package dev.tocsin.benchmarks.correlator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.benchmarks.BrokerMain;
import dev.tocsin.benchmarks.ChildJvm;
import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker beside the correlator, and what a run asks of it. */
final class BrokerProcess implements AutoCloseable {

    private final AtomicReference<Exception> failed = new AtomicReference<>();
    private Future<RecordMetadata> last;
    private final ChildJvm jvm;
    private final String address;
    private final String registry;
    private final Admin admin;
    private final KafkaProducer<String, Signal> producer;
    private long written;

    private BrokerProcess(ChildJvm jvm, String address, String registry) {
        this.jvm = jvm;
        this.address = address;
        this.registry = registry;
        this.admin = Admin.create(Map.of("bootstrap.servers", address));
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", address, ProducerConfig.LINGER_MS_CONFIG, 20,
                ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024, ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024),
                new StringSerializer(), new EventSerdes(Map.of("schema.registry.url", registry)).of(Topics.SIGNALS)
                        .serializer());
    }

    static BrokerProcess start(Path work, String cores) throws IOException {
        var jvm = ChildJvm.start(cores, List.of("-Xmx512m", "-XX:+UseG1GC"), BrokerMain.class, List.of(work.resolve(
                "kafka").toString()), Map.of(), work.resolve("broker.log"));
        var said = jvm.awaitLine("READY").split(" ", 2);
        return new BrokerProcess(jvm, said[0], said[1]);
    }

    String address() {
        return address;
    }

    String registry() {
        return registry;
    }

    void activate(PolicyVersion policy) {
        var signal = Signal.newBuilder().setId("policy-" + written).setServiceKey("").setReceivedAt(Instant.now())
                .setBody(new PolicyActivated(policy)).build();
        for (var each : producer.partitionsFor(Topics.SIGNALS.name())) {
            send(new ProducerRecord<>(Topics.SIGNALS.name(), each.partition(), "", signal));
            written++;
        }
        flush();
    }

    private void send(ProducerRecord<String, Signal> record) {
        last = producer.send(record, (_, problem) -> {
            if (problem != null) {
                failed.compareAndSet(null, problem);
            }
        });
    }

    private void flush() {
        producer.flush();
        if (failed.get() != null || (last != null && !last.isDone())) {
            throw new IllegalStateException("the broker did not take all signals", failed.get());
        }
    }

    /** Writes so many, and waits until all are on disk. */
    void write(long count, Supplier<Signal> signals) {
        for (var i = 0L; i < count; i++) {
            var signal = signals.get();
            send(new ProducerRecord<>(Topics.SIGNALS.name(), signal.getServiceKey(), signal));
        }
        flush();
        written += count;
    }

    /** How many records the correlator has not committed yet. */
    long left() throws InterruptedException {
        return written - committed();
    }

    private long committed() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(CorrelatorTopology.APPLICATION_ID).partitionsToOffsetAndMetadata()
                    .get().entrySet().stream().filter(entry -> entry.getKey().topic().equals(Topics.SIGNALS.name()))
                    .filter(entry -> entry.getValue() != null).map(Map.Entry::getValue)
                    .mapToLong(OffsetAndMetadata::offset).sum();
        } catch (ExecutionException notYet) {
            return 0;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        jvm.close();
    }
}
