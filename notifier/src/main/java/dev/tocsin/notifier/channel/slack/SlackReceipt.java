package dev.tocsin.notifier.channel.slack;

import java.util.Optional;

/** Slack's reference to a message: channel id and timestamp. */
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
