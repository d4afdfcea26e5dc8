package dev.tocsin.policytools.cases;

import java.util.List;
import java.util.Optional;

/**
 * A file of cases: what a policy must make of alerts.
 *
 * @param policy
 *            file of the policy, as seen from the folder of this file; empty when it is named elsewhere
 */
public record CaseFile(Optional<String> policy, List<Case> cases) {

    public CaseFile {
        cases = List.copyOf(cases);
    }
}
