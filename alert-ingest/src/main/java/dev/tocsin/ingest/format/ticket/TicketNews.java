package dev.tocsin.ingest.format.ticket;

import java.util.Optional;

import dev.tocsin.ingest.format.NoAlertReason;

/** What a webhook of a ticket system tells. */
sealed interface TicketNews {

    /**
     * Somebody closed or reopened a ticket.
     *
     * @param ticket
     *            as people call it, such as {@code OPS-12}
     * @param incident
     *            ID that Tocsin left in the ticket; empty if there is none
     * @param account
     *            who did it; the vendor's ID
     * @param person
     *            false if an application did it
     * @param at
     *            time, as written there
     * @param eventId
     *            what is the same in a repeated event, from the signed body
     */
    record Moved(boolean closed, String ticket, Optional<String> incident, String account, boolean person, String at,
            String eventId) implements TicketNews {}

    /** Nothing that concerns an incident. */
    record Nothing(NoAlertReason reason, String sentence) implements TicketNews {

        static Nothing ofConsequence(String what) {
            return new Nothing(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, what);
        }
    }
}
