package dev.tocsin.notifier.channel.slack;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Slack. Slack's own client would bring a second HTTP stack, past our address guard and with retries of its own; so its
 * model makes the blocks, and our client posts them.
 */
public final class SlackAdapter implements ChannelAdapter {

    private final GuardedHttp http;
    private final RoomsKnown rooms = new RoomsKnown();

    /** The type, posting through this client. */
    public SlackAdapter(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "slack";
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return switch (SlackConfig.of(settings)) {
            case SlackConfig.Webhook webhook -> new SlackWebhookChannel(webhook, http);
            case SlackConfig.Bot bot -> {
                var api = new SlackApi(bot, http);
                yield new SlackBotChannel(api, new SlackRooms(api, rooms));
            }
        };
    }
}
