package dev.tocsin.policy.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** Which version was published last, whether it compiles or not. */
final class NewestPolicy {

    private final Supplier<Consumer<String, PolicyVersion>> consumers;

    NewestPolicy(Supplier<Consumer<String, PolicyVersion>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Reads the topic once from beginning to end.
     *
     * @return empty when nothing was ever published
     * @throws KafkaException
     *             when the end was not reached in time
     */
    Optional<PolicyVersion> find(Duration patience) {
        var newest = new AtomicReference<PolicyVersion>();
        var end = new CountDownLatch(1);
        try (var reader = new PolicyTopicReader(consumers,
                version -> newest.accumulateAndGet(version, NewestPolicy::newer), end::countDown)) {
            reader.start();
            if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaException(Topics.POLICY.name() + " could not be read within " + patience);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading " + Topics.POLICY.name(), interrupted);
        }
        return Optional.ofNullable(newest.get());
    }

    private static PolicyVersion newer(PolicyVersion known, PolicyVersion read) {
        return known == null || read.getVersion() >= known.getVersion() ? read : known;
    }
}
