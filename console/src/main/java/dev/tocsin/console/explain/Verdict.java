package dev.tocsin.console.explain;

import java.util.Map;
import java.util.Optional;

/**
 * Why a person was not paged, about one incident or alert.
 *
 * @param reason
 *            the first reason that holds
 * @param sentence
 *            what happened
 * @param remedy
 *            what would have had to be different
 * @param incident
 *            ID of the incident; empty if there was none
 * @param title
 *            of the incident, or name of the alert; may be empty
 * @param policyVersion
 *            policy that decided; -1 where none did
 * @param record
 *            record that shows it; empty if it follows from the policy
 */
public record Verdict(MissedPage reason, String sentence, String remedy, String incident, String title,
        int policyVersion, Optional<RecordPlace> record) {

    static Verdict of(MissedPage reason, Map<String, String> values, String incident, String title, int policyVersion,
            Optional<RecordPlace> record) {
        return new Verdict(reason, reason.sentence(values), reason.remedy(values), incident, title, policyVersion,
                record);
    }
}
