package dev.tocsin.notifier.directory;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.channel.Accounts;
import dev.tocsin.notifier.channel.AnswerButtons;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.delivery.DeliveryStep;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.delivery.Sender;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.runtime.answer.AnswerDoor;

/** Sends a claimed notification through its channel. */
public final class ChannelSender implements Sender {

    private final ChannelDirectory channels;
    private final Secrets secrets;
    private final MessageWriter writer;
    private final Receipts receipts;
    private final AnswerDoor door;
    private final Clock clock;

    /** A courier. */
    public ChannelSender(ChannelDirectory channels, Secrets secrets, MessageWriter writer, Receipts receipts,
            AnswerDoor door, Clock clock) {
        this.door = door;
        this.channels = channels;
        this.secrets = secrets;
        this.writer = writer;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public Outcome send(DeliveryStep.Claim claim) {
        return switch (channels.find(claim.message())) {
            case ChannelDirectory.Found.Unknown(var reason) -> new Outcome.Rejected(reason, 0);
            case ChannelDirectory.Found.Known known -> send(claim, known);
        };
    }

    private Outcome send(DeliveryStep.Claim claim, ChannelDirectory.Found.Known known) {
        var notification = claim.message();
        var refusal = ChannelCatalogue.named(known.spec().type())
                .flatMap(type -> ChannelDirectory.refusal(type, notification.getKind()));
        if (refusal.isPresent()) {
            return new Outcome.Rejected(refusal.get(), 0);
        }
        try {
            var channel = known.adapter().open(new ChannelSettings(known.spec(), secrets));
            var dispatch = dispatch(notification, claim.possibleRepeat(), known.accounts());
            var outcome = channel.deliver(dispatch);
            if (outcome instanceof Outcome.Delivered delivered) {
                receipts.delivered(notification, delivered.receipt());
                return new Outcome.Delivered(delivered.receipt(), delivered.status(), both(dispatch.message().remark(),
                        delivered.remark()));
            }
            return outcome;
        } catch (MissingSecretException | ChannelRefusedException unusable) {
            return new Outcome.Rejected("channel " + notification.getChannel() + ": " + unusable.getMessage(), 0);
        }
    }

    private static Optional<String> both(Optional<String> one, Optional<String> other) {
        return Stream.of(one, other).flatMap(Optional::stream).reduce((first, second) -> first + "; " + second);
    }

    private Dispatch dispatch(Notification notification, boolean possibleRepeat, Accounts accounts) {
        var now = clock.instant();
        return new Dispatch(notification, writer.write(notification, possibleRepeat, now), possibleRepeat,
                receipts.of(notification), now, new AnswerButtons(door, notification, now), accounts);
    }
}
