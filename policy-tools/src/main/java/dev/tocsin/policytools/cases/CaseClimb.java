package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.RouteTaker;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.schemas.time.Durations;

/**
 * Who would be paged when, if nobody answered: the first climb of the incident's ladder, or of that of each route that takes it.
 * Delays count from the start of the round. A route that is mute when it takes the incident pages nobody, like an incident that is
 * hidden.
 */
final class CaseClimb {

    private record Page(Duration after, List<String> targets) {}

    private CaseClimb() {}

    static List<String> of(Incident incident, CompiledPolicy policy) {
        if (!incident.getSuppressedBy().isEmpty()) {
            return List.of();
        }
        var pages = incident.getTakers().isEmpty()
                ? climb(incident, incident.getLadder(), incident.getRoundStartedAt(), policy)
                : incident.getTakers().stream().flatMap(taker -> climb(incident, taker, policy));
        return pages.sorted(Comparator.comparing(Page::after)).map(page -> shown(Durations.written(page.after()), page
                .targets())).toList();
    }

    private static Stream<Page> climb(Incident incident, RouteTaker taker, CompiledPolicy policy) {
        var start = incident.getRoundStartedAt();
        var since = taker.getSince().isAfter(start) ? taker.getSince() : start;
        var mute = policy.routes().flatMap(tree -> tree.route(taker.getRoute())).flatMap(route -> route.windows()
                .muteAt(since));
        return mute.isPresent()
                ? Stream.of()
                : climb(incident, RouteTree.ladderOf(taker.getRoute()), since, policy);
    }

    private static Stream<Page> climb(Incident incident, String ladder, Instant since, CompiledPolicy policy) {
        if (ladder.isEmpty()) {
            return Stream.of();
        }
        var late = Duration.between(incident.getRoundStartedAt(), since);
        var climbed = Incident.newBuilder(incident).setLadder(ladder).setRoundStartedAt(since).build();
        return policy.ladder(ladder).rungs().stream().filter(rung -> !(policy.rungHolds(rung, climbed, since.plus(rung
                .after())) instanceof Judgement.No)).map(rung -> new Page(late.plus(rung.after()), rung.targets()));
    }

    static String shown(String after, List<String> targets) {
        return after + " " + String.join("+", targets);
    }
}
