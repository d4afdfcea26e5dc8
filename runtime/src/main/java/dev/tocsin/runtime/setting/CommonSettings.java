package dev.tocsin.runtime.setting;

import static dev.tocsin.runtime.setting.Setting.flag;
import static dev.tocsin.runtime.setting.Setting.number;
import static dev.tocsin.runtime.setting.Setting.port;
import static dev.tocsin.runtime.setting.Setting.required;
import static dev.tocsin.runtime.setting.Setting.secret;
import static dev.tocsin.runtime.setting.Setting.text;

import java.util.List;

import dev.tocsin.schemas.topic.TopicLayout;

/** Settings of every service, and those of the services that run Kafka Streams. */
public final class CommonSettings {

    /** Where Kafka is. */
    public static final Setting<String> BOOTSTRAP_SERVERS = required("bootstrap.servers",
            "Addresses of the Kafka brokers. Every setting under `kafka.` is passed to all Kafka clients.");

    /** Where the schema registry is. */
    public static final Setting<String> REGISTRY_URL = required("schema.registry.url", "URL of the schema registry.");

    /** Address on which a service listens. */
    public static final Setting<String> HTTP_HOST = text("http.host", "127.0.0.1",
            "Address on which the service listens.");

    /** Port on which a service listens. */
    public static final Setting<Integer> HTTP_PORT = port("http.port", 0,
            "HTTP port of the service, also for `/healthz`, `/readyz` and `/metrics`; 0 picks a free port. The commands of the"
                    + " services use the ports of `tocsin up`.");

    /** Certificate of the server. */
    public static final Setting<String> TLS_CERTIFICATE = text("http.tls.certificate", "",
            "File with the certificate (PEM) with which the service serves https, and after it those of its issuers. A changed"
                    + " file is served within seconds.");

    /** Its key. */
    public static final Setting<String> TLS_KEY = text("http.tls.key", "",
            "File with the private key of that certificate (PEM, without a passphrase).");

    /** Name of the instance. */
    public static final Setting<String> INSTANCE_ID = text("instance.id", "",
            "Name of this instance, the same after a restart. Two instances of a service must have different names.");

    /** Copies of each topic. */
    public static final Setting<Integer> REPLICATION_FACTOR = number("replication.factor", 1, Short.MAX_VALUE, 1,
            "Copies of each topic that is created; 3 or more also set `min.insync.replicas` to 2.");

    /** Partitions of each topic. */
    public static final Setting<Integer> PARTITIONS = number("partitions", 1, TopicLayout.MOST,
            TopicLayout.ON_A_CLUSTER,
            "Partitions of each topic of a new installation. An existing installation keeps its"
                    + " number; a service with another number is not ready.").defaulting(
                            "2 in `tocsin up`, " + TopicLayout.ON_A_CLUSTER + " in `tocsin init`");

    /** Folder of the state stores. */
    public static final Setting<String> STATE_DIR = text("state.dir", "",
            "Folder of the state stores; use a local disk.").defaulting("a folder in the system's temporary folder");

    /** Threads of a Streams application. */
    public static final Setting<Integer> STREAMS_THREADS = number("streams.threads", 1, 1,
            "Threads of the service's topology.").defaulting("half the processors, from 1 to 4; 1 in `tocsin up`");

    /** Longest time between commits of offsets. */
    public static final Setting<Integer> STREAMS_COMMIT_INTERVAL = number("streams.commit.interval.ms", 1, 100,
            "Longest time between commits, in milliseconds. Output is committed sooner.");

    /** After which time without a heartbeat another instance takes over. */
    public static final Setting<Integer> STREAMS_SESSION_TIMEOUT = number("streams.session.timeout.ms", 1, 10_000,
            "Time without a heartbeat after which another instance takes over, in milliseconds. The brokers limit it.");

    /** Time between heartbeats. */
    public static final Setting<Integer> STREAMS_HEARTBEAT_INTERVAL = number("streams.heartbeat.interval.ms", 1, 3_000,
            "Time between heartbeats, in milliseconds; keep it at or below a third of the session timeout.");

    /** After which time the broker aborts an open transaction. */
    public static final Setting<Integer> STREAMS_TRANSACTION_TIMEOUT = number("streams.transaction.timeout.ms", 1,
            10_000, "Time after which the broker aborts the open transaction of a killed instance, in milliseconds.");

    /** Warm copies of the state. */
    public static final Setting<Integer> STREAMS_STANDBY_REPLICAS = number("streams.standby.replicas", 0, 0,
            "Warm copies of the state on other instances.");

    /** Free space below which the disk is low. */
    public static final Setting<Integer> DISK_WARN = number("disk.warn.megabytes", 0, 1_000,
            "Free space below which the disk counts as low, in megabytes.");

    /** Free space below which the disk is full. */
    public static final Setting<Integer> DISK_FULL = number("disk.full.megabytes", 1, 64,
            "Free space below which the disk counts as full and new alerts are refused, in megabytes.");

    /** Of every service. */
    public static final List<Setting<?>> SERVICE = List.of(BOOTSTRAP_SERVERS, REGISTRY_URL, HTTP_HOST, HTTP_PORT);

    /** Of the services that people and senders reach. */
    public static final List<Setting<?>> TLS = List.of(TLS_CERTIFICATE, TLS_KEY);

    /** Of the services that run Kafka Streams. */
    public static final List<Setting<?>> STREAMS = List.of(STATE_DIR, INSTANCE_ID, REPLICATION_FACTOR, STREAMS_THREADS,
            STREAMS_COMMIT_INTERVAL, STREAMS_SESSION_TIMEOUT, STREAMS_HEARTBEAT_INTERVAL, STREAMS_TRANSACTION_TIMEOUT,
            STREAMS_STANDBY_REPLICAS);

    /** Of the topics that {@code tocsin up} and {@code tocsin init} create. */
    public static final List<Setting<?>> TOPICS = List.of(PARTITIONS, REPLICATION_FACTOR);

    /** Of the client of the schema registry, under Confluent's keys. */
    public static final List<Setting<?>> REGISTRY = List.of(text("basic.auth.credentials.source", "",
            "Where the registry's credentials are: `URL` or `USER_INFO`."), new Setting<>("basic.auth.user.info",
                    new dev.tocsin.runtime.setting.SettingType.Text(), java.util.Optional.empty(), "none",
                    "Credentials for the registry, as `user:password`.", true), flag("auto.register.schemas", false,
                            "Registers unknown schemas on first use."), flag("use.latest.version", false,
                                    "Writes with the latest registered schema."), text("value.serializer", "",
                                            "Class of another serializer for values."), text("value.deserializer", "",
                                                    "Class of another deserializer for values."), text(
                                                            "state.subject.name.strategy", "",
                                                            "Class that names the subjects of state stores."));

    private CommonSettings() {}
}
