package dev.tocsin.policytools.cases;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.schemas.incident.Decisions;

/**
 * What came of a case.
 *
 * @param policy
 *            the policy that was in force
 * @param incidents
 *            in the order of opening
 * @param decisions
 *            of all signals, in order
 */
public record CaseOutcome(CompiledPolicy policy, List<Seen> incidents, List<Decision> decisions) {

    public CaseOutcome {
        incidents = List.copyOf(incidents);
        decisions = List.copyOf(decisions);
    }

    /**
     * An incident as it was seen.
     *
     * @param incident
     *            its last snapshot
     * @param facts
     *            what happened to it, in order
     */
    public record Seen(Incident incident, List<FactKind> facts) {

        public Seen {
            facts = List.copyOf(facts);
        }
    }

    Optional<Incident> incident(String id) {
        return incidents.stream().map(Seen::incident).filter(incident -> incident.getId().equals(id)).findFirst();
    }

    String keys() {
        return incidents.stream().map(seen -> seen.incident().getCorrelationKey())
                .collect(Collectors.joining("; ", incidents.isEmpty() ? "" : ": ", ""));
    }

    boolean decided(String stageAndOutcome) {
        return steps().anyMatch(step -> (step.getStage() + ":" + step.getOutcome()).equals(stageAndOutcome));
    }

    boolean suppressedBy(String name) {
        return incidents.stream().anyMatch(seen -> seen.incident().getSuppressedBy().contains(name))
                || steps().anyMatch(step -> step.getStage().equals("suppress")
                        && (step.getRuleId().contains(name) || step.getReason().contains(name)));
    }

    private Stream<DecisionStep> steps() {
        return decisions.stream().flatMap(decision -> Decisions.steps(decision).stream());
    }
}
