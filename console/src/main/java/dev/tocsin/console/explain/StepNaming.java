package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Ladder;

/**
 * How a step of a ladder names a person.
 *
 * @param step
 *            number of the step, from 1
 * @param rung
 *            the step
 * @param schedule
 *            schedule through which the person is reached; empty if the step names the person
 */
record StepNaming(int step, Ladder.Rung rung, Optional<String> schedule) {

    /** The steps of a ladder that can page a person, in order. */
    static List<StepNaming> of(Ladder ladder, CompiledPolicy policy, String person) {
        var schedules = policy.policy().practice().schedules();
        return java.util.stream.IntStream.range(0, ladder.rungs().size()).boxed().flatMap(place -> {
            var rung = ladder.rungs().get(place);
            return rung.targets().stream().filter(name -> name.equals(person) || Optional.ofNullable(schedules.get(
                    name)).filter(schedule -> schedule.everybody().contains(person)).isPresent()).map(
                            name -> new StepNaming(place + 1, rung, Optional.of(name).filter(it -> !it.equals(
                                    person))));
        }).toList();
    }

    /** Who is on call for it at a time; empty if it names the person. */
    Optional<OnCallReason> onCall(CompiledPolicy pinned, PolicyVersions policies, Instant at) {
        return schedule.map(name -> {
            var now = policies.inForceAt(at);
            var roster = now.version() > pinned.version() && now.policy().practice().schedules().containsKey(name)
                    ? now
                    : pinned;
            return OnCallReason.of(roster.policy().practice().schedules().get(name), roster, at);
        });
    }
}
