package dev.tocsin.notifier.channel.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import org.apache.hc.core5.http.ContentType;

/** Posts JSON in the way of Standard Webhooks; the receiver knows a repeat by {@code webhook-id}. */
final class WebhookChannel implements Channel {

    private static final Vendor RECEIVER = Vendor.of("the webhook receiver", Map.of(401,
            "check the secret in the address, or the signing secret that the receiver knows", 403,
            "check the secret in the address, or the signing secret that the receiver knows", 404,
            "check the channel's 'url'", 410, "the receiver is gone: remove the channel or change its 'url'", 413,
            "the receiver accepts less than 20 kB: raise its limit"));

    private final WebhookConfig config;
    private final GuardedHttp http;

    WebhookChannel(WebhookConfig config, GuardedHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var id = id(dispatch.notification());
        var body = config.cloudEvents() ? WebhookPayload.cloudEvent(dispatch, id) : WebhookPayload.json(dispatch);
        var type = config.cloudEvents() ? CloudEvent.TYPE : ContentType.APPLICATION_JSON;
        var headers = new HashMap<String, String>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(dispatch.now().getEpochSecond()));
        config.signer()
                .ifPresent(signer -> headers.put("webhook-signature", signer.sign(id, dispatch.now(), body)));
        return HttpOutcomes.of(http.post(config.url(), headers, type, body), RECEIVER,
                reply -> taken(reply, id));
    }

    private static Optional<Outcome> taken(HttpResult.Replied reply, String id) {
        return reply.isClass(2) ? Optional.of(new Outcome.Delivered(id, reply.status())) : Optional.empty();
    }

    /** Our id as it is, unless it has characters that the specification or a header does not take. */
    private static String id(Notification notification) {
        return notification.getId().matches("[A-Za-z0-9_:/#~-]{1,200}")
                ? notification.getId()
                : DeduplicationKeys.ofNotification(notification);
    }
}
