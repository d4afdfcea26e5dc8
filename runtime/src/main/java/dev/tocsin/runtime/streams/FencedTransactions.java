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
 */
final class FencedTransactions implements InvocationHandler {

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Consumer<byte[], byte[]>> consumer;
    /** What is committed, as far as it is known; only this member changes it in this generation of the group. */
    private final Map<TopicPartition, OffsetAndMetadata> standing = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> sent = Map.of();
    private Optional<Membership> membership = Optional.empty();
    private boolean wrote;

    private record Membership(String member, int generation) {}

    private FencedTransactions(Producer<byte[], byte[]> producer, Supplier<Consumer<byte[], byte[]>> consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /**
     * The same producer, for a thread of a topology.
     *
     * @param consumer
     *            what the thread reads with; asked in the thread itself
     */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Producer<byte[], byte[]> producer, Supplier<Consumer<byte[], byte[]>> consumer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(Producer.class.getClassLoader(), new Class<?>[]{
                Producer.class}, new FencedTransactions(producer, consumer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "beginTransaction" -> begin();
            case "send" -> wrote = true;
            case "sendOffsetsToTransaction" -> arguments[0] = fenced(arguments[0],
                    (ConsumerGroupMetadata) arguments[1]);
            case "abortTransaction" -> standing.clear();
            default -> {
                // all the same to a transaction
            }
        }
        try {
            var answer = method.invoke(producer, arguments);
            if (method.getName().equals("commitTransaction")) {
                standing.putAll(sent);
            }
            return answer;
        } catch (InvocationTargetException failed) {
            standing.clear();
            throw failed.getCause();
        }
    }

    private void begin() {
        wrote = false;
        sent = Map.of();
    }

    @SuppressWarnings("unchecked")
    private Map<TopicPartition, OffsetAndMetadata> fenced(Object given, ConsumerGroupMetadata group) {
        var now = Optional.of(new Membership(group.memberId(), group.generationId()));
        if (!now.equals(membership)) {
            standing.clear();
            membership = now;
        }
        var offsets = (Map<TopicPartition, OffsetAndMetadata>) given;
        sent = offsets.isEmpty() && wrote ? oneThatStands() : offsets;
        return sent;
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
