package dev.tocsin.notifier.channel.mattermost;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.IncomingWebhook;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.VendorRetryHeaders;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.Markdown;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Posts to an incoming webhook of Mattermost (developers.mattermost.com, "Incoming webhooks"). It answers without an id, so
 * nothing can be edited or answered later. A longer text would be split into several posts.
 */
public final class MattermostChannel implements Channel {

    private static final String HOOK = "the webhook is gone or may not post there: create another and put its address into the"
            + " channel's 'webhook-url'";
    private static final Vendor MATTERMOST = new Vendor("Mattermost", Map.of(400, HOOK, 401, HOOK, 403, HOOK, 404,
            "check the target's address: the name of an existing channel", 413,
            "raise the maximum post size of the server"),
            reply -> VendorRetryHeaders.seconds(reply, "X-Ratelimit-Reset"));

    private final IncomingWebhook hook;

    /** A channel as configured. */
    public MattermostChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.hook = new IncomingWebhook(settings, http);
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var room = Optional.of(dispatch.notification().getAddress()).filter(it -> !it.isBlank()).orElse(null);
        var urgent = KindTraits.of(dispatch.notification().getKind()).isUrgent();
        var body = Json.object("text", hook.text(dispatch.linked(), Markdown.inChats()), "channel", room, "priority",
                urgent ? Map.of("priority", "urgent") : null);
        return hook.post(hook.url(), body, MATTERMOST, MattermostChannel::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        return reply.status() == 200
                ? Optional.of(reply.body().strip().equals("ok")
                        ? new Outcome.Delivered("", 200)
                        : new Outcome.Rejected(
                                "Mattermost answered 200 without ok: check that 'webhook-url' is a Mattermost webhook",
                                200))
                : Optional.empty();
    }
}
