package dev.tocsin.policytools.cases;

import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.schemas.time.Durations;

/** Who would be paged when, if nobody answered: the first climb of the incident's ladder. */
final class CaseClimb {

    private CaseClimb() {}

    static List<String> of(Incident incident, CompiledPolicy policy) {
        return incident.getLadder().isEmpty() || !incident.getSuppressedBy().isEmpty()
                ? List.of()
                : policy.ladder(incident.getLadder()).rungs().stream()
                        .filter(rung -> !(policy.rungHolds(rung, incident,
                                incident.getRoundStartedAt().plus(rung.after())) instanceof Judgement.No))
                        .map(rung -> shown(Durations.written(rung.after()), rung.targets())).toList();
    }

    static String shown(String after, List<String> targets) {
        return after + " " + String.join("+", targets);
    }
}
