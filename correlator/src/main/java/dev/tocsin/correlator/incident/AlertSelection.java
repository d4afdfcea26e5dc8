package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.function.Function;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.IncidentAlert;

/** The alerts selected by a SPLIT or MOVE, or why they cannot be moved. */
sealed interface AlertSelection {

    /** They can. */
    record Chosen(List<IncidentAlert> alerts) implements AlertSelection {

        public Chosen {
            alerts = List.copyOf(alerts);
        }
    }

    /** They cannot. */
    record Unfit(String reason) implements AlertSelection {}

    /** Reads the argument {@code alerts}: identities, one a line. */
    static AlertSelection of(CommandContext asked) {
        var named = asked.argument("alerts").lines().distinct().toList();
        var shown = asked.incident().getAlerts();
        var strange = named.stream().filter(name -> shown.stream().noneMatch(each -> each.getIdentity().equals(name)))
                .findFirst();
        if (strange.isPresent()) {
            return new Unfit("the incident does not show alert '" + strange.get() + "'");
        }
        if (named.size() >= asked.incident().getAlertsTotal()) {
            return new Unfit("this would move all alerts: use merge instead");
        }
        return new Chosen(shown.stream().filter(each -> named.contains(each.getIdentity())).toList());
    }

    /** What comes of it. */
    default IncidentDecision map(Function<String, IncidentDecision> unfit,
            Function<List<IncidentAlert>, IncidentDecision> chosen) {
        return switch (this) {
            case Unfit(var reason) -> unfit.apply(reason);
            case Chosen(var alerts) -> chosen.apply(alerts);
        };
    }
}
