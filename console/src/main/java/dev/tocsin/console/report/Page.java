package dev.tocsin.console.report;

import java.time.Instant;

/**
 * A page: one step of the escalation that asked one target, by one or several channels.
 *
 * @param target
 *            person or team
 * @param at
 *            when it was decided, of several channels the first
 * @param messages
 *            number of messages that it was sent by
 */
record Page(String target, Instant at, int messages) {

    Page and(Page other) {
        return new Page(target, at.isBefore(other.at) ? at : other.at, messages + other.messages);
    }
}
