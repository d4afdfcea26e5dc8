package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/** PagerDuty, through its Events API v2. */
public final class PagerDutyAdapter implements ChannelAdapter {

    private final GuardedHttp http;

    /** The type, posting through this client. */
    public PagerDutyAdapter(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "pagerduty";
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new PagerDutyChannel(PagerDutyConfig.of(settings), http);
    }
}
