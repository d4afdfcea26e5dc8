package dev.tocsin.standalone.cases;

import dev.tocsin.event.PolicyActivated;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.cases.Case;
import dev.tocsin.policytools.cases.CaseOutcome;

/** Plays cases through the correlator's topology, each in a fresh one, in fast-forward. */
public final class CaseRunner {

    private final PlayedPolicy policy;

    /**
     * A runner.
     *
     * @param fileName
     *            how to call the policy in errors
     * @throws PolicyErrors
     *             when the policy cannot take effect
     */
    public CaseRunner(String fileName, String yaml) throws PolicyErrors {
        policy = PlayedPolicy.load(fileName, yaml);
    }

    /** What comes of a case. */
    public CaseOutcome play(Case played) {
        try (var log = FastForward.ofIncidents(played.at())) {
            log.send("", new PolicyActivated(policy.version()));
            var player = new StepPlayer(log, policy.compiled());
            played.steps().forEach(player::play);
            log.advance(played.expected().after());
            return new CaseOutcome(policy.compiled(), player.seen(), log.decisions());
        }
    }
}
