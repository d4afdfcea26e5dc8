package dev.tocsin.policytools.imports;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How a configuration is imported.
 *
 * @param policyName
 *            name of the policy
 * @param source
 *            the source that Alertmanager sends to
 * @param localZone
 *            the zone that {@code location: Local} stands for
 * @param partial
 *            whether a receiver of a kind that Tocsin does not have becomes a note instead of an error
 */
public record ImportOptions(String policyName, String source, ZoneId localZone, boolean partial) {

    /** The source that a webhook of Alertmanager has unless its settings say otherwise. */
    public static final String SOURCE = "alertmanager";

    /** The default options. */
    public static ImportOptions named(String policyName) {
        return new ImportOptions(policyName, SOURCE, ZoneOffset.UTC, false);
    }
}
