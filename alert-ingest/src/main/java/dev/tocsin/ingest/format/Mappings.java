package dev.tocsin.ingest.format;

import java.util.Optional;

import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.report.Reports;

/** What formats ask the policy in force. */
@FunctionalInterface
public interface Mappings {

    /** How JSON of a source becomes alerts, by the source's name. */
    Optional<AlertMapping> mapping(String source);

    /** What customers and staff may report; empty if the policy is not known. */
    default Optional<Reports> reports() {
        return Optional.empty();
    }
}
