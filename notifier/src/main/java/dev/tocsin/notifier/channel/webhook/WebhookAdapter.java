package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/** Any receiver of JSON over HTTP. */
public final class WebhookAdapter implements ChannelAdapter {

    private final GuardedHttp http;

    /** The type, posting through this client. */
    public WebhookAdapter(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "webhook";
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new WebhookChannel(WebhookConfig.of(settings), http);
    }
}
