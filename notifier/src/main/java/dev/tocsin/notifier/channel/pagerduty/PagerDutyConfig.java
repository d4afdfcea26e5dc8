package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;

/**
 * @param url
 *            of the Events API v2; EU accounts have another
 * @param routingKey
 *            integration key of a PagerDuty service
 */
record PagerDutyConfig(Endpoint url, Secret routingKey) {

    static PagerDutyConfig of(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new PagerDutyConfig(settings.neededEndpoint("url"), settings.neededSecret("routing-key"));
    }
}
