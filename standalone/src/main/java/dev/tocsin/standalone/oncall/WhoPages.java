package dev.tocsin.standalone.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.coverage.PageMoments;
import dev.tocsin.policy.coverage.SampleIncident;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.SeverityLevel;

/** Who would be paged for an incident of a severity that opens at some moment, rung by rung as its ladder is climbed. */
public final class WhoPages {

    private final CompiledPolicy policy;
    private final boolean customerFacing;

    /**
     * The answer of a policy.
     *
     * @param customerFacing
     *            whether customers notice the incidents that are asked about
     */
    public WhoPages(CompiledPolicy policy, boolean customerFacing) {
        this.policy = policy;
        this.customerFacing = customerFacing;
    }

    /**
     * Some time in which the same people are paged.
     *
     * @param to
     *            exclusive
     * @param calls
     *            who is paged when, in order
     * @param gap
     *            what is wrong with it; empty when somebody is on call for every page
     */
    public record Hours(Instant from, Instant to, List<Call> calls, Optional<String> gap) {

        public Hours {
            calls = List.copyOf(calls);
        }

        private boolean continues(Hours earlier) {
            return earlier.calls.equals(calls) && earlier.gap.equals(gap) && earlier.to.equals(from);
        }
    }

    /**
     * One page.
     *
     * @param after
     *            how long after the incident opened
     * @param people
     *            names of targets
     */
    public record Call(Duration after, List<String> people) {

        public Call {
            people = List.copyOf(people);
        }
    }

    /** The time between two moments, cut exactly where something changes. */
    public List<Hours> hours(SeverityLevel level, Instant from, Instant to) {
        var hours = new ArrayList<Hours>();
        var moments = PageMoments.of(policy.policy(), policy.ladder(level.ladder()), from, to);
        for (var at : moments) {
            var hour = span(level, at, Optional.ofNullable(moments.higher(at)).orElse(to));
            if (!hours.isEmpty() && hour.continues(hours.getLast())) {
                hours.set(hours.size() - 1, new Hours(hours.getLast().from(), hour.to(), hour.calls(), hour.gap()));
            } else {
                hours.add(hour);
            }
        }
        return hours;
    }

    /** Whether incidents of a severity page nobody because their ladder has no step, which is no gap. */
    public boolean isSilent(SeverityLevel level) {
        return policy.ladder(level.ladder()).rungs().isEmpty();
    }

    private Hours span(SeverityLevel level, Instant at, Instant until) {
        var ladder = policy.ladder(level.ladder());
        var incident = SampleIncident.of(level, at, customerFacing);
        var calls = new ArrayList<Call>();
        var empty = new ArrayList<String>();
        for (var rung : ladder.rungs()) {
            var due = at.plus(rung.after());
            if (!(policy.rungHolds(rung, incident, due) instanceof Judgement.No)) {
                calls.add(new Call(rung.after(), people(rung, due, empty)));
            }
        }
        var gap = calls.isEmpty()
                ? Optional.of("nobody is paged")
                : empty.isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of("nobody is on call in " + String.join(", ", empty.stream().distinct().toList())
                                + ", so everybody in the schedule is paged");
        return new Hours(at, until, calls, gap);
    }

    private List<String> people(Ladder.Rung rung, Instant due, List<String> empty) {
        var people = new ArrayList<String>();
        for (var name : rung.targets()) {
            var schedule = policy.policy().practice().schedules().get(name);
            if (schedule == null) {
                people.add(name);
            } else if (schedule.at(due).isEmpty()) {
                empty.add(name);
                people.addAll(schedule.everybody());
            } else {
                people.addAll(schedule.at(due));
            }
        }
        return people.stream().distinct().toList();
    }
}
