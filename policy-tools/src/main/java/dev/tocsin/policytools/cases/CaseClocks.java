package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.schemas.incident.ClockKind;

/** Which time to respond an incident has. */
final class CaseClocks {

    private CaseClocks() {}

    /** The rule's, else the severity's as it is written (also when it counts working time); empty when neither says one. */
    static Optional<Duration> respond(Incident incident, CompiledPolicy policy) {
        return incident.getRespondWithinMillis().map(Duration::ofMillis)
                .or(() -> policy.severity(incident.getSeverity().getId())
                        .flatMap(level -> level.clock(ClockKind.RESPOND)).map(Deadline::within));
    }

    /** When it is over, with working time counted; empty when neither says one. */
    static Optional<Instant> respondBy(Incident incident, CompiledPolicy policy) {
        return incident.getRespondWithinMillis().map(millis -> Deadline.of(Duration.ofMillis(millis)))
                .or(() -> policy.severity(incident.getSeverity().getId()).flatMap(level -> level.clock(
                        ClockKind.RESPOND)))
                .map(deadline -> deadline.due(incident.getOpenedAt()));
    }
}
