package dev.tocsin.escalator.contact;

import java.util.List;

import dev.tocsin.policy.model.ContactRule.Step;
import dev.tocsin.schemas.time.Durations;

/** How contact steps read in pages, on the timeline and in decisions. */
final class ContactWording {

    private ContactWording() {}

    /** Such as {@code by text, 2 min after push}: measured from the first step. */
    static String step(String channel, List<Step> steps, int number) {
        var first = steps.getFirst();
        var after = steps.get(number - 1).after().minus(first.after());
        return "by " + channel + ", " + (number == 1
                ? Durations.inWords(first.after()) + " after the step"
                : Durations.inWords(after) + " after " + String.join(" and ", first.channels()));
    }
}
