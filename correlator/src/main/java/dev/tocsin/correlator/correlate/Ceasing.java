package dev.tocsin.correlator.correlate;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.correlate.IncidentEvent.Ceased;
import dev.tocsin.event.FactKind;
import dev.tocsin.policy.model.Grouping.Resolves;
import dev.tocsin.state.IncidentRow;

/** An alert is over: the severity may fall, and the incident may be over with it. */
final class Ceasing {

    private Ceasing() {}

    static Verdict cease(IncidentRow row, Ceased event, Occasion occasion) {
        var alert = event.alert();
        var draft = Draft.of(row, occasion);
        draft.grades.cease(event.rank());
        FlappingFacts.tell(draft, alert, false);
        draft.show(Members.ceased(row.getIncident().getAlerts(), alert.getIdentity()));
        draft.fact(event.expired() ? FactKind.ALERT_EXPIRED : FactKind.ALERT_RESOLVED, alert.getSummary(), Fact.SOURCE,
                Map.of("alert", alert.getIdentity()));
        if (!draft.isActive()) {
            return draft.changedOrCounted(row, "alert-resolved", "the incident was resolved already");
        }
        var severity = Severities.settle(draft);
        return over(draft, alert.getIdentity()).filter(_ -> draft.incident.getQuietUntil() == null).map(why -> {
            draft.startQuiet(why);
            return (Verdict) draft.changed("quiet", why);
        }).orElseGet(() -> draft.changedOrCounted(row, "alert-resolved", stays(draft) + (severity.isEmpty()
                ? ""
                : "; " + severity)));
    }

    /** Why the incident is over with the alert, if it is. */
    private static Optional<String> over(Draft draft, String identity) {
        var none = draft.grades.firing() == 0;
        return switch (Resolves.valueOf(draft.row.getResolves())) {
            case ALL -> none ? Optional.of("all its alerts are over") : Optional.empty();
            case FIRST -> Optional.of("one of its alerts is over, which is enough by its rule");
            case LAST -> identity.equals(draft.row.getLastJoined())
                    ? Optional.of("the alert that joined last is over, which is enough by its rule")
                    : none ? Optional.of("all its alerts are over") : Optional.empty();
            case PERSON -> Optional.empty();
        };
    }

    /** Members came or went without an alert being over: the same question, asked of what is left. */
    static void settle(Draft draft) {
        var everything = draft.grades.firing() == 0
                && Resolves.valueOf(draft.row.getResolves()) != Resolves.PERSON;
        if (everything && draft.incident.getQuietUntil() == null) {
            draft.startQuiet("all its alerts are over");
        } else if (!everything && draft.grades.firing() > 0) {
            draft.breakQuiet("alerts that hold came to it", Map.of());
        }
    }

    private static String stays(Draft draft) {
        return draft.grades.firing() == 0
                ? "all its alerts are over; by its rule a person resolves it"
                : draft.grades.firing() + " of its alerts still fire";
    }
}
