package dev.tocsin.notifier.channel.slack;

import java.util.Optional;

/** What Slack calls a message: the room's id and the message's time stamp in it. */
record SlackReceipt(String room, String ts) {

    static Optional<SlackReceipt> parse(String text) {
        var slash = text.indexOf('/');
        return slash < 1 || slash == text.length() - 1
                ? Optional.empty()
                : Optional.of(new SlackReceipt(text.substring(0, slash), text.substring(slash + 1)));
    }

    String text() {
        return room + "/" + ts;
    }
}
