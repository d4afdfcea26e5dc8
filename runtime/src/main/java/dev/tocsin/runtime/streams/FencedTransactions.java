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
 * Transactions that fail once their writer has left its group. Brokers check membership only when a transaction commits offsets, and a timer's writes may have none. An instance suspended for longer than its session could then repeat what its successor wrote. Therefore a transaction without offsets commits an existing offset of one of its partitions.
 *
 * <p>
 * A transaction without writes and new offsets is skipped: otherwise an idle thread would run four transactions a second, because Kafka Streams commits after each punctuation.
 */
final class FencedTransactions implements InvocationHandler {

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Consumer<byte[], byte[]>> consumer;
    private final CommitPace pace;
    /** Known committed offsets; only this member changes them in this generation of the group. */
    private final Map<TopicPartition, OffsetAndMetadata> standing = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> sent = Map.of();
    private Optional<Membership> membership = Optional.empty();
    /** Kafka Streams began the transaction; the broker may not have. */
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
     *            receives writes and the duration of commits
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
            // Nothing was ever committed: a successor starts at the beginning, and offset 0 means the same.
            standing.putAll(consumer.get().beginningOffsets(assigned).entrySet().stream().collect(Collectors.toMap(
                    Map.Entry::getKey, first -> new OffsetAndMetadata(Objects.requireNonNull(first.getValue())))));
        }
        return standing.entrySet().stream().limit(1).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
