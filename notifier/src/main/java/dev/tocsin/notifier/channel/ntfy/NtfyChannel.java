package dev.tocsin.notifier.channel.ntfy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * Publishes to a topic of ntfy (docs.ntfy.sh, "Publish as JSON": to the root of the server). An acknowledgement and an end
 * replace the page on the telephone by its {@code sequence_id}.
 */
public final class NtfyChannel implements Channel {

    private static final String ACCESS = "check the channel's 'token', and that it may write to the topic";
    private static final Vendor NTFY = Vendor.of("ntfy", Map.of(400, "check the topic: letters, digits, '_' and '-'",
            401, ACCESS, 403, ACCESS, 404, "check the channel's 'url': the root of the server"));
    /** Errors with which a day's quota is used up (ntfy, server/errors.go); the others of 429 pass within minutes. */
    private static final int DAILY_LIMIT = 42908;
    private static final int LOUDEST = 5;
    private static final int LOUD = 4;
    private static final int NORMAL = 3;

    private final Endpoint url;
    private final Optional<Secret> topic;
    private final Optional<Secret> token;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public NtfyChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("url");
        this.topic = settings.secret("topic");
        this.token = settings.secret("token");
        this.longest = settings.type().limit("message");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var headers = new HashMap<String, String>();
        token.ifPresent(it -> headers.put("Authorization", "Bearer " + it.reveal()));
        var sequence = sequence(dispatch);
        return HttpOutcomes.of(http.post(url, headers, ContentType.APPLICATION_JSON, body(dispatch, sequence)), NTFY,
                reply -> understood(reply, sequence));
    }

    /** The page's own, where it is brought up to date. */
    private static String sequence(Dispatch dispatch) {
        return switch (FollowUp.of(dispatch)) {
            case EDIT_AND_REPLY -> dispatch.first().map(Receipts.Receipt::text).orElseThrow();
            case ANEW, REPLY -> DeduplicationKeys.ofNotification(dispatch.notification());
        };
    }

    private byte[] body(Dispatch dispatch, String sequence) {
        var message = dispatch.message();
        var place = message.place();
        return Json.bytes(Json.object("topic", topic.map(Secret::reveal).orElse(dispatch.notification().getAddress()),
                "title", message.headline(), "message", new FittedText(longest.most(), longest.unit(), Markup.PLAIN)
                        .lines(message),
                "priority", priority(dispatch), "tags", List.of(tag(dispatch)), "click", place.orElse(null), "actions",
                actions(dispatch),
                "sequence_id", sequence));
    }

    /**
     * At most three (docs.ntfy.sh, "Action buttons"). One of type http posts from the telephone, without asking and without
     * saying who it is: whoever reads the topic can acknowledge for its target.
     */
    private static List<Map<String, Object>> actions(Dispatch dispatch) {
        var actions = new ArrayList<Map<String, Object>>();
        dispatch.answers().acknowledgeLink().ifPresent(link -> actions.add(Map.of("action", "http", "label",
                "Acknowledge", "url", link, "method", "POST", "clear", true)));
        dispatch.message().place().ifPresent(place -> actions.add(Map.of("action", "view", "label",
                "Open the incident", "url", place)));
        return actions.isEmpty() ? null : actions;
    }

    /** 5 rings on and on until it is looked at, 4 rings and vibrates longer (docs.ntfy.sh, "Message priority"). */
    private static int priority(Dispatch dispatch) {
        if (!KindTraits.of(dispatch.notification().getKind()).isUrgent()) {
            return NORMAL;
        }
        return dispatch.notification().getIncident().getSeverity().getRank() <= 2 ? LOUDEST : LOUD;
    }

    private static String tag(Dispatch dispatch) {
        return switch (KindTraits.of(dispatch.notification().getKind())) {
            case ASKS, UNHEARD_OF -> "rotating_light";
            case ENDS -> "white_check_mark";
            case MISSED, STANDS, ARRANGES, REMINDS, CHORES -> "information_source";
        };
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply, String sequence) {
        var json = Json.of(reply);
        if (reply.status() == 200) {
            return Optional.of(json.path("id").asString("").isEmpty()
                    ? new Outcome.Rejected(
                            "ntfy answered 200 without a message id: check that the channel's 'url' is an ntfy"
                                    + " server", 200)
                    : new Outcome.Delivered(sequence, 200));
        }
        return reply.status() == 429 && json.path("code").asInt(0) == DAILY_LIMIT
                ? Optional.of(new Outcome.Rejected(
                        "ntfy answered 429 42908: the daily message quota is used up; raise the"
                                + " limit of the account, or use your own server", 429))
                : Optional.empty();
    }
}
