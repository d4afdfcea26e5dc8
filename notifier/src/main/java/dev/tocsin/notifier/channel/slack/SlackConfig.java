package dev.tocsin.notifier.channel.slack;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;

/** The two ways to post to Slack. */
sealed interface SlackConfig {

    /** An incoming webhook: one channel, no receipts, no edits. */
    record Webhook(Endpoint url, SlackMentions mentions) implements SlackConfig {}

    /** A bot: any channel it belongs to; messages have a timestamp for edits and replies; it may invite people to an incident's own channel. */
    record Bot(Endpoint api, Secret token, SlackMentions mentions, boolean invites) implements SlackConfig {}

    static SlackConfig of(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        var token = settings.secret("token");
        return token.isPresent()
                ? new Bot(settings.neededEndpoint("api-url"), token.get(), SlackMentions.of(settings), settings.text(
                        "invite")
                        .filter("false"::equals).isEmpty())
                : new Webhook(settings.neededEndpoint("webhook-url"), SlackMentions.of(settings));
    }
}
