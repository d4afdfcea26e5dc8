package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.RouteTaker;
import dev.tocsin.policy.model.Classification;

/** The routes that take an incident: all that take one of the alerts of its round. */
final class RouteTakers {

    private RouteTakers() {}

    /** Adds the routes that take an alert. One that is new to an acknowledged incident voids the acknowledgement. */
    static void take(IncidentDraft draft, Classification by) {
        var known = draft.incident.getTakers();
        var more = by.takers().stream().filter(route -> known.stream().noneMatch(taker -> taker.getRoute().equals(
                route))).toList();
        if (more.isEmpty()) {
            return;
        }
        var all = new ArrayList<>(known);
        more.forEach(route -> all.add(RouteTaker.newBuilder().setRoute(route).setSince(draft.occasion.now()).build()));
        draft.incident.setTakers(all);
        draft.conduct();
        if (!known.isEmpty()) {
            var names = String.join(", ", more);
            draft.fact(FactKind.ROUTED, "taken by " + names + " as well", TimelineFact.SOURCE, Map.of("routes",
                    names));
            voided(draft, names);
        }
    }

    private static void voided(IncidentDraft draft, String names) {
        var had = AcknowledgementRules.names(draft);
        if (draft.isActive() && draft.incident.getState() != IncidentState.OPEN && !had.isEmpty()) {
            AcknowledgementRules.openAgain(draft);
            draft.fact(FactKind.ACKNOWLEDGE_VOIDED, "taken by " + names + " as well: the acknowledgement of " + had
                    + " no longer counts", TimelineFact.SOURCE, Map.of("by", had, "routes", names));
        }
    }

    /** What still fires when a round begins is taken by whom it was. */
    static void carry(IncidentDraft draft, Incident was, boolean carried) {
        if (carried) {
            draft.incident.setTakers(was.getTakers().stream().map(taker -> RouteTaker.newBuilder(taker).setSince(
                    draft.occasion.now()).build()).toList());
        }
    }

    /** The takers of two incidents that become one; those of the other one begin now. */
    static List<RouteTaker> united(List<RouteTaker> own, List<RouteTaker> others, Instant now) {
        var all = new ArrayList<>(own);
        others.stream().filter(other -> own.stream().noneMatch(taker -> taker.getRoute().equals(other.getRoute())))
                .forEach(other -> all.add(RouteTaker.newBuilder(other).setSince(now).build()));
        return all;
    }

    static String names(IncidentDraft draft) {
        return draft.incident.getTakers().stream().map(RouteTaker::getRoute).collect(Collectors.joining(", "));
    }
}
