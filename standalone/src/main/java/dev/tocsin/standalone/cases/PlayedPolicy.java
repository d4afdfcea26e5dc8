package dev.tocsin.standalone.cases;

import java.time.Instant;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;

/** A policy as a log has it, and as the steps understand it. */
public record PlayedPolicy(PolicyVersion version, CompiledPolicy compiled) {

    /**
     * Loads one.
     *
     * @param fileName
     *            how to call the policy in errors
     * @throws PolicyErrors
     *             when the policy cannot take effect
     */
    public static PlayedPolicy load(String fileName, String yaml) throws PolicyErrors {
        var compiled = PolicyLoader.load(fileName, yaml);
        return new PlayedPolicy(PolicyVersion.newBuilder().setName(compiled.name()).setVersion(1).setText(yaml)
                .setAuthor("cases").setSha256(PolicyLoader.sha256(yaml)).setPublishedAt(Instant.EPOCH).build(),
                compiled);
    }
}
