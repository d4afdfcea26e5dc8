package dev.tocsin.notifier.channel.matrix;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
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
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * Posts to a room of Matrix (Client-Server API, "PUT /rooms/{roomId}/send/{eventType}/{txnId}"). The server knows a repeat by
 * its transaction id. Acknowledgements and ends edit the first message (m.replace) and reply to it. The text is plain, and only
 * what asks a person to act mentions the room.
 */
public final class MatrixChannel implements Channel {

    private static final String ACCESS = "check the channel's 'token', and invite its user to the room";
    private static final Vendor MATRIX = new Vendor("Matrix", Map.of(401, ACCESS, 403, ACCESS, 404,
            "check the address: an unencrypted room that the token's user has joined, such as !abc:example.org", 413,
            "the server takes shorter messages only"),
            reply -> VendorRetryHeaders.seconds(reply, "Retry-After"));
    private static final Pattern EVENT = Pattern.compile("\\$[A-Za-z0-9_./+:=-]{1,255}");

    private final Endpoint url;
    private final Secret token;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public MatrixChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("url");
        this.token = settings.neededSecret("token");
        this.longest = settings.type().limit("body");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var first = dispatch.first().map(Receipts.Receipt::text).filter(it -> EVENT.matcher(it).matches());
        var key = DeduplicationKeys.ofNotification(dispatch.notification());
        if (first.isEmpty()) {
            return send(dispatch, key, content(dispatch));
        }
        return switch (FollowUp.of(dispatch)) {
            case ANEW -> send(dispatch, key, content(dispatch));
            case REPLY -> reply(dispatch, key, first.get());
            case EDIT_AND_REPLY -> FollowUp.afterEdit(edit(dispatch, key, first.get()), () -> reply(dispatch, key, first
                    .get()));
        };
    }

    private Outcome reply(Dispatch dispatch, String key, String first) {
        var content = content(dispatch.asReply());
        content.put("m.relates_to", Map.of("m.in_reply_to", Map.of("event_id", first)));
        return send(dispatch, key, content);
    }

    private Outcome edit(Dispatch dispatch, String key, String first) {
        var content = content(dispatch);
        content.put("m.new_content", content(dispatch));
        content.put("m.relates_to", Map.of("rel_type", "m.replace", "event_id", first));
        return send(dispatch, key + "-edit", content);
    }

    private Map<String, Object> content(Dispatch dispatch) {
        var rings = KindTraits.of(dispatch.notification().getKind()).isUrgent();
        return Json.object("msgtype", "m.text", "body", new FittedText(longest.most(), longest.unit(), Markup.PLAIN)
                .all(
                        dispatch.linked()), "m.mentions", rings ? Map.of("room", true) : Map.of());
    }

    private Outcome send(Dispatch dispatch, String transaction, Map<String, Object> content) {
        var where = url.resolve("_matrix/client/v3/rooms/" + Endpoint.encoded(dispatch.notification().getAddress())
                + "/send/m.room.message/" + Endpoint.encoded(transaction));
        var answer = http.send("PUT", where, Map.of("Authorization", "Bearer " + token.reveal()),
                ContentType.APPLICATION_JSON, Json.bytes(content));
        return HttpOutcomes.of(answer, MATRIX, MatrixChannel::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        if (reply.status() != 200) {
            return Optional.empty();
        }
        var event = Json.of(reply).path("event_id").asString("");
        return Optional.of(EVENT.matcher(event).matches()
                ? new Outcome.Delivered(event, 200)
                : new Outcome.Rejected("Matrix answered 200 without an event id: check that the channel's 'url' is a"
                        + " Matrix server", 200));
    }
}
