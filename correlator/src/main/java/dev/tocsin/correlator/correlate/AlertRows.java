package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.member.JoiningAlert;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;

/** Records in the rows {@code alerts} which incident each alert belongs to. */
final class AlertRows {

    private AlertRows() {}

    /** Under an incident, or as it is when there is none. */
    static Effect filed(AlertState next, Optional<IncidentRow> row, Optional<Classification> by) {
        var filed = AlertState.newBuilder(next);
        // Without a change, the alert keeps the severity under which it is counted.
        row.flatMap(_ -> by).ifPresent(classification -> filed.setRank(classification.severity().getRank()));
        row.map(IncidentRow::getIncident).ifPresent(incident -> filed.setIncidentId(incident.getId())
                .setRound(incident.getRound()));
        return put(filed.build());
    }

    /** Under no incident until the threshold is reached. */
    static Effect waiting(AlertState next, Classification by) {
        return put(AlertState.newBuilder(next).setRank(by.severity().getRank()).setIncidentId("").setRound(0).build());
    }

    /** Assigns waiting alerts to the incident that was opened with them. */
    static List<Effect> filed(List<JoiningAlert> called, IncidentRow row, CorrelateState state) {
        return called.stream().flatMap(joiner -> state.alert(joiner.alert().getIdentity()).map(known -> filed(known,
                Optional.of(row), Optional.of(joiner.classification()))).stream()).toList();
    }

    /** Assigns moved alerts to their new incident, except those that have moved on since. */
    static List<Effect> refiled(Collection<String> identities, IncidentRow from, IncidentRow to,
            CorrelateState state) {
        return identities.stream().sorted().flatMap(identity -> state.alert(identity).stream())
                .filter(known -> known.getIncidentId().equals(from.getIncident().getId()))
                .map(known -> filed(known, Optional.of(to), Optional.empty())).toList();
    }

    /**
     * Returns the latest delivery of any member; empty if firing members are not shown, because their deliveries are not
     * tracked.
     */
    static Optional<Instant> lastWord(IncidentRow row, CorrelateState state) {
        var incident = row.getIncident();
        var shown = incident.getAlerts();
        if (shown.stream().filter(Members::isFiring).count() < incident.getAlertsFiring()) {
            return Optional.empty();
        }
        return Optional.of(shown.stream().map(IncidentAlert::getIdentity).flatMap(identity -> state.alert(identity)
                .stream()).map(AlertState::getLastSeen).max(Instant::compareTo).orElse(incident.getRoundStartedAt()));
    }

    private static Effect put(AlertState row) {
        return new Effect.Put<>(RowKind.ALERTS, row.getIdentity(), row);
    }
}
