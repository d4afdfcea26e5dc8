package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Alert;
import dev.tocsin.event.FactKind;

/** Reports once when a member starts flapping, and once when it stops. */
final class FlappingFacts {

    private FlappingFacts() {}

    /**
     * Compares what is shown of a member with what is said of it now.
     *
     * @return whether there was something to say
     */
    static boolean tell(IncidentDraft draft, Alert alert, boolean flaps) {
        var flapped = Members.find(draft.incident.getAlerts(), alert.getIdentity()).map(member -> member.getFlapping());
        var kind = flaps && !flapped.orElse(false)
                ? Optional.of(FactKind.FLAPPING_STARTED)
                : !flaps && flapped.orElse(false) ? Optional.of(FactKind.FLAPPING_ENDED) : Optional.<FactKind>empty();
        kind.ifPresent(what -> draft.fact(what, flaps
                ? "flapping, further transitions are not reported: " + alert.getSummary()
                : "stable again: " + alert.getSummary(), TimelineFact.SOURCE, Map.of("alert", alert.getIdentity())));
        return kind.isPresent();
    }
}
