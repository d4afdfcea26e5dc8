package dev.tocsin.notifier.channel.slack;

import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Slack. Uses the model of Slack's client for blocks but our HTTP client, because theirs would bypass the address guard and retry on its own.
 */
public final class SlackAdapter implements ChannelAdapter {

    private final GuardedHttp http;
    private final KnownRooms rooms = new KnownRooms();

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
                yield new SlackBotChannel(api, new SlackRooms(api, rooms), bot.mentions(), bot.invites()
                        ? Optional.of(new SlackInvitations(api, rooms, bot.mentions().groups()))
                        : Optional.empty());
            }
        };
    }
}
