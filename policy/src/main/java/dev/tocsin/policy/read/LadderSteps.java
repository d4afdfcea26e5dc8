package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Ladder.Rung;
import dev.tocsin.policy.model.Ladder.Step;

/** Turns the steps of a ladder into the rungs that are climbed: a secondary is a rung of its own, later. */
final class LadderSteps {

    private LadderSteps() {}

    static List<Rung> rungs(List<Step> steps) {
        var rungs = new ArrayList<Rung>();
        for (var step : steps) {
            var first = Stream.concat(step.targets().stream(),
                    step.seconds().stream().flatMap(seconds -> seconds.primary().stream())).toList();
            add(rungs, step.after(), first, step.when());
            step.seconds().forEach(seconds -> add(rungs, step.after().plus(seconds.after()), seconds.secondary(),
                    step.when()));
        }
        rungs.sort(Comparator.comparing(Rung::after));
        return rungs;
    }

    /** Who is paged at the same time for the same incidents is paged together. */
    private static void add(List<Rung> rungs, Duration after, List<String> targets, IncidentCondition when) {
        for (int i = 0; i < rungs.size(); i++) {
            var rung = rungs.get(i);
            if (rung.after().equals(after) && rung.when().text().equals(when.text())) {
                var together = new LinkedHashSet<>(rung.targets());
                together.addAll(targets);
                rungs.set(i, new Rung(after, List.copyOf(together), when));
                return;
            }
        }
        rungs.add(new Rung(after, targets.stream().distinct().toList(), when));
    }
}
