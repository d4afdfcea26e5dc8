package dev.tocsin.schemas.decision;

import java.util.Objects;

/**
 * A kind of decision: what one outcome code of one stage means.
 *
 * @param stage
 *            step that decides, as in {@code Decision.stage}
 * @param code
 *            outcome code, as in {@code Decision.outcome}
 * @param effect
 *            what it means for a page
 * @param sentence
 *            what was decided, for people
 * @param remedy
 *            what would have had to be different for a page; empty if the decision does not speak against one
 */
public record DecisionKind(String stage, String code, DecisionEffect effect, String sentence, String remedy) {

    public DecisionKind {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(effect, "effect");
        if (effect.isAgainstPaging() == remedy.isEmpty()) {
            throw new IllegalArgumentException(stage + "/" + code + (remedy.isEmpty()
                    ? " speaks against a page and needs a remedy"
                    : " does not speak against a page and needs no remedy"));
        }
    }

    static DecisionKind kind(String stage, String code, DecisionEffect effect, String sentence) {
        return new DecisionKind(stage, code, effect, sentence, "");
    }

    static DecisionKind kind(String stage, String code, DecisionEffect effect, String sentence, String remedy) {
        return new DecisionKind(stage, code, effect, sentence, remedy);
    }
}
