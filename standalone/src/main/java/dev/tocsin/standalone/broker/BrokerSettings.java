package dev.tocsin.standalone.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.schemas.topic.Topic;

/** Settings of the embedded broker: one node, small buffers, quick return after a kill. */
final class BrokerSettings {

    static final String HOST = "127.0.0.1";
    static final int NODE_ID = 1;
    static final int INTERNAL_PARTITIONS = 4;
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENT = "CLIENT";
    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path logDir, BrokerPorts ports) {
        var settings = new HashMap<String, String>();
        settings.putAll(place(logDir, ports));
        settings.putAll(singleNode());
        settings.putAll(promises());
        settings.putAll(size());
        return settings;
    }

    private static Map<String, String> place(Path logDir, BrokerPorts ports) {
        var client = CLIENT + "://" + HOST + ":" + ports.client();
        return Map.of("process.roles", "broker,controller", "node.id", text(NODE_ID), "controller.quorum.voters",
                NODE_ID + "@" + HOST + ":" + ports.controller(), "listeners",
                client + "," + CONTROLLER + "://" + HOST + ":" + ports.controller(), "advertised.listeners", client,
                "inter.broker.listener.name", CLIENT, "controller.listener.names", CONTROLLER,
                "listener.security.protocol.map", CLIENT + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT", "log.dirs",
                logDir.toString());
    }

    private static Map<String, String> singleNode() {
        return Map.of("default.replication.factor", "1", "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", text(INTERNAL_PARTITIONS), "transaction.state.log.replication.factor",
                "1",
                "transaction.state.log.min.isr", "1", "transaction.state.log.num.partitions", text(INTERNAL_PARTITIONS),
                "share.coordinator.state.topic.replication.factor", "1", "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> promises() {
        var promises = new HashMap<String, String>();
        promises.put("auto.create.topics.enable", "false");
        promises.put("unclean.leader.election.enable", "false");
        // Controller and broker live and die together. A short session would only take a busy broker for a dead one, and
        // stop all partitions for a moment.
        promises.put("broker.session.timeout.ms", "60000");
        promises.put("group.initial.rebalance.delay.ms", "0");
        // Kafka refuses sessions under six seconds; who has a standby may want to take over sooner.
        promises.put("group.min.session.timeout.ms", "1000");
        // An installation that was off for weeks goes on where it stopped; Kafka would forget after seven days.
        promises.put("offsets.retention.minutes", Long.toString(Duration.ofDays(400).toMinutes()));
        // What a killed producer left open stops readers of committed records: look for it each second, not each ten.
        promises.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // The first write of a transaction waits in the broker for the end of the one before; Kafka would look each 20 ms, and send
        // the writer away after 100 ms, to come again as late.
        promises.put("add.partitions.to.txn.retry.backoff.ms", "2");
        promises.put("add.partitions.to.txn.retry.backoff.max.ms", "2000");
        promises.put("message.max.bytes", text(Topic.MAX_RECORD_BYTES));
        return promises;
    }

    private static Map<String, String> size() {
        var size = new HashMap<String, String>();
        // More threads than processors only hand requests to each other.
        var processors = Runtime.getRuntime().availableProcessors();
        size.put("num.network.threads", text(Math.clamp(processors / 2, 1, 3)));
        size.put("num.io.threads", text(Math.clamp(processors, 2, 8)));
        size.put("background.threads", "4");
        size.put("log.cleaner.threads", "1");
        size.put("log.cleaner.dedupe.buffer.size", text(16 * MIB));
        size.put("log.segment.bytes", text(256 * MIB));
        size.put("log.index.size.max.bytes", text(2 * MIB));
        // Only keeps a lag metric moving, and costs an fsync each time.
        size.put("metadata.max.idle.interval.ms", "10000");
        return size;
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
