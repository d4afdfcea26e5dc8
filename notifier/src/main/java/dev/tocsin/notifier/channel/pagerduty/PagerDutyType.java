package dev.tocsin.notifier.channel.pagerduty;

import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelType;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/** PagerDuty, through its Events API v2. */
public final class PagerDutyType implements ChannelType {

    private final GuardedHttp http;

    /** The type, posting through this client. */
    public PagerDutyType(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "pagerduty";
    }

    @Override
    public boolean keyed() {
        return true;
    }

    /** It takes about 120 events in a minute for one key: a burst at once is answered with 429. */
    @Override
    public int parallel() {
        return 4;
    }

    @Override
    public Optional<String> refusal(NotificationKind kind) {
        return PagerDutyAction.of(kind).isPresent()
                ? Optional.empty()
                : Optional.of("PagerDuty knows of incidents that they begin, are acknowledged and end, and nothing else"
                        + "; name another channel for the target too");
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new PagerDutyChannel(PagerDutyConfig.of(settings), http);
    }
}
