package dev.tocsin.console.report;

import java.util.List;
import java.util.function.Predicate;

/**
 * The period in numbers.
 *
 * @param opened
 *            incidents that were opened
 * @param reopened
 *            rounds that began with a reopening
 * @param split
 *            incidents that were made from alerts of another one
 * @param merged
 *            rounds of the period that ended because their alerts went to another incident
 * @param open
 *            rounds of the period that are still open
 * @param carriedIn
 *            incidents that were open at the begin of the period
 * @param carriedInIncidents
 *            their IDs, at most 100
 * @param pages
 *            pages of people and teams
 * @param pagesAtNight
 *            of them, those at night for their receiver
 * @param confidential
 *            incidents whose alerts, rules and symptoms are left out, because who asks has no clearance
 */
public record Totals(int opened, int reopened, int split, int merged, int open, int carriedIn,
        List<String> carriedInIncidents, int pages, int pagesAtNight, int confidential) {

    public Totals {
        carriedInIncidents = List.copyOf(carriedInIncidents);
    }

    static Totals of(Scope scope, List<String> openBefore, List<PersonPages> people) {
        var rounds = scope.responses().map(Scope.Response::round).toList();
        var split = count(rounds, Round::isSplit);
        var opened = count(rounds, round -> round.number() == 1 && !round.isSplit());
        return new Totals(opened, rounds.size() - opened - split, split, count(rounds, round -> round.end().filter(
                Round.End.MERGED::equals).isPresent()), count(rounds, Round::isActive), openBefore.size(), openBefore
                        .stream().limit(Scope.MOST_NAMED).toList(), people.stream().mapToInt(PersonPages::pages).sum(),
                people.stream().mapToInt(PersonPages::atNight).sum(), (int) (scope.incidents().size() - scope
                        .nameable().count()));
    }

    private static int count(List<Round> rounds, Predicate<Round> which) {
        return (int) rounds.stream().filter(which).count();
    }
}
