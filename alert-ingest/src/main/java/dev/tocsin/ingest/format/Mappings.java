package dev.tocsin.ingest.format;

import java.util.Optional;

import dev.tocsin.policy.mapping.AlertMapping;

/** The mappings of the policy in force. */
@FunctionalInterface
public interface Mappings {

    /** How JSON of a source becomes alerts, by the source's name. */
    Optional<AlertMapping> mapping(String source);
}
