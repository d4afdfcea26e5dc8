package dev.tocsin.console.explain;

import java.time.Instant;

import dev.tocsin.schemas.decision.DecisionEffect;

/**
 * One link of a causal chain, from the request of a source to the receipt of a provider. Absent texts are empty.
 *
 * @param id
 *            ID of the record, such as the ID of a timeline entry; several steps of one decision share it
 * @param stage
 *            receive, signal, a step of {@code Decision.stage}, notify, delivery or timeline
 * @param kind
 *            outcome code, kind of notification, outcome of the delivery or kind of fact
 * @param effect
 *            what it means for a page
 * @param sentence
 *            what it means, for people
 * @param reason
 *            what the record says
 * @param remedy
 *            what would have had to be different for a page; empty unless it speaks against one
 * @param rule
 *            rule, silence or inhibition that decided
 * @param policyVersion
 *            policy that decided; -1 where none did
 * @param target
 *            recipient of a notification or delivery
 * @param main
 *            false if another link says the same
 * @param record
 *            position in the log
 */
public record ChainLink(String id, Instant at, String stage, String kind, DecisionEffect effect, String sentence,
        String reason, String remedy, String rule, int policyVersion, Subjects subjects, String target, boolean main,
        RecordPlace record) {

    /** What it is about. */
    public record Subjects(String incident, String alert, String notification) {}

    /** The same, as a repetition of what another link says. */
    ChainLink aside() {
        return new ChainLink(id, at, stage, kind, effect, sentence, reason, remedy, rule, policyVersion, subjects,
                target, false, record);
    }
}
