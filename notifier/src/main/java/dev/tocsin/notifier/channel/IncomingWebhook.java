package dev.tocsin.notifier.channel;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * A chat's incoming webhook that takes a text: its address is the setting {@code webhook-url}, the longest text the limit
 * {@code text} of the channel's type.
 */
public final class IncomingWebhook {

    private final Endpoint url;
    private final Limit longest;
    private final GuardedHttp http;

    /** A webhook as configured. */
    public IncomingWebhook(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("webhook-url");
        this.longest = settings.type().limit("text");
        this.http = http;
    }

    /** Its address. */
    public Endpoint url() {
        return url;
    }

    /** A message in the chat's markup, as long as the chat takes. */
    public String text(Message message, Markup markup) {
        return new FittedText(longest.most(), longest.unit(), markup).all(message);
    }

    /** Posts once. */
    public Outcome post(Endpoint where, Map<String, Object> body, Vendor vendor,
            Function<HttpResult.Replied, Optional<Outcome>> understood) {
        return HttpOutcomes.of(http.post(where, Map.of(), ContentType.APPLICATION_JSON, Json.bytes(body)), vendor,
                understood);
    }
}
