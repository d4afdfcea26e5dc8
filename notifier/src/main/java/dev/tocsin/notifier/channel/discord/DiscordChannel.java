package dev.tocsin.notifier.channel.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.FollowUp;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.VendorRetryHeaders;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markdown;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * Posts to a webhook of Discord (discord-api-docs, "Execute Webhook"), with {@code wait=true}, without which a message that
 * was not kept is no error. An acknowledgement and an end edit the page. Nothing is mentioned, whatever a text says.
 */
public final class DiscordChannel implements Channel {

    private static final String GONE = "the webhook was removed: create another and put its address into the channel's"
            + " 'webhook-url'";
    private static final Vendor DISCORD = new Vendor("Discord", Map.of(400,
            "a forum needs '?thread_id=' at the end of 'webhook-url'", 401, GONE, 403, GONE, 404, GONE),
            reply -> VendorRetryHeaders.seconds(Json.of(reply).path("retry_after").asString("")).or(
                    () -> VendorRetryHeaders.seconds(reply,
                            "X-RateLimit-Reset-After")));
    private static final int RED = 0xD92D20;
    private static final int GREEN = 0x12A150;
    private static final int GREY = 0x667085;

    private final Endpoint url;
    private final Limit content;
    private final Limit description;
    private final GuardedHttp http;

    /** A channel as configured. */
    public DiscordChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("webhook-url");
        this.content = settings.type().limit("headline");
        this.description = settings.type().limit("description");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var page = dispatch.first().map(Receipts.Receipt::text).filter(it -> it.matches("\\d{1,20}"));
        if (page.isEmpty() || FollowUp.of(dispatch) != FollowUp.EDIT_AND_REPLY) {
            return send("POST", url.with("wait", "true"), dispatch);
        }
        return FollowUp.afterEdit(send("PATCH", url.resolve("messages/" + page.get()), dispatch), () -> send("POST", url
                .with("wait", "true"), dispatch.asReply()));
    }

    private Outcome send(String method, Endpoint where, Dispatch dispatch) {
        return HttpOutcomes.of(http.send(method, where, Map.of(), ContentType.APPLICATION_JSON, body(dispatch)),
                DISCORD,
                DiscordChannel::understood);
    }

    private byte[] body(Dispatch dispatch) {
        var message = dispatch.linked();
        var markdown = Markdown.inChats();
        var embed = Json.object("title", message.place().map(_ -> "Open the incident").orElse(null), "url", message
                .place()
                .orElse(null), "color", color(dispatch), "description", new FittedText(description.most(), description
                        .unit(), markdown).lines(message));
        return Json.bytes(Json.object("content", new FittedText(content.most(), content.unit(), markdown).headline(
                message
                        .headline()), "embeds", List.of(embed), "allowed_mentions", Map.of("parse", List.of())));
    }

    private static int color(Dispatch dispatch) {
        return switch (KindTraits.of(dispatch.notification().getKind())) {
            case ASKS, UNHEARD_OF -> RED;
            case ENDS -> GREEN;
            case MISSED, STANDS, ARRANGES, REMINDS, CHORES -> GREY;
        };
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        return reply.isClass(2)
                ? Optional.of(new Outcome.Delivered(Json.code(Json.of(reply).path("id")), reply.status()))
                : Optional.empty();
    }
}
