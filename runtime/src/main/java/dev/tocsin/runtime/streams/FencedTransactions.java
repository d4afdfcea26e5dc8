package dev.tocsin.runtime.streams;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.runtime.CommitPace;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that are refused once their writer is out of its group. Brokers check membership where a transaction commits
 * offsets, and only there; what a timer writes before its task has read anything has none to commit. An instance that was
 * suspended for longer than its session, and whose partitions others have meanwhile, would write once more what they wrote.
 * So a transaction without offsets commits one that stands already, of a partition that is its own.
 *
 * <p>
 * A transaction that wrote nothing and whose offsets stand already is none: Kafka Streams commits after each look at the clock,
 * and an idle installation would pay for four transactions a second in each thread that say nothing new.
 */
final class FencedTransactions implements InvocationHandler {

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Consumer<byte[], byte[]>> consumer;
    private final CommitPace pace;
    /** What is committed, as far as it is known; only this member changes it in this generation of the group. */
    private final Map<TopicPartition, OffsetAndMetadata> standing = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> sent = Map.of();
    private Optional<Membership> membership = Optional.empty();
    /** What Kafka Streams takes for begun, it may not be for the broker yet. */
    private boolean begun;
    private boolean wrote;

    private record Membership(String member, int generation) {}

    private FencedTransactions(Producer<byte[], byte[]> producer, Supplier<Consumer<byte[], byte[]>> consumer,
            CommitPace pace) {
        this.producer = producer;
        this.consumer = consumer;
        this.pace = pace;
    }

    /**
     * The same producer, for a thread of a topology.
     *
     * @param consumer
     *            what the thread reads with; asked in the thread itself
     * @param pace
     *            is told what is written and how long commits take
     */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Producer<byte[], byte[]> producer, Supplier<Consumer<byte[], byte[]>> consumer,
            CommitPace pace) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(Producer.class.getClassLoader(), new Class<?>[]{
                Producer.class}, new FencedTransactions(producer, consumer, pace));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "beginTransaction" -> {
                wrote = false;
                sent = Map.of();
                yield null;
            }
            case "send" -> {
                begin();
                wrote = true;
                pace.wrote();
                yield call(method, arguments);
            }
            case "flush" -> {
                pace.begins();
                yield call(method);
            }
            case "sendOffsetsToTransaction" -> sendOffsets(method, arguments);
            case "commitTransaction" -> begun ? commit(method) : null;
            case "abortTransaction" -> {
                standing.clear();
                pace.isVoid();
                yield begun ? abort(method) : null;
            }
            default -> call(method, arguments);
        };
    }

    private void begin() {
        if (!begun) {
            producer.beginTransaction();
            begun = true;
        }
    }

    @SuppressWarnings("unchecked")
    private Object sendOffsets(Method method, Object[] arguments) throws Throwable {
        pace.begins();
        var group = (ConsumerGroupMetadata) arguments[1];
        sent = fenced((Map<TopicPartition, OffsetAndMetadata>) arguments[0], group);
        if (!wrote && standing.entrySet().containsAll(sent.entrySet())) {
            pace.isVoid();
            return null;
        }
        begin();
        return call(method, sent, group);
    }

    private Object commit(Method method) throws Throwable {
        var answer = call(method);
        begun = false;
        standing.putAll(sent);
        pace.isThrough();
        return answer;
    }

    private Object abort(Method method) throws Throwable {
        begun = false;
        return call(method);
    }

    private Object call(Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException failed) {
            standing.clear();
            throw failed.getCause();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> fenced(Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        var now = Optional.of(new Membership(group.memberId(), group.generationId()));
        if (!now.equals(membership)) {
            standing.clear();
            membership = now;
        }
        return offsets.isEmpty() && wrote ? oneThatStands() : offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> oneThatStands() {
        var assigned = consumer.get().assignment();
        standing.keySet().retainAll(assigned);
        if (standing.isEmpty()) {
            consumer.get().committed(assigned).forEach((partition, offset) -> Optional.ofNullable(offset).ifPresent(
                    committed -> standing.put(partition, committed)));
        }
        if (standing.isEmpty()) {
            // Nothing was ever committed: who takes over begins at the beginning, and this says the same.
            standing.putAll(consumer.get().beginningOffsets(assigned).entrySet().stream().collect(Collectors.toMap(
                    Map.Entry::getKey, first -> new OffsetAndMetadata(Objects.requireNonNull(first.getValue())))));
        }
        return standing.entrySet().stream().limit(1).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
