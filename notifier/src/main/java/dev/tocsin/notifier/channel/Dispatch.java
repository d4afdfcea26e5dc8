package dev.tocsin.notifier.channel;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Message;

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
 */
public record Dispatch(Notification notification, Message message, boolean possibleRepeat,
        Optional<Receipts.Receipt> first, Instant now) {}
