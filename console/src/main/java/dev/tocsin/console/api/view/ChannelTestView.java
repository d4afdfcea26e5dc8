package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.ChannelTest;

/**
 * A test of a channel, as the API shows it.
 *
 * @param state
 *            requested, delivered, failed or refused
 * @param reason
 *            why nothing was sent; empty if something was
 */
public record ChannelTestView(String id, String state, String channel, String target, String actor, Instant requestedAt,
        Optional<Instant> endedAt, String reason, List<Message> messages) {

    public ChannelTestView {
        messages = List.copyOf(messages);
    }

    /**
     * One message of the test.
     *
     * @param closing
     *            whether it closes what the test opened
     * @param detail
     *            what came back
     */
    public record Message(String destination, boolean closing, boolean delivered, String detail, long tookMillis) {}

    /** Shows a test. */
    public static ChannelTestView of(ChannelTest test) {
        return new ChannelTestView(test.getId(), test.getState().name().toLowerCase(Locale.ROOT), test.getChannel(),
                test.getTarget(), test.getActor(), test.getRequestedAt(), test.getEndedAt(), test.getReason(), test
                        .getMessages().stream().map(one -> new Message(one.getDestination(), one.getClosing(), one
                                .getDelivered(), one.getDetail(), one.getTookMillis())).toList());
    }
}
