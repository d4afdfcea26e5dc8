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
 * @param pageReceipt
 *            what the receiver called the page of this incident, as far as it is known
 * @param now
 *            time of the attempt
 */
public record Dispatch(Notification notification, Message message, boolean possibleRepeat,
        Optional<String> pageReceipt, Instant now) {}
