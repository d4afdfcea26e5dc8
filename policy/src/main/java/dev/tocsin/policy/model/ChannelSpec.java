package dev.tocsin.policy.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.Trait;

/**
 * A configured channel. Secrets are references ({@link SecretRef}), resolved by the notifier only.
 *
 * @param name
 *            its name in the policy
 * @param type
 *            name of a {@link dev.tocsin.policy.channel.ChannelType}
 * @param settings
 *            plain settings of the type under their keys in the policy file, such as url, api-url, host, from
 * @param secrets
 *            secret settings of the type under their keys in the policy file, such as url, webhook-url, token, routing-key
 * @param tells
 *            kinds of notification, besides pages, that those who were paged through it are also sent
 * @param cleared
 *            whether what is confidential may be read there
 * @param sendsResolved
 *            whether the end of an incident is told where a page of it was; false as Alertmanager's {@code send_resolved}
 * @param throttle
 *            how many messages each of its destinations gets within a time; empty for no limit
 */
public record ChannelSpec(String name, String type, Map<String, String> settings, Map<String, SecretRef> secrets,
        Set<NotificationKind> tells, boolean cleared, boolean sendsResolved, Optional<Throttle> throttle) {

    public ChannelSpec {
        Objects.requireNonNull(throttle, "throttle");
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        tells = Set.copyOf(tells);
    }

    /** Cleared as its type is unless the policy says otherwise. */
    public ChannelSpec(String name, String type, Map<String, String> settings, Map<String, SecretRef> secrets,
            Set<NotificationKind> tells) {
        this(name, type, settings, secrets, tells, isA(type, Trait.CLEARED));
    }

    /** Tells the end of what it opened, and has no throttle. */
    public ChannelSpec(String name, String type, Map<String, String> settings, Map<String, SecretRef> secrets,
            Set<NotificationKind> tells, boolean cleared) {
        this(name, type, settings, secrets, tells, cleared, true, Optional.empty());
    }

    private static boolean isA(String type, Trait trait) {
        return ChannelCatalogue.named(type).filter(known -> known.is(trait)).isPresent();
    }

    /** What comes through it wakes somebody, whatever it is. */
    public boolean wakes() {
        return isA(type, Trait.WAKES);
    }

    /** It shows how things are and speaks to nobody: a status page, a list of tickets. */
    public boolean isRecord() {
        return isA(type, Trait.RECORD);
    }

    /** Its receiver hears of what comes by itself; an inbox, a status page and a list of tickets wait to be looked at. */
    public boolean speaks() {
        return !isA(type, Trait.WAITS) && !isRecord();
    }

    /** It can carry only that an incident is open, and that it is resolved. */
    public boolean knowsOnlyPages() {
        return isA(type, Trait.ONLY_PAGES);
    }

    /** A page opens something outside; a mail and a call leave nothing open, and a telephone does not ring for an end. */
    public boolean opensAnything() {
        return !isA(type, Trait.OPENS_NOTHING);
    }

    /** What was opened there stays open until it is closed, whoever it was opened for. */
    public boolean staysOpen() {
        return isA(type, Trait.STAYS_OPEN);
    }
}
