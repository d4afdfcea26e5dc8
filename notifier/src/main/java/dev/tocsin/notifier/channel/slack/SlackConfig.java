package dev.tocsin.notifier.channel.slack;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;

/** The two ways into Slack. */
sealed interface SlackConfig {

    /** An incoming webhook: one room, no receipt, nothing can be changed later. */
    record Webhook(Endpoint url) implements SlackConfig {}

    /** A bot: any room it is in, and messages have a time stamp by which they can be updated and answered. */
    record Bot(Endpoint api, Secret token) implements SlackConfig {}

    static SlackConfig of(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        var token = settings.secret("token");
        return token.isPresent()
                ? new Bot(settings.neededEndpoint("api-url"), token.get())
                : new Webhook(settings.neededEndpoint("webhook-url"));
    }
}
