package dev.tocsin.standalone.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.feed.PolicyArchive;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.registry.RegistryRefusedException;
import dev.tocsin.schemas.registry.RegistryUnavailableException;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicDrift;
import dev.tocsin.schemas.topic.UnfitClusterException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Checks whether Tocsin can run: the brokers answer, the topics are as the catalogue has them, the registry has the schemas, and
 * the published policy is valid. Changes nothing.
 */
public final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
                : policy(versions.getLast(), now);
    }

    /** What {@code tocsin check} says of a published version. */
    static List<Finding> policy(PolicyVersion version, Instant now) {
        var name = version.getName() + " version " + version.getVersion();
        try {
            var warnings = PolicyCheck.look(name, version.getText(), now).warnings();
            return warnings.isEmpty()
                    ? List.of(Finding.ok("policy", name + " is valid"))
                    : List.of(Finding.warning("policy", name + " has " + (warnings.size() == 1
                            ? "1 warning"
                            : warnings.size() + " warnings"), "Run tocsin check with the policy file."));
        } catch (PolicyErrors errors) {
            return List.of(Finding.problem("policy", name + " has errors: " + errors.getMessage(),
                    "Correct the policy, or publish an earlier version with tocsin policy rollback."));
        }
    }
}
