package dev.tocsin.notifier.channel;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.runtime.answer.AnswerDoor;

/**
 * One attempt to send a notification.
 *
 * @param message
 *            what to say
 * @param possibleRepeat
 *            whether an earlier attempt may have arrived
 * @param first
 *            receipt of the first message of this incident, if known
 * @param now
 *            time of the attempt
 * @param answers
 *            what the receiver can answer in place
 * @param accounts
 *            of people at vendors
 */
public record Dispatch(Notification notification, Message message, boolean possibleRepeat,
        Optional<Receipts.Receipt> first, Instant now, AnswerButtons answers, Accounts accounts) {

    /** Where nobody has an account. */
    public Dispatch(Notification notification, Message message, boolean possibleRepeat,
            Optional<Receipts.Receipt> first,
            Instant now, AnswerButtons answers) {
        this(notification, message, possibleRepeat, first, now, answers, Accounts.NONE);
    }

    /** The message, with the signed link of its receiver where there is something to acknowledge. */
    public Message linked() {
        return answers.acknowledgeLink().map(message::acknowledgedAt).orElse(message);
    }

    /** The same as a reply to the page: news are brief, because the page says the rest. What begins something is whole. */
    public Dispatch asReply() {
        return switch (notification.getKind()) {
            case ACKNOWLEDGED, SEVERITY_CHANGED, UPDATED, MITIGATED, RESOLVED, CLOSED, WAR_ROOM, TICKET, STATUS_PAGE,
                    UPDATE_DUE,
                    UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE, TASK_OVERDUE ->
                new Dispatch(notification, message.brief(), possibleRepeat, first, now, answers, accounts);
            case UNKNOWN, PAGE, LADDER_EXHAUSTED, PAGE_MISSED, DECLARED, REOPENED, ROOM, DIGEST, PAGE_DIGEST -> this;
        };
    }

    /** Without a door for answers. */
    public Dispatch(Notification notification, Message message, boolean possibleRepeat,
            Optional<Receipts.Receipt> first, Instant now) {
        this(notification, message, possibleRepeat, first, now, new AnswerButtons(AnswerDoor.NONE, notification, now));
    }
}
