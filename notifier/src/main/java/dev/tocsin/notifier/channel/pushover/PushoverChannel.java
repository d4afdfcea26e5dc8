package dev.tocsin.notifier.channel.pushover;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.FormBody;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.policy.channel.Limit;

/**
 * Pushes by Pushover (pushover.net/api). A page about something bad is an emergency, which rings again each minute until
 * somebody acknowledges it there; an acknowledgement and an end cancel it by its tag, or the telephone would ring on.
 */
public final class PushoverChannel implements Channel {

    private static final Vendor PUSHOVER = Vendor.of("Pushover", Map.of(400,
            "check the channel's 'token' and the target's user key", 401, "check the channel's 'token'", 404,
            "check the channel's 'url'"));
    private static final String USED_UP = "Pushover answered 429: the monthly message quota of the application is used up;"
            + " buy more, or use another channel";
    private static final int LONGEST_ADDRESS = 512;
    /** Rings until somebody acknowledges it; Pushover then calls the address given as callback. */
    private static final String EMERGENCY = "2";
    /** Seconds between rings; Pushover asks for at least 30. */
    private static final String RETRY = "60";
    /** Seconds that it rings; Pushover takes at most 10,800. */
    private static final String EXPIRE = "3600";

    private final Endpoint url;
    private final Secret token;
    private final Optional<Secret> user;
    private final Limit title;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public PushoverChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("url");
        this.token = settings.neededSecret("token");
        this.user = settings.secret("user");
        this.title = settings.type().limit("title");
        this.longest = settings.type().limit("message");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        if (!quiets(dispatch)) {
            return push(dispatch);
        }
        return switch (call("1/receipts/cancel_by_tag/" + tag(dispatch) + ".json", Map.of("token", token.reveal()))) {
            case Outcome.RetryAfter(var asked, var reason, var status, _) ->
                new Outcome.RetryAfter(asked, "cancel: " + reason, status, false);
            case Outcome.Delivered _,Outcome.Rejected _ -> push(dispatch);
        };
    }

    private static boolean quiets(Dispatch dispatch) {
        var kind = dispatch.notification().getKind();
        return KindTraits.of(kind) == KindTraits.ENDS || kind == NotificationKind.ACKNOWLEDGED
                || kind == NotificationKind.MITIGATED;
    }

    private Outcome push(Dispatch dispatch) {
        var message = dispatch.message();
        var fields = new LinkedHashMap<String, String>();
        fields.put("token", token.reveal());
        fields.put("user", user.map(Secret::reveal).orElse(dispatch.notification().getAddress()));
        fields.put("title", SafeText.cut(message.headline(), title.most()));
        fields.put("message", text(dispatch));
        message.place().filter(it -> it.length() <= LONGEST_ADDRESS).ifPresent(place -> {
            fields.put("url", place);
            fields.put("url_title", "Open the incident");
        });
        fields.putAll(urgency(dispatch));
        if (EMERGENCY.equals(fields.get("priority"))) {
            dispatch.answers().reports("pushover").ifPresent(address -> fields.put("callback", address));
        }
        return call("1/messages.json", fields);
    }

    /** A blank message is refused. */
    private String text(Dispatch dispatch) {
        var text = new FittedText(longest.most(), longest.unit(), Markup.PLAIN).lines(dispatch.message());
        return text.isBlank() ? "See the console." : text;
    }

    private static Map<String, String> urgency(Dispatch dispatch) {
        if (!KindTraits.of(dispatch.notification().getKind()).isUrgent()) {
            return Map.of("priority", "0");
        }
        return dispatch.notification().getIncident().getSeverity().getRank() <= 2
                ? Map.of("priority", EMERGENCY, "retry", RETRY, "expire", EXPIRE, "tags", tag(dispatch))
                : Map.of("priority", "1");
    }

    private static String tag(Dispatch dispatch) {
        return DeduplicationKeys.ofIncident(dispatch.notification());
    }

    private Outcome call(String path, Map<String, String> fields) {
        return HttpOutcomes.of(http.post(url.resolve(path), Map.of(), FormBody.TYPE, FormBody.bytes(fields)), PUSHOVER,
                PushoverChannel::understood);
    }

    /** No 4xx passes (pushover.net/api, "Being friendly to our API"). */
    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        var json = Json.of(reply);
        return switch (reply.status()) {
            case 200 -> Optional.of(json.path("status").asInt(0) == 1
                    ? new Outcome.Delivered(Json.code(json.path("receipt")), 200)
                    : new Outcome.Rejected("Pushover answered 200 without status 1", 200));
            case 429 -> Optional.of(new Outcome.Rejected(USED_UP, 429));
            case 408 -> Optional.of(PUSHOVER.rejected(reply, ""));
            default -> Optional.empty();
        };
    }
}
