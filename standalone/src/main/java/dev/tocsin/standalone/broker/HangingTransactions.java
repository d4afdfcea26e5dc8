package dev.tocsin.standalone.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that nobody will ever end. After a power cut, a partition may hold what a transaction wrote while the log of
 * transactions, which was written back to the disk earlier, knows nothing of it. Readers of committed records then wait before
 * it without end, and a group whose offsets it wrote finds none. Called when the broker is up and no client is yet, so
 * that what Kafka does not know as open cannot be anybody's.
 *
 * @see <a href="https://cwiki.apache.org/confluence/x/HYgsCQ">KIP-664, tooling to detect and abort hanging transactions</a>
 */
final class HangingTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<TransactionState> WILL_END = EnumSet.of(TransactionState.ONGOING,
            TransactionState.PREPARE_ABORT, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_EPOCH_FENCE);

    private final Admin admin;

    private HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    /** What one producer left open in one partition. */
    private record Open(long producer, TopicPartition partition) {}

    /**
     * Aborts them all.
     *
     * @throws BrokerStartException
     *             when the broker does not answer
     */
    static void abort(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "tocsin-transactions",
                "default.api.timeout.ms", (int) PATIENCE.toMillis()))) {
            new HangingTransactions(admin).abort();
        } catch (ExecutionException refused) {
            throw new BrokerStartException("Kafka does not say which transactions are open: " + refused.getCause()
                    .getMessage(), refused);
        } catch (KafkaException refused) {
            throw new BrokerStartException("Kafka does not say which transactions are open: " + refused.getMessage(),
                    refused);
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new BrokerStartException("Kafka does not say in time which transactions are open", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted while Kafka started", interrupted);
        }
    }

    private void abort() throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        awaitLogOfTransactions();
        // In this order: what Kafka ends by itself meanwhile is then not open any more.
        var known = known();
        var open = open();
        open.keySet().removeAll(known);
        for (var hanging : open.entrySet()) {
            var state = hanging.getValue();
            LOG.warn("a transaction of producer {} in {} was open, and its end was lost when the machine went down: it"
                    + " is aborted", state.producerId(), hanging.getKey().partition());
            answer(admin.abortTransaction(new AbortTransactionSpec(hanging.getKey().partition(), state.producerId(),
                    (short) state.producerEpoch(), state.coordinatorEpoch().orElse(0))).all());
        }
    }

    private Map<Open, ProducerState> open() throws InterruptedException, ExecutionException,
            java.util.concurrent.TimeoutException {
        var open = new HashMap<Open, ProducerState>();
        answer(admin.describeProducers(partitions()).all()).forEach((partition, producers) -> producers
                .activeProducers()
                .stream().filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.put(new Open(producer.producerId(), partition), producer)));
        return open;
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException,
            java.util.concurrent.TimeoutException {
        var topics = answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        var partitions = new ArrayList<TopicPartition>();
        answer(admin.describeTopics(topics).allTopicNames()).values().forEach(topic -> topic.partitions().forEach(
                each -> partitions.add(new TopicPartition(topic.name(), each.partition()))));
        return partitions;
    }

    /**
     * Until all of it is read: before that, Kafka names fewer transactions than there are, and says nothing of it. Of an id that
     * it does not know it says so only when it has read the partition that the id belongs to.
     */
    private void awaitLogOfTransactions() throws InterruptedException, java.util.concurrent.TimeoutException,
            ExecutionException {
        var ids = oneIdOfEachPartition();
        var described = admin.describeTransactions(ids);
        for (var id : ids) {
            try {
                answer(described.description(id));
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TransactionalIdNotFoundException)) {
                    throw failed;
                }
            }
        }
    }

    private List<String> oneIdOfEachPartition() throws InterruptedException, ExecutionException,
            java.util.concurrent.TimeoutException {
        var partitions = answer(admin.describeTopics(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME)).allTopicNames()).get(
                Topic.TRANSACTION_STATE_TOPIC_NAME).partitions().size();
        return IntStream.range(0, partitions).mapToObj(partition -> Stream.iterate(0, number -> number + 1).map(
                number -> "tocsin-probe-" + number).filter(id -> partition(id, partitions) == partition).findFirst()
                .orElseThrow()).toList();
    }

    /** As TransactionStateManager.partitionFor has it in Kafka 4.4. */
    private static int partition(String id, int partitions) {
        return Utils.abs(id.hashCode()) % partitions;
    }

    /** What the log of transactions knows as open: its producer, or its timeout, ends it. */
    private Set<Open> known() throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        var ids = answer(admin.listTransactions().all()).stream().filter(listed -> WILL_END.contains(listed.state()))
                .map(TransactionListing::transactionalId).toList();
        var known = new HashSet<Open>();
        answer(admin.describeTransactions(ids).all()).values().forEach(transaction -> transaction.topicPartitions()
                .forEach(partition -> known.add(new Open(transaction.producerId(), partition))));
        return known;
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException,
            java.util.concurrent.TimeoutException {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
