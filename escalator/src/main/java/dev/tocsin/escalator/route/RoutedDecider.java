package dev.tocsin.escalator.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.ladder.LadderDecider;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.RouteTaker;
import dev.tocsin.policy.route.MuteWindows;
import dev.tocsin.policy.route.Route;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.RouteEscalation;

/**
 * Decides for each route that takes an incident as {@link LadderDecider} does for one ladder: each climbs its own, is suppressed
 * in its own windows and repeats at its own pace. Incidents without routes have one ladder, as ever. Pure.
 */
public final class RoutedDecider {

    private final LadderDecider ladders;
    private final Policies policies;

    /** Asks the given decider for each route. */
    public RoutedDecider(LadderDecider ladders, Policies policies) {
        this.ladders = ladders;
        this.policies = policies;
    }

    /** A snapshot of the incident came in. */
    public EscalationResult onSnapshot(Optional<Escalation> before, Incident incident, Instant now) {
        var standing = before.map(Escalation::getRoutes).orElse(List.of());
        if (incident.getTakers().isEmpty() && standing.isEmpty()) {
            return ladders.onSnapshot(before, incident, now);
        }
        if (before.filter(row -> row.getIncident().getRevision() >= incident.getRevision()).isPresent()) {
            return new EscalationResult(before.get(), List.of(new Nothing(NotPagedReason.OLDER_SNAPSHOT)));
        }
        var all = new Climbs(incident, now);
        var takers = new LinkedHashMap<String, Optional<RouteTaker>>();
        standing.forEach(stand -> takers.put(stand.getRoute(), Optional.empty()));
        incident.getTakers().forEach(taker -> takers.put(taker.getRoute(), Optional.of(taker)));
        takers.forEach((route, taker) -> {
            var known = before.flatMap(row -> RouteRows.find(row, route).map(stand -> RouteRows.row(row, stand)));
            var view = new View(incident, route, now, all.isFirst());
            if (taker.isPresent()) {
                all.add(route, ladders.onSnapshot(known, view.of(taker.get()), now));
            } else {
                // It took alerts of the last round only; whoever it told hears of that round's end.
                known.ifPresent(row -> all.finish(ladders.onSnapshot(known, view.ended(row.getIncident()), now)));
            }
        });
        return all.result(before);
    }

    /** A timer of the row is due. */
    public EscalationResult onDue(Escalation row, Instant now) {
        if (row.getRoutes().isEmpty()) {
            return ladders.onDue(row, now);
        }
        var all = new Climbs(row.getIncident(), now);
        for (var stand : row.getRoutes()) {
            var view = new View(row.getIncident(), stand.getRoute(), now, all.isFirst());
            var own = RouteRows.row(row, stand);
            var seen = EscalationCopies.of(own).setIncident(view.since(own)).build();
            all.add(stand.getRoute(), due(stand, seen, now));
        }
        return all.result(Optional.of(row));
    }

    private EscalationResult due(RouteEscalation stand, Escalation seen, Instant now) {
        if (Moments.hasCome(stand.getMuteUntil(), now)) {
            return ladders.onReleased(seen, now);
        }
        if (Moments.hasCome(stand.getRegroupAt(), now)) {
            var joined = seen.getIncident().getAlertsTotal() - stand.getAlertsTold();
            return ladders.onGrown(seen, joined == 1 ? "1 more alert joined" : joined + " more alerts joined", now);
        }
        return ladders.onDue(seen, now);
    }

    /** The incident as one route sees it: its ladder, since when it takes it, and whether it is mute now. */
    private final class View {

        private final Incident incident;
        private final String route;
        private final Instant now;
        private final boolean first;

        View(Incident incident, String route, Instant now, boolean first) {
            this.incident = incident;
            this.route = route;
            this.now = now;
            this.first = first;
        }

        Incident of(RouteTaker taker) {
            var since = taker.getSince().isAfter(incident.getRoundStartedAt())
                    ? taker.getSince()
                    : incident.getRoundStartedAt();
            return seen(incident, since);
        }

        Incident since(Escalation row) {
            return incident.getTakers().stream().filter(taker -> taker.getRoute().equals(route)).findFirst()
                    .map(this::of).orElseGet(() -> seen(incident, row.getStartedAt()));
        }

