package dev.tocsin.notifier.channel.splunkoncall;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * Begins, acknowledges and ends an incident at Splunk On-Call by its generic REST endpoint (help.splunk.com, "REST Endpoint
 * integration guide"). It folds by {@code entity_id}. An unknown routing key is accepted and reaches the default team.
 */
public final class SplunkOnCallChannel implements Channel {

    private static final Vendor SPLUNK = Vendor.of("Splunk On-Call", Map.of(400, "check the channel's 'api-key'", 401,
            "check the channel's 'api-key'", 403,
            "check the channel's 'api-key', and that the REST integration is enabled",
            404, "check the channel's 'api-key' and 'url'"));
    private static final String RECOVERY = "RECOVERY";

    private final Endpoint integration;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public SplunkOnCallChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.integration = settings.neededEndpoint("url").resolve("alert/" + Endpoint.encoded(settings.neededSecret(
                "api-key")
                .reveal().strip()));
        this.longest = settings.type().limit("state_message");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var rings = KindTraits.of(dispatch.notification().getKind()).isUrgent();
        if (!rings || new KindDetails(dispatch.notification()).text("again").isEmpty()) {
            return send(dispatch, type(dispatch));
        }
        // What is open or acknowledged there would be added to without a sound.
        return switch (send(dispatch, RECOVERY)) {
            case Outcome.Delivered _ -> send(dispatch, type(dispatch));
            case Outcome.RetryAfter failed -> failed;
            case Outcome.Rejected failed -> failed;
        };
    }

    private static String type(Dispatch dispatch) {
        return switch (KindTraits.of(dispatch.notification().getKind())) {
            case ASKS, UNHEARD_OF -> "CRITICAL";
            case ENDS -> RECOVERY;
            case STANDS -> "ACKNOWLEDGEMENT";
            case MISSED, ARRANGES, REMINDS, CHORES -> "INFO";
        };
    }

    private Outcome send(Dispatch dispatch, String type) {
        var key = DeduplicationKeys.ofIncident(dispatch.notification());
        var body = Json.object("message_type", type, "entity_id", key, "entity_display_name", dispatch.message()
                .headline(),
                "state_message", new FittedText(longest.most(), longest.unit(), Markup.PLAIN).all(dispatch.message()),
                "monitoring_tool", "Tocsin", "vo_annotate.u.Incident", dispatch.message().place().orElse(null));
        var where = integration.resolve(Endpoint.encoded(Optional.of(dispatch.notification().getAddress()).filter(
                it -> !it
                        .isBlank()).orElse("default")));
        return HttpOutcomes.of(http.post(where, Map.of(), ContentType.APPLICATION_JSON, Json.bytes(body)), SPLUNK,
                reply -> understood(reply, key));
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply, String key) {
        if (reply.status() != 200) {
            return Optional.empty();
        }
        return Optional.of(Json.of(reply).path("result").asString("").equals("success")
                ? new Outcome.Delivered(key, 200)
                : new Outcome.Rejected("Splunk On-Call answered 200 without success: check the channel's 'api-key'",
                        200));
    }
}
