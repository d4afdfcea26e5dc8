package dev.tocsin.escalator.route;

import java.util.Optional;

import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.RouteEscalation;

/** The ladder of one route as a row of its own, and back. */
public final class RouteRows {

    private RouteRows() {}

    /** Where a route stands in a row. */
    static Optional<RouteEscalation> find(Escalation row, String route) {
        return row.getRoutes().stream().filter(each -> each.getRoute().equals(route)).findFirst();
    }

    /** The row as one of its routes sees it: with the ladder of that route. */
    public static Escalation of(Escalation row, String route) {
        return find(row, route).map(stand -> row(row, stand)).orElse(row);
    }

    static Escalation row(Escalation row, RouteEscalation stand) {
        return EscalationCopies.of(row).setLadder(stand.getLadder()).setPolicyVersion(stand.getPolicyVersion())
                .setStartedAt(stand.getStartedAt()).setNextRung(stand.getNextRung())
                .setRepetition(stand.getRepetition()).setNextDueAt(stand.getNextDueAt().orElse(null))
                .setTold(stand.getTold()).setClimb(stand.getClimb()).setSeverityRank(stand.getSeverityRank())
                .setSaid(stand.getSaid()).setHeldAt(stand.getHeldAt().orElse(null))
                .setAlarmAt(stand.getAlarmAt().orElse(null)).setAlarms(stand.getAlarms())
                .setBecause(stand.getBecause()).setBeganAt(stand.getBeganAt().orElse(null))
                .setUnheard(stand.getUnheard()).setListed(stand.getListed()).setCalledIn(stand.getCalledIn())
                .setContacts(stand.getContacts()).build();
    }

    static RouteEscalation stand(String route, Escalation row) {
        return RouteEscalation.newBuilder().setRoute(route).setLadder(row.getLadder())
                .setPolicyVersion(row.getPolicyVersion()).setStartedAt(row.getStartedAt())
                .setNextRung(row.getNextRung()).setRepetition(row.getRepetition())
                .setNextDueAt(row.getNextDueAt().orElse(null)).setTold(row.getTold()).setClimb(row.getClimb())
                .setSeverityRank(row.getSeverityRank()).setSaid(row.getSaid())
                .setHeldAt(row.getHeldAt().orElse(null)).setAlarmAt(row.getAlarmAt().orElse(null))
                .setAlarms(row.getAlarms()).setBecause(row.getBecause())
                .setBeganAt(row.getBeganAt().orElse(null)).setUnheard(row.getUnheard()).setListed(row.getListed())
                .setCalledIn(row.getCalledIn()).setContacts(row.getContacts()).setMuteUntil(null).setRegroupAt(null)
                .setAlertsTold(0).build();
    }
}
