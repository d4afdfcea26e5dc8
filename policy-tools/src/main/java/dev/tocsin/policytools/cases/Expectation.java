package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.yaml.SourcePosition;

/**
 * How things must stand after a case.
 *
 * @param after
 *            time that passes before it is looked at
 * @param first
 *            what must be true of the incident that was opened first
 * @param count
 *            how many incidents there must be; empty: at least one when {@code first} says something
 * @param each
 *            an incident for each of these, in any order, and no other; empty: no matter
 * @param decided
 *            decisions that must be among those of the steps, as {@code stage:outcome}
 * @param suppressedBy
 *            what must have hidden the alerts when no incident was opened; empty: no matter
 */
public record Expectation(Duration after, Wanted first, Optional<Integer> count, List<Wanted> each,
        List<String> decided, Optional<String> suppressedBy) {

    public Expectation {
        each = List.copyOf(each);
        decided = List.copyOf(decided);
    }

    /** Nothing is expected. */
    public static Expectation nothing(SourcePosition place) {
        return new Expectation(Duration.ZERO, new Wanted(place, List.of()), Optional.empty(), List.of(), List.of(),
                Optional.empty());
    }

    /** What must be true of one incident. */
    public record Wanted(SourcePosition place, List<Value> values) {

        public Wanted {
            values = List.copyOf(values);
        }

        List<Difference> differences(CaseOutcome.Seen seen, CaseOutcome outcome) {
            return values.stream().flatMap(value -> value.trait().differs(value, seen, outcome).stream()).toList();
        }
    }

    /** What one trait of an incident must be. */
    public record Value(ExpectedTrait trait, SourcePosition place, List<String> texts) {

        public Value {
            texts = List.copyOf(texts);
        }
    }

    /**
     * Something that is not as expected.
     *
     * @param place
     *            where the expectation stands
     * @param what
     *            the key
     */
    public record Difference(SourcePosition place, String what, String expected, String came) {}

    /** Everything that is not as expected. */
    public List<Difference> differences(CaseOutcome outcome) {
        var found = new ArrayList<Difference>();
        count.filter(wanted -> wanted != outcome.incidents().size()).ifPresent(wanted -> found.add(new Difference(
                first.place(), "incidents", wanted.toString(), outcome.incidents().size() + outcome.keys())));
        if (outcome.incidents().isEmpty()) {
            if (count.isEmpty() && !first.values().isEmpty()) {
                found.add(new Difference(first.place(), "incidents", "one", "none"));
            }
        } else {
            found.addAll(first.differences(outcome.incidents().getFirst(), outcome));
        }
        found.addAll(unmet(outcome));
        decided.stream().filter(decision -> !outcome.decided(decision)).forEach(decision -> found.add(
                new Difference(first.place(), "decided", decision, "not made; see the decisions below")));
        suppressedBy.filter(by -> !outcome.suppressedBy(by)).ifPresent(by -> found.add(
                new Difference(first.place(), "suppressed-by", by, "no suppress decision names it")));
        return found;
    }

    private List<Difference> unmet(CaseOutcome outcome) {
        var found = new ArrayList<Difference>();
        var left = new ArrayList<>(outcome.incidents());
        var unmatched = new ArrayList<Wanted>();
        for (var wanted : each) {
            var match = left.stream().filter(seen -> wanted.differences(seen, outcome).isEmpty()).findFirst();
            match.ifPresentOrElse(left::remove, () -> unmatched.add(wanted));
        }
        for (var wanted : unmatched) {
            var nearest = left.stream().min((one, other) -> Integer.compare(
                    wanted.differences(one, outcome).size(), wanted.differences(other, outcome).size()));
            nearest.ifPresentOrElse(seen -> {
                left.remove(seen);
                wanted.differences(seen, outcome).forEach(difference -> found.add(new Difference(difference.place(),
                        difference.what() + " of " + seen.incident().getCorrelationKey(), difference.expected(),
                        difference.came())));
            }, () -> found.add(new Difference(wanted.place(), "incidents", "one more", "no further incident")));
        }
        return found;
    }
}
