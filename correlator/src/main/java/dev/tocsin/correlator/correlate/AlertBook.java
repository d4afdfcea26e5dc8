package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.correlator.incident.Joiner;
import dev.tocsin.correlator.incident.Members;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;

/** Files alerts under the incidents they belong to, in the rows {@code alerts}. */
final class AlertBook {

    private final Rows<AlertState> alerts;

    AlertBook(Rows<AlertState> alerts) {
        this.alerts = alerts;
    }

    /** Under an incident, or as it is when there is none. */
    void file(AlertState next, Optional<IncidentRow> row, Optional<Classification> by) {
        var filed = AlertState.newBuilder(next);
        // Where nothing happened, it is counted under the severity that it had.
        row.flatMap(_ -> by).ifPresent(classification -> filed.setRank(classification.severity().getRank()));
        row.map(IncidentRow::getIncident).ifPresent(incident -> filed.setIncidentId(incident.getId())
                .setRound(incident.getRound()));
        alerts.put(next.getIdentity(), filed.build());
    }

    /** Under none, until there are enough of its kind. */
    void fileWaiting(AlertState next, Classification by) {
        alerts.put(next.getIdentity(), AlertState.newBuilder(next).setRank(by.severity().getRank()).setIncidentId("")
                .setRound(0).build());
    }

    /** Those that waited, under the incident that was opened with them. */
    void fileCalled(List<Joiner> called, IncidentRow row) {
        for (var joiner : called) {
            Optional.ofNullable(alerts.get(joiner.alert().getIdentity()))
                    .ifPresent(state -> file(state, Optional.of(row), Optional.of(joiner.classification())));
        }
    }

    /** Those that went from one incident to another; who went elsewhere since stays there. */
    void refile(Collection<String> identities, IncidentRow from, IncidentRow to) {
        identities.stream().sorted().map(alerts::get).filter(Objects::nonNull)
                .filter(state -> state.getIncidentId().equals(from.getIncident().getId()))
                .forEach(state -> file(state, Optional.of(to), Optional.empty()));
    }

    /** What the policy takes those for that waited. */
    List<Joiner> joiners(List<HeldAlert> waited, CompiledPolicy policy, Occasion occasion) {
        return waited.stream().map(row -> new Joiner(row.getAlert(), policy.classify(row.getAlert(), row
                .getServiceKey(), occasion.now()), row.getFlapping())).toList();
    }

    /** When any of its members was last heard of; empty where some that hold are not shown, so that nobody knows. */
    Optional<Instant> lastWord(IncidentRow row) {
        var incident = row.getIncident();
        var shown = incident.getAlerts();
        if (shown.stream().filter(Members::isFiring).count() < incident.getAlertsFiring()) {
            return Optional.empty();
        }
        return Optional.of(shown.stream().map(IncidentAlert::getIdentity).map(alerts::get).filter(Objects::nonNull)
                .map(AlertState::getLastSeen).max(Instant::compareTo).orElse(incident.getRoundStartedAt()));
    }
}
