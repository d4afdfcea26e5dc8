package dev.tocsin.console.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.report.Scope.Response;

/**
 * Times to acknowledge, to mitigate and to resolve. A round counts from its opening or reopening, under the severity at its end.
 *
 * @param by
 *            what the row is of: {@code all}, {@code severity} or {@code team}
 * @param name
 *            the severity or team; empty for incidents without team, and for all
 * @param responses
 *            number of rounds
 * @param acknowledge
 *            to the first acknowledgement that was enough, or mitigation
 * @param mitigate
 *            to the mitigation that held, else to the resolve
 * @param resolve
 *            to the resolve, with the quiet time
 */
public record ResponseTimes(String by, String name, int responses, Phase acknowledge, Phase mitigate, Phase resolve) {

    /**
     * One of the times.
     *
     * @param times
     *            of the rounds that came so far
     * @param open
     *            rounds that are still waiting for it
     * @param never
     *            rounds that ended without it, such as by their alerts before anybody acknowledged, or by a merge
     * @param incidents
     *            incidents still waiting for it, oldest first, then those that took longest
     */
    public record Phase(Spread times, int open, int never, List<String> incidents) implements Named {

        public Phase {
            incidents = List.copyOf(incidents);
        }
    }

    static List<ResponseTimes> of(Scope scope) {
        var responses = scope.responses().toList();
        var rows = new ArrayList<ResponseTimes>();
        rows.add(row("all", "", responses));
        var bySeverity = responses.stream().collect(Collectors.groupingBy(each -> each.round().severity(),
                () -> new TreeMap<>(scope.worstFirst()), Collectors.toList()));
        bySeverity.forEach((severity, some) -> rows.add(row("severity", severity, some)));
        var byTeam = responses.stream().collect(Collectors.groupingBy(each -> each.incident().team(), TreeMap::new,
                Collectors.toList()));
        byTeam.forEach((team, some) -> rows.add(row("team", team, some)));
        return rows;
    }

    private static ResponseTimes row(String by, String name, List<Response> some) {
        var unassigned = some.stream().filter(each -> !each.round().isInherited()).toList();
        return new ResponseTimes(by, name, some.size(), phase(unassigned, Round::timeToAcknowledge), phase(some,
                Round::timeToMitigate), phase(some, Round::timeToResolve));
    }

    private static Phase phase(List<Response> some, Function<Round, Optional<Duration>> time) {
        Predicate<Response> isDone = each -> time.apply(each.round()).isPresent();
        var waiting = some.stream().filter(isDone.negate()).filter(each -> each.round().isActive()).sorted(Comparator
                .comparing(Response::startedAt)).toList();
        var done = some.stream().filter(isDone).sorted(Comparator.comparing((Response each) -> time.apply(each.round())
                .orElseThrow()).reversed()).toList();
        return new Phase(Spread.of(done.stream().map(each -> time.apply(each.round()).orElseThrow()).toList()), waiting
                .size(), some.size() - waiting.size() - done.size(), Scope.named(Stream.concat(waiting.stream(), done
                        .stream()).map(Response::incident)));
    }
}
