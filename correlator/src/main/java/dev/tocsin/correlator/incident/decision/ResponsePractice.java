package dev.tocsin.correlator.incident.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.schemas.incident.ClockKind;

/**
 * What a policy requires of responders: acknowledgements and post-incident work.
 *
 * @param ladders
 *            by name
 * @param levels
 *            severities
 * @param after
 *            what is due after incidents
 */
public record ResponsePractice(Map<String, Ladder> ladders, List<SeverityLevel> levels, List<Aftermath> after) {

    /** Nothing is agreed. */
    public static final ResponsePractice NONE = new ResponsePractice(Map.of(), List.of(), List.of());

    public ResponsePractice {
        ladders = Map.copyOf(ladders);
        levels = List.copyOf(levels);
        after = List.copyOf(after);
    }

    /** Of a policy. */
    public static ResponsePractice of(Policy policy) {
        return new ResponsePractice(policy.ladders(), policy.severities(), policy.practice().after());
    }

    /** How a ladder ends; of one that the policy does not have, as a plain one does. */
    public Ladder.Conduct conduct(String ladder) {
        return Optional.ofNullable(ladders.get(ladder)).map(Ladder::conduct).orElse(Ladder.Conduct.PLAIN);
    }

    /** What is to be done after incidents of a severity, in order. */
    public List<Aftermath.Task> checklist(String severity) {
        return after.stream().filter(each -> each.severities().contains(severity))
                .flatMap(each -> each.checklist().stream()).toList();
    }

    /** By when an incident of a severity is to be reviewed, if it is. */
    public Optional<Deadline> review(String severity) {
        return after.stream().filter(each -> each.severities().contains(severity))
                .flatMap(each -> each.review().stream()).map(Aftermath.Review::deadline).findFirst()
                .or(() -> levels.stream().filter(level -> level.id().equals(severity)).findFirst()
                        .flatMap(level -> level.clock(ClockKind.REVIEW)));
    }
}
