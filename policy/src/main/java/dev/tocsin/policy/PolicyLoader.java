package dev.tocsin.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.classify.Sha256;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.PolicyReader;
import dev.tocsin.policy.read.RenamedKeys;
import dev.tocsin.policy.yaml.YamlDocument;

/** Compiles the text of a policy, or reports all its errors. */
public final class PolicyLoader {

    private static final String DEFAULT = "default.yml";

    private PolicyLoader() {}

    /**
     * Loads a published version.
     *
     * @throws PolicyErrors
     *             when it cannot take effect
     */
    public static CompiledPolicy load(PolicyVersion version) throws PolicyErrors {
        return load(version.getName() + " version " + version.getVersion(), version.getText(), version.getVersion());
    }

    /**
     * Loads a text that was not published, as version 0.
     *
     * @param fileName
     *            how to call it in errors
     * @throws PolicyErrors
     *             when it cannot take effect
     */
    public static CompiledPolicy load(String fileName, String yaml) throws PolicyErrors {
        return load(fileName, yaml, 0);
    }

    private static CompiledPolicy load(String fileName, String yaml, int version) throws PolicyErrors {
        var findings = new Findings(fileName);
        var root = YamlDocument.read(yaml, findings);
        var reading = root.map(node -> RenamedKeys.current(node, (at, problem, writeInstead) -> {}))
                .flatMap(node -> new PolicyReader(findings).read(node));
        findings.refuseIfAny();
        var read = reading.orElseThrow(() -> new IllegalStateException("a policy was neither read nor rejected"));
        return new CompiledPolicy(read.policy(), version, read.rules(), read.mappings(), read
                .messages());
    }

    /** What a policy text is told apart by: lower-case hex of the SHA-256 of its UTF-8 bytes. */
    public static String sha256(String yaml) {
        return Sha256.hex(yaml);
    }

    /** The policy that ships inside, version 0: in force until another one is published. */
    public static PolicyVersion builtIn() {
        var text = resource();
        return PolicyVersion.newBuilder().setName("default").setVersion(0).setSha256(sha256(text)).setText(text)
                .setAuthor("tocsin").setPublishedAt(Instant.EPOCH).build();
    }

    private static String resource() {
        try (var stream = PolicyLoader.class.getClassLoader().getResourceAsStream(DEFAULT)) {
            if (stream == null) {
                throw new IllegalStateException("the jar of module policy holds no " + DEFAULT);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
