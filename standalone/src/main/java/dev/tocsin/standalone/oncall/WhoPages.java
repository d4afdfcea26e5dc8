package dev.tocsin.standalone.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.SeverityLevel;

/** Who would be paged for an incident of a severity that opens at some hour, rung by rung as its ladder is climbed. */
public final class WhoPages {

    private static final Duration HOUR = Duration.ofHours(1);

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
     * Hours in a row in which the same people are paged.
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

    /** The hours between two moments, those that are alike folded. */
    public List<Hours> hours(SeverityLevel level, Instant from, Instant to) {
        var hours = new ArrayList<Hours>();
        for (var at = from; at.isBefore(to); at = at.plus(HOUR)) {
            var hour = hour(level, at);
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

    private Hours hour(SeverityLevel level, Instant at) {
        var ladder = policy.ladder(level.ladder());
        var incident = sample(level, at);
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
        return new Hours(at, at.plus(HOUR), calls, gap);
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

    private Incident sample(SeverityLevel level, Instant opened) {
        return Incident.newBuilder().setId("sample").setRevision(1).setServiceKey("").setCorrelationKey("")
                .setState(IncidentState.OPEN).setRound(1).setTitle("").setSummary("")
                .setSeverity(new Severity(level.id(), level.rank())).setSeveritySetBy("").setService("")
                .setEnvironment("").setTeam("").setSymptom("").setRunbook("").setCustomerFacing(customerFacing)
                .setSecurity(false).setLadder(level.ladder()).setPolicyName("").setPolicyVersion(0).setRuleId("")
                .setRuleReason("").setLabels(Map.of()).setLinks(List.of()).setAlerts(List.of())
                .setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(opened).setRoundStartedAt(opened)
                .setUpdatedAt(opened).build();
    }
}
