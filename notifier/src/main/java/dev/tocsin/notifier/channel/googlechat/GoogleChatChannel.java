package dev.tocsin.notifier.channel.googlechat;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.IncomingWebhook;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Posts to a webhook of a Google Chat space (developers.google.com/workspace/chat, "Build a webhook"). All that is told of
 * one incident is one thread. A {@code requestId} goes along; whether webhooks heed it is not proved, so a repeat counts as
 * unknown.
 */
public final class GoogleChatChannel implements Channel {

    private static final String HOOK = "the webhook or its space is gone: create a webhook and put its address into the channel's"
            + " 'webhook-url'";
    private static final Vendor GOOGLE_CHAT = Vendor.of("Google Chat", Map.of(401, HOOK, 403, HOOK, 404, HOOK));

    private final IncomingWebhook hook;

    /** A channel as configured. */
    public GoogleChatChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.hook = new IncomingWebhook(settings, http);
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var notification = dispatch.notification();
        var where = hook.url().with("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD").with("requestId",
                DeduplicationKeys.ofNotification(notification));
        var body = Json.object("text", hook.text(dispatch.asReply().linked(), new GoogleChatMarkup()), "thread", Map.of(
                "threadKey", DeduplicationKeys.ofIncident(notification)));
        return hook.post(where, body, GOOGLE_CHAT, GoogleChatChannel::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        var name = Json.of(reply).path("name").asString("");
        return reply.status() == 200
                ? Optional.of(new Outcome.Delivered(name.matches("[A-Za-z0-9/_.-]{1,200}") ? name : "", 200))
                : Optional.empty();
    }
}
