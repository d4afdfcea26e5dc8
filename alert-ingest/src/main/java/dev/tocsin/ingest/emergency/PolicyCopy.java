package dev.tocsin.ingest.emergency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.emergency.EmergencyRules;
import dev.tocsin.policy.read.PolicyErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy that was last in force, on disk: Kafka has it, and Kafka may be unavailable when the service starts. Secrets are
 * references in a policy, so none are in the copy.
 */
final class PolicyCopy {

    /** Name of the file. */
    static final String NAME = "emergency-policy.yml";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCopy.class);
    private static final Pattern FIRST_LINE = Pattern.compile(
            "# copy of policy (\\S+) version (\\d+), for emergencies");

    private final Optional<Path> path;
    private Optional<EmergencyRules> rules = Optional.empty();
    private int version = -1;

    /**
     * @param folder
     *            where it lies; without one it is forgotten at the end
     */
    PolicyCopy(Optional<Path> folder) {
        this.path = folder.map(it -> it.resolve(NAME));
        path.filter(Files::exists).ifPresent(this::read);
    }

    /** Whom to page of what; empty when the policy does not say. */
    synchronized Optional<EmergencyRules> rules() {
        return rules;
    }

    /** This version is in force now. */
    void inForce(PolicyVersion newest) {
        synchronized (this) {
            if (newest.getVersion() == version) {
                return;
            }
        }
        take(newest);
        path.ifPresent(file -> write(file, newest));
    }

    private void take(PolicyVersion taken) {
        try {
            var policy = PolicyLoader.load(taken);
            var next = policy.policy().handling().emergency().map(emergency -> new EmergencyRules(policy, emergency));
            synchronized (this) {
                rules = next;
                version = taken.getVersion();
            }
        } catch (PolicyErrors wrong) {
            LOG.error("emergency: policy version {} cannot be used: {}", taken.getVersion(), wrong.getMessage());
        }
    }

    private void read(Path file) {
        try {
            var text = Files.readString(file, UTF_8);
            var end = text.indexOf('\n');
            var first = FIRST_LINE.matcher(end < 0 ? "" : text.substring(0, end));
            if (!first.matches()) {
                LOG.error("emergency: {} is no copy of a policy and is ignored", file);
                return;
            }
            var yaml = text.substring(end + 1);
            take(PolicyVersion.newBuilder().setName(first.group(1)).setVersion(Integer.parseInt(first.group(2)))
                    .setSha256(PolicyLoader.sha256(yaml)).setText(yaml).setAuthor("").setPublishedAt(Instant.EPOCH)
                    .build());
        } catch (IOException unreadable) {
            LOG.error("emergency: cannot read {}: {}", file, unreadable.toString());
        }
    }

    private static void write(Path file, PolicyVersion policy) {
        var fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.writeString(fresh, "# copy of policy " + policy.getName() + " version " + policy.getVersion()
                    + ", for emergencies\n" + policy.getText(), UTF_8);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            LOG.error("emergency: cannot keep a copy of the policy in {}: {}", file, failed.toString());
        }
    }
}