        /** The end of the round in which the route took it. */
        Incident ended(Incident last) {
            return Incident.newBuilder(last).setRevision(incident.getRevision()).setState(IncidentState.RESOLVED)
                    .setUpdatedAt(incident.getUpdatedAt()).setCalledIn(List.of()).build();
        }

        private Incident seen(Incident whole, Instant since) {
            var copy = Incident.newBuilder(whole).setLadder(RouteTree.ladderOf(route))
                    .setRoundStartedAt(since);
            // Whom people call in is told once, not once for each route.
            if (!first) {
                copy.setCalledIn(List.of());
            }
            if (whole.getSuppressedBy().isEmpty()) {
                windows(whole).flatMap(windows -> windows.muteAt(now)).ifPresent(copy::setSuppressedBy);
            }
            return copy.build();
        }

        private Optional<MuteWindows> windows(Incident whole) {
            return node(whole).map(Route::windows);
        }

        private Optional<Route> node(Incident whole) {
            return policies.version(whole.getPolicyVersion()).policy().routes().flatMap(tree -> tree.route(route));
        }
    }

    /** What was decided for the routes so far. */
    private final class Climbs {

        private final Incident incident;
        private final Instant now;
        private final Map<String, Escalation> rows = new LinkedHashMap<>();
        private final List<LadderDecision> decisions = new ArrayList<>();
        private final List<String> routes = new ArrayList<>();
        private final Set<String> reached = new HashSet<>();

        Climbs(Incident incident, Instant now) {
            this.incident = incident;
            this.now = now;
        }

        boolean isFirst() {
            return rows.isEmpty();
        }

        void add(String route, EscalationResult result) {
            rows.put(route, result.row());
            take(route, result);
        }

        void finish(EscalationResult result) {
            take("", result);
        }

        private void take(String route, EscalationResult result) {
            result.decisions().stream().filter(this::isNew).forEach(decision -> {
                decisions.add(decision);
                routes.add(route);
            });
        }

        /** Whoever several routes tell the same at once is told once. */
        private boolean isNew(LadderDecision decision) {
            return switch (decision) {
                case Page page -> reached.add("page " + page.to().getDestination());
                case Missed missed -> reached.add("page " + missed.to().getDestination());
                case Tell tell -> reached.add(tell.kind() + " " + tell.about().getRound() + " " + tell.to()
                        .getDestination());
                default -> true;
            };
        }

        EscalationResult result(Optional<Escalation> before) {
            var stands = rows.entrySet().stream().map(entry -> timed(entry.getKey(), RouteRows.stand(entry.getKey(),
                    entry.getValue()), before.flatMap(row -> RouteRows.find(row, entry.getKey())))).toList();
            return new EscalationResult(RoutedRow.of(before, incident, stands, rows.values()), decisions, List.of(),
                    routes);
        }

        /** When the route is looked at for other reasons than its ladder: its window ends, more alerts joined. */
        private RouteEscalation timed(String route, RouteEscalation stand, Optional<RouteEscalation> before) {
            var view = new View(incident, route, now, false);
            var started = before.filter(old -> old.getClimb() == stand.getClimb() && old.getTold().isEmpty() == stand
                    .getTold().isEmpty()).isEmpty();
            var told = started ? incident.getAlertsTotal() : before.orElseThrow().getAlertsTold();
            var next = RouteEscalation.newBuilder(stand).setAlertsTold(told);
            if (incident.getState() == IncidentState.OPEN && incident.getAlertsTotal() > told && stand.getHeldAt()
                    .isEmpty() && !stand.getTold().isEmpty()) {
                next.setRegroupAt(before.flatMap(RouteEscalation::getRegroupAt).or(() -> view.node(incident).flatMap(
                        Route::groupInterval).map(interval -> later(stand.getStartedAt().plus(interval), now))).orElse(
                                null));
            }
            if (stand.getHeldAt().isPresent() && incident.getSuppressedBy().isEmpty()) {
                view.windows(incident).flatMap(windows -> windows.nextChange(now)).ifPresent(next::setMuteUntil);
            }
            return next.build();
        }

        private static Instant later(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }
    }
}
