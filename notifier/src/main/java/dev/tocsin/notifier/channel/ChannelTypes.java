package dev.tocsin.notifier.channel;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notifier.channel.email.EmailType;
import dev.tocsin.notifier.channel.inbox.InboxType;
import dev.tocsin.notifier.channel.pagerduty.PagerDutyType;
import dev.tocsin.notifier.channel.slack.SlackType;
import dev.tocsin.notifier.channel.webhook.WebhookType;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;

/** The types of channel that there are, by name. */
public final class ChannelTypes {

    private final Map<String, ChannelType> byId;

    /** These types. */
    public ChannelTypes(Collection<? extends ChannelType> types) {
        this.byId = types.stream().collect(Collectors.toUnmodifiableMap(ChannelType::id, Function.identity()));
    }

    /** All that come with Tocsin. */
    public static ChannelTypes all(GuardedHttp http, AddressGuard guard) {
        return new ChannelTypes(Stream.concat(Stream.of(new InboxType(), new WebhookType(http), new SlackType(http),
                new PagerDutyType(http), new EmailType(guard)), Stream.of("teams", "sms", "voice", "opsgenie",
                        "statuspage", "linear").map(UndeliveredType::new)).toList());
    }

    /** A type by name. */
    public Optional<ChannelType> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
