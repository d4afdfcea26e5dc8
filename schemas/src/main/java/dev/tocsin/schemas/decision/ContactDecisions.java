package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.DELAYS;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the escalator about a paged person: by which channel, and when? */
final class ContactDecisions {

    private static final String STAGE = "ladder";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "contact-rule", ADVANCES, "The person is contacted by their contact rule."),
            kind(STAGE, "contact-no-rule", ADVANCES,
                    "No contact rule covers the severity at this hour; all addresses are used at once."),
            kind(STAGE, "contact-no-channel", ADVANCES,
                    "No step of the contact rule reaches a person; all addresses are used at once."),
            kind(STAGE, "contact-quiet-hours", DELAYS, "The page waits for the end of the person's quiet hours.",
                    "The severity must not be listed in the quiet hours of the person, or the hours must be over."),
            kind(STAGE, "contact-quiet-hours-end", ADVANCES,
                    "The quiet hours of the person are over; the page is sent."),
            kind(STAGE, "contact-quiet-no-longer", ADVANCES,
                    "The severity rose and does not wait for the end of quiet hours."),
            kind(STAGE, "contact-unreached", ADVANCES, "A contact step reached nobody; the next one followed at once."),
            kind(STAGE, "contact-already-paged", NOTES, "The destination was paged at the same time already."),
            kind(STAGE, "contact-too-late", WITHHOLDS, "It was too late to wake the person.",
                    "The escalator must run when the contact step is due."),
            kind(STAGE, "contact-acknowledged", ENDS, "The person acknowledged; their contact steps end.",
                    "A person who acknowledged is not contacted further."),
            kind(STAGE, "contact-stopped", ENDS, "The incident is acknowledged or over; contact steps end.",
                    "The incident must still be unacknowledged when the contact step is due."),
            kind(STAGE, "contact-restarted", NOTES, "The ladder starts again, and with it the contact steps."));

    private ContactDecisions() {}
}
