package dev.tocsin.console.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.tocsin.console.pipeline.PipelineStage.Watched;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the pipeline through the broker every few seconds, so that an empty page can say whether the silence is to be
 * trusted: do the other services run, do they keep up, when did the last signal come.
 */
public final class PipelineProbe implements AutoCloseable {

    /** The services that must run for an alert to become a page, after it was taken in. */
    public static final List<Watched> WATCHED = List.of(new Watched("correlator", Groups.CORRELATOR, Topics.SIGNALS),
            new Watched("escalator", Groups.ESCALATOR, Topics.INCIDENTS),
            new Watched("notifier", Groups.NOTIFIER, Topics.NOTIFICATIONS));

    private static final Logger LOG = LoggerFactory.getLogger(PipelineProbe.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Admin admin;
    private final List<Watched> watched;
    private final Duration every;
    private final Clock clock;
    private OptionalInt partitions = OptionalInt.empty();
    private final AtomicReference<Pipeline> last = new AtomicReference<>(Pipeline.UNKNOWN);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(
            "console-probe").daemon(true).factory());

    public PipelineProbe(Admin admin, List<Watched> watched, Duration every, Clock clock) {
        this.admin = admin;
        this.watched = List.copyOf(watched);
        this.every = every;
        this.clock = clock;
    }

    /** Starts looking. */
    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was seen last. */
    public Pipeline last() {
        return last.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ofSeconds(2));
    }

    void look() {
        try {
            var stages = new java.util.ArrayList<PipelineStage>();
            for (var each : watched) {
                stages.add(stage(each));
            }
            last.set(new Pipeline(Optional.of(clock.instant()), stages, lastSignal(), Optional.empty()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            var why = failure.getCause() == null ? failure : failure.getCause();
            LOG.debug("the pipeline check failed", failure);
            last.updateAndGet(before -> before.failed(why.getClass().getSimpleName()));
        }
    }

    private PipelineStage stage(Watched each) throws InterruptedException, ExecutionException, TimeoutException {
        var ends = offsets(each.input(), OffsetSpec.latest());
        var done = answer(admin.listConsumerGroupOffsets(each.group()).partitionsToOffsetAndMetadata());
        var lag = ends.entrySet().stream().mapToLong(end -> {
            var committed = done.get(end.getKey());
            var behind = end.getValue().offset() - (committed == null ? 0 : committed.offset());
            return committed != null && behind <= 1 ? 0 : Math.max(0, behind);
        }).sum();
        return new PipelineStage(each.name(), members(each.group()), lag);
    }

    private int members(String group) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).members().size();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw failure;
        }
    }

    private Optional<Instant> lastSignal() throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(Topics.SIGNALS, OffsetSpec.maxTimestamp()).values().stream().map(
                ListOffsetsResultInfo::timestamp).filter(at -> at >= 0).max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli);
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Topic<?> topic, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, partitions()).forEach(partition -> wanted.put(new TopicPartition(topic.name(),
                partition), which));
        return answer(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    }

    /** The same for all topics of an installation, for ever. */
    private int partitions() throws InterruptedException, ExecutionException, TimeoutException {
        if (partitions.isEmpty()) {
            var signals = Topics.SIGNALS.name();
            partitions = OptionalInt.of(answer(admin.describeTopics(List.of(signals)).topicNameValues().get(signals))
                    .partitions().size());
        }
        return partitions.getAsInt();
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException,
            TimeoutException {
        return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
