package dev.tocsin.policy.condition;

import java.util.List;

/** A compiled condition. Evaluation never throws, has no side effects, and is thread-safe. */
@FunctionalInterface
public interface Condition {

    /** Holds for every alert. */
    Condition ALWAYS = facts -> Judgement.YES;

    /** Holds when all of them do. */
    static Condition all(List<Condition> conditions) {
        var parts = List.copyOf(conditions);
        return switch (parts.size()) {
            case 0 -> ALWAYS;
            case 1 -> parts.getFirst();
            default -> facts -> parts.stream().map(part -> part.judge(facts))
                    .filter(judged -> !(judged instanceof Judgement.Yes)).findFirst().orElse(Judgement.YES);
        };
    }

    /** Whether it holds. */
    Judgement judge(AlertFacts facts);

    /** What it cannot hold without, as far as that is known; each by itself is needed. */
    default List<Demand> demands() {
        return List.of();
    }
}
