package dev.tocsin.notifier.channel;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Message;

/**
 * One attempt to tell somebody something.
 *
 * @param message
 *            what to say
 * @param possibleRepeat
 *            whether an earlier attempt may have arrived
 * @param first
 *            what the receiver called the message of this incident that others refer to, as far as it is known
 * @param now
 *            time of the attempt
 */
public record Dispatch(Notification notification, Message message, boolean possibleRepeat,
        Optional<Receipts.Receipt> first, Instant now) {}
