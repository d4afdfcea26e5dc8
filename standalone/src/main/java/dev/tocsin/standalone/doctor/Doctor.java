package dev.tocsin.standalone.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.feed.PolicyArchive;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.schemas.registry.RegistryRefusedException;
import dev.tocsin.schemas.registry.RegistryUnavailableException;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicDrift;
import dev.tocsin.schemas.topic.UnfitClusterException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/**
 * Checks whether Tocsin can run: the brokers answer, the topics are as the catalogue has them, the registry has the schemas, and
 * the published policy is valid. Changes nothing.
 */
public final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long MEGABYTE = 1_000_000;

    /** Types of channels that offer answers with a page (notifier: what asks for {@code AnswerButtons}). */
    private static final Set<String> WITH_BUTTONS = Set.of("ntfy", "pushover", "slack", "sms", "teams", "telegram",
            "voice");

    private final Settings settings;
    private final Instant now;

    /** For the cluster that the settings name. */
    public Doctor(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /** The findings of all checks, in the order of what depends on what. */
    public List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        var brokersAnswer = false;
        try (var admin = Admin.create(settings.kafka())) {
            findings.add(brokers(admin));
            brokersAnswer = true;
            findings.addAll(topics(admin, TopicSettings.partitions(settings)));
            findings.addAll(disks(admin));
        } catch (KafkaException away) {
            findings.add(Finding.problem("brokers", settings.string(CommonSettings.BOOTSTRAP_SERVERS.name()) + ": "
                    + away.getMessage(),
                    "Start Kafka, or set bootstrap.servers."));
        }
        var registry = registry();
        findings.add(registry);
        if (brokersAnswer && registry.level() != Finding.Level.PROBLEM) {
            findings.addAll(policy());
        }
        return findings;
    }

    private Finding brokers(Admin admin) {
        var nodes = TopicAdmin.await(admin.describeCluster().nodes()).size();
        return Finding.ok("brokers", nodes == 1 ? "1 broker answers" : nodes + " brokers answer");
    }

    private List<Finding> disks(Admin admin) {
        var nodes = TopicAdmin.await(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        var findings = new ArrayList<Finding>();
        new TreeMap<>(TopicAdmin.await(admin.describeLogDirs(nodes).allDescriptions())).forEach((broker,
                folders) -> new TreeMap<>(folders).forEach((folder, disk) -> disk.usableBytes().ifPresent(
                        free -> findings.add(disk(broker, folder, free, settings)))));
        return findings;
    }

    /** Free space of a broker's folder. */
    static Finding disk(int broker, String folder, long freeBytes, Settings settings) {
        var free = freeBytes / MEGABYTE;
        var what = "broker " + broker + " has " + free + " MB free in " + folder;
        if (free < CommonSettings.DISK_FULL.in(settings)) {
            return Finding.problem("disk", what + "; new alerts are refused",
                    "Free some space, or move the log to a larger disk.");
        }
        return free < CommonSettings.DISK_WARN.in(settings)
                ? Finding.warning("disk", what, "Free some space before it fills; docs/operations.md has the sizing.")
                : Finding.ok("disk", what);
    }

    /** Pages have buttons only where two settings are set. */
    static List<Finding> buttons(Policy policy, Settings settings) {
        var types = policy.channels().values().stream().map(ChannelSpec::type).filter(WITH_BUTTONS::contains).distinct()
                .sorted().toList();
        return types.isEmpty() || settings.optional(AnswerDoor.URL.name()).isPresent()
                ? List.of()
                : List.of(Finding.warning("answers", "answers.url is not set here, so pages by " + String.join(", ",
                        types) + " have no buttons and cannot be answered where they arrive",
                        "Set answers.url to the public https URL of ingest, for notifier and ingest."));
    }

    private static List<Finding> topics(Admin admin, OptionalInt asked) {
        var findings = new ArrayList<Finding>();
        try {
            findings.add(Finding.ok("topics", "all topics exist with " + TopicAdmin.verify(admin, asked)
                    + " partitions each"));
        } catch (UnfitClusterException unfit) {
            unfit.problems().forEach(problem -> findings.add(Finding.problem("topics", problem,
                    "Run tocsin init to create missing topics; it changes no existing topic.")));
        }
        findings.addAll(drift(TopicAdmin.drift(admin)));
        return findings;
    }

    /** Differences from the catalogue; services run with them. */
    static List<Finding> drift(List<TopicDrift> drifts) {
        return drifts.stream().map(drift -> Finding.warning("topics", drift.sentence(),
                "Run tocsin init --apply-topic-settings, or leave it if it is intended.")).toList();
    }

    private Finding registry() {
        try {
            SchemaRegistration.verify(new EventSerdes(settings.serdes()));
            return Finding.ok("registry", "the registry has all schemas");
        } catch (RegistryRefusedException refused) {
            return Finding.problem("registry", refused.getMessage(), "Register the schemas with tocsin init.");
        } catch (RegistryUnavailableException away) {
            return Finding.problem("registry", away.getMessage(),
                    "Start the registry, or set schema.registry.url and its credentials.");
        }
    }

    private List<Finding> policy() {
        try {
            return policy(new PolicyArchive(settings.kafka(), new EventSerdes(settings.serdes())).versions(PATIENCE));
        } catch (KafkaException unreadable) {
            return List.of(Finding.problem("policy", "the policy cannot be read: " + unreadable.getMessage(),
                    "Check that the services may read tocsin.policy."));
        }
    }

    private List<Finding> policy(List<PolicyVersion> versions) {
        return versions.isEmpty()
                ? List.of(Finding.ok("policy", "no policy published; the built-in policy is in force"))
                : withButtons(versions.getLast());
    }

    private List<Finding> withButtons(PolicyVersion version) {
        var findings = new ArrayList<>(policy(version, now));
        try {
            findings.addAll(buttons(PolicyLoader.load(version.getName(), version.getText()).policy(), settings));
        } catch (PolicyErrors _) {
            // Said already.
        }
        return findings;
    }

    /** What {@code tocsin check} says of a published version. */
    static List<Finding> policy(PolicyVersion version, Instant now) {
        var name = version.getName() + " version " + version.getVersion();
        try {
            var checked = PolicyCheck.look(name, version.getText(), now);
            var warnings = checked.warnings();
            return List.of(warnings.isEmpty()
                    ? Finding.ok("policy", name + " is valid")
                    : Finding.warning("policy", name + " has " + (warnings.size() == 1
                            ? "1 warning"
                            : warnings.size() + " warnings"), "Run tocsin check with the policy file."),
                    emergency(checked.policy()));
        } catch (PolicyErrors errors) {
            return List.of(Finding.problem("policy", name + " has errors: " + errors.getMessage(),
                    "Correct the policy, or publish an earlier version with tocsin policy rollback."));
        }
    }

    /** Whether anybody is paged while Kafka is unavailable. */
    private static Finding emergency(CompiledPolicy policy) {
        return policy.policy().handling().emergency().map(it -> Finding.ok("emergency", "while Kafka is unavailable for"
                + " longer than " + Durations.written(it.after()) + ", ingest pages " + it.target() + " by " + it
                        .address()
                        .channel() + "; test it with tocsin channel emergency")).orElseGet(() -> Finding.ok("emergency",
                                "the policy has no 'emergency': nobody is paged while Kafka is unavailable"));
    }
}
