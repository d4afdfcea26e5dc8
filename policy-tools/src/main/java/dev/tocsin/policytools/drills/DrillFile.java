package dev.tocsin.policytools.drills;

import java.util.List;
import java.util.Optional;

/**
 * A file of drills.
 *
 * @param policy
 *            file of the policy, as seen from the folder of this file; empty when it is named elsewhere
 */
public record DrillFile(Optional<String> policy, List<Drill> drills) {

    public DrillFile {
        drills = List.copyOf(drills);
    }
}
