package dev.tocsin.escalator.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.RouteEscalation;
import dev.tocsin.state.Told;

/** The row of an incident with several ladders: what is due next of any, and who was told by any. */
final class RoutedRow {

    private RoutedRow() {}

    static Escalation of(Optional<Escalation> before, Incident incident, List<RouteEscalation> stands,
            Collection<Escalation> rows) {
        var soonest = rows.stream().min(Comparator.comparing(row -> row.getNextDueAt().or(row::getAlarmAt).orElse(
                Instant.MAX))).orElseThrow();
        var sameRound = before.filter(row -> row.getIncident().getRound() == incident.getRound());
        var generation = Math.max(rows.stream().mapToLong(Escalation::getGeneration).max().orElse(0), before.map(
                Escalation::getGeneration).orElse(0L));
        return EscalationCopies.of(sameRound.orElse(soonest)).setIncident(incident).setRoutes(stands)
                .setLadder(soonest.getLadder()).setPolicyVersion(soonest.getPolicyVersion())
                .setStartedAt(rows.stream().map(Escalation::getStartedAt).min(Instant::compareTo).orElseThrow())
                .setNextRung(soonest.getNextRung()).setRepetition(soonest.getRepetition())
                .setBecause(soonest.getBecause()).setBeganAt(soonest.getBeganAt().orElse(null))
                .setNextDueAt(next(stands).orElse(null)).setAlarmAt(earliest(rows.stream().map(
                        Escalation::getAlarmAt)).orElse(null))
                .setAlarms(rows.stream().mapToInt(Escalation::getAlarms).max().orElse(0)).setTold(told(rows))
                .setSaid(said(rows)).setClimb(rows.stream().mapToInt(Escalation::getClimb).max().orElse(0))
                .setSeverityRank(soonest.getSeverityRank()).setForgetAt(soonest.getForgetAt().orElse(null))
                .setHeldAt(earliest(rows.stream().map(Escalation::getHeldAt)).orElse(null))
                .setCalledIn(rows.iterator().next().getCalledIn()).setUnheard(List.of())
                .setContacts(rows.stream().filter(row -> row.getIncident().getSuppressedBy().isEmpty()).flatMap(
                        row -> row
                                .getContacts().stream()).toList())
                .setListed(rows.stream().anyMatch(Escalation::getListed)).setGeneration(generation).build();
    }

    private static Optional<Instant> next(List<RouteEscalation> stands) {
        return earliest(stands.stream().flatMap(stand -> Stream.of(stand.getNextDueAt(), stand.getMuteUntil(), stand
                .getRegroupAt())));
    }

    private static Optional<Instant> earliest(Stream<Optional<Instant>> moments) {
        return moments.flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static List<Told> told(Collection<Escalation> rows) {
        var once = new LinkedHashMap<String, Told>();
        rows.forEach(row -> row.getTold().forEach(told -> once.putIfAbsent(told.getDestination(), told)));
        return new ArrayList<>(once.values());
    }

    private static List<NotificationKind> said(Collection<Escalation> rows) {
        return rows.stream().flatMap(row -> row.getSaid().stream()).distinct().toList();
    }
}
