package dev.tocsin.policy.model;

import java.util.Map;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/**
 * A way to tell somebody, as configured. Secrets are references ({@link SecretRef}), resolved by the notifier only.
 *
 * @param name
 *            its name in the policy
 * @param type
 *            inbox, webhook, slack, pagerduty or email
 * @param settings
 *            plain settings of the type under their keys in the policy file, such as url, api-url, host, from
 * @param secrets
 *            secret settings of the type under their keys in the policy file, such as url, webhook-url, token, routing-key
 * @param tells
 *            kinds of notification, besides pages, that those who were paged through it are also sent
 */
public record ChannelSpec(String name, String type, Map<String, String> settings, Map<String, SecretRef> secrets,
        Set<NotificationKind> tells) {

    public ChannelSpec {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        tells = Set.copyOf(tells);
    }
}
