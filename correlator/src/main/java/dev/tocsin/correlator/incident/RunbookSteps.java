package dev.tocsin.correlator.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.StepDone;

/** Steps of the runbook of an incident, as people complete them. A new round begins with none completed. */
final class RunbookSteps {

    /** Completed ones of one incident; alerts may bring other steps. */
    private static final int MOST = 50;

    private RunbookSteps() {}

    static IncidentDecision complete(CommandContext asked) {
        var steps = asked.incident().getSteps();
        var found = find(steps, asked.argument("step"));
        if (found.isEmpty()) {
            return asked.refuse("no step '" + asked.argument("step") + "'; the incident has " + (steps.isEmpty()
                    ? "none"
                    : "steps 1 to " + steps.size()));
        }
        var text = steps.get(found.getAsInt());
        var number = Integer.toString(found.getAsInt() + 1);
        var known = asked.incident().getStepsDone();
        var earlier = known.stream().filter(step -> step.getText().equals(text)).findFirst();
        if (earlier.isPresent()) {
            return asked.refuse("step " + number + " already completed by " + earlier.get().getBy());
        }
        var draft = asked.draft();
        draft.incident.setStepsDone(with(known, new StepDone(text, asked.actor(), asked.occasion().now())));
        draft.fact(FactKind.STEP_DONE, asked.sentence(Map.of("number", number, "text", text)), asked.actor(), asked
                .details(Map.of("number", number, "text", text)));
        return asked.done(draft, "step-done");
    }

    /** Place of the step with a text, which a page knows, or else with a number, which a person types. */
    private static OptionalInt find(List<String> steps, String wanted) {
        var texts = steps.stream().map(String::strip).toList();
        var word = wanted.strip();
        var place = texts.indexOf(word);
        return place >= 0
                ? OptionalInt.of(place)
                : IntStream.range(0, texts.size()).filter(it -> word.equals(Integer.toString(it + 1))).findFirst();
    }

    private static List<StepDone> with(List<StepDone> known, StepDone step) {
        var all = new ArrayList<>(known);
        all.add(step);
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
