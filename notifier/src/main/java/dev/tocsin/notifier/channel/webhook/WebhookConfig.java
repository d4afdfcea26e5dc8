package dev.tocsin.notifier.channel.webhook;

import java.util.Optional;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * @param signer
 *            signs what is sent; empty when the policy has no secret for it
 * @param cloudEvents
 *            whether the body is a CloudEvent
 */
record WebhookConfig(Endpoint url, Optional<Signer> signer, boolean cloudEvents) {

    static WebhookConfig of(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        var secret = settings.secret("secret");
        return new WebhookConfig(settings.neededEndpoint("url"),
                secret.isEmpty() ? Optional.empty() : Optional.of(Signer.of(secret.get())), settings.text("format")
                        .filter("cloudevents"::equals)
                        .isPresent());
    }
}
