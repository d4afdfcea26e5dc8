package dev.tocsin.console.feed;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.tocsin.console.explain.PolicyVersions;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.feed.PolicyArchive;
import dev.tocsin.policy.read.PolicyErrors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published policy versions, read from the topic when a question needs them and again after a new version. */
public final class PublishedPolicies implements PolicyVersions {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedPolicies.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int COMPILED = 4;

    private final Supplier<Optional<PolicyVersion>> newest;
    private final Supplier<List<PolicyVersion>> archive;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, CompiledPolicy> compiled = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, CompiledPolicy> eldest) {
            return size() > COMPILED;
        }
    };
    private SoftReference<List<PolicyVersion>> read = new SoftReference<>(List.of());

    /**
     * @param newest
     *            the newest version that is known, if any
     * @param archive
     *            reads all versions
     */
    public PublishedPolicies(Supplier<Optional<PolicyVersion>> newest, PolicyArchive archive) {
        this(newest, () -> archive.versions(PATIENCE));
    }

    PublishedPolicies(Supplier<Optional<PolicyVersion>> newest, Supplier<List<PolicyVersion>> archive) {
        this.newest = newest;
        this.archive = archive;
    }

    @Override
    public Optional<CompiledPolicy> version(int number) {
        lock.lock();
        try {
            var known = Optional.ofNullable(compiled.get(number));
            return known.isPresent() ? known : text(number).flatMap(this::compile);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompiledPolicy inForceAt(Instant at) {
        return versions().stream().filter(version -> !version.getPublishedAt().isAfter(at)).reduce((_, later) -> later)
                .flatMap(version -> version(version.getVersion())).or(() -> version(0)).orElseThrow();
    }

    private Optional<PolicyVersion> text(int number) {
        return number == 0
                ? Optional.of(PolicyLoader.builtIn())
                : versions().stream().filter(version -> version.getVersion() == number).findFirst();
    }

    private List<PolicyVersion> versions() {
        lock.lock();
        try {
            var known = read.get();
            var last = newest.get().map(PolicyVersion::getVersion).orElse(0);
            if (last == 0) {
                return List.of();
            }
            if (known == null || known.isEmpty() || known.getLast().getVersion() < last) {
                known = archive.get();
                read = new SoftReference<>(known);
            }
            return known;
        } catch (KafkaException failure) {
            LOG.warn("cannot read the policy versions: {}", failure.getMessage());
            return newest.get().stream().toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<CompiledPolicy> compile(PolicyVersion version) {
        try {
            var policy = PolicyLoader.load(version);
            compiled.put(version.getVersion(), policy);
            return Optional.of(policy);
        } catch (PolicyErrors errors) {
            LOG.debug("policy version {} can no longer be loaded", version.getVersion(), errors);
            return Optional.empty();
        }
    }
}
