package dev.tocsin.notifier.channel.opsgenie;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.VendorRetryHeaders;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;
import org.apache.hc.core5.http.ContentType;

/**
 * Creates, acknowledges, notes and closes an alert at Opsgenie, or at Jira Service Management, which takes its place. Both
 * fold by alias, so a repeat is harmless. 202 means queued: whether it was done is not asked.
 */
public final class OpsgenieChannel implements Channel {

    private static final int ACCEPTED = 202;
    private static final String ALERTS = "v2/alerts";
    private static final String KEY = "check that 'api-key' is the key of an API integration that may create and update"
            + " alerts, and that 'url' belongs to its region";
    private static final Vendor OPSGENIE = new Vendor("Opsgenie", Map.of(401, KEY, 402,
            "the account's plan does not include this", 403, KEY, 404, "check the channel's 'url'", 422,
            "check that the target's address names an existing team"),
            reply -> VendorRetryHeaders.seconds(reply, "X-RateLimit-Period-In-Sec"));

    private final Endpoint alerts;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    /** A channel as configured. */
    public OpsgenieChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        var url = settings.neededEndpoint("url");
        this.alerts = url.endsWith(ALERTS) ? url : url.resolve(ALERTS);
        this.headers = Map.of("Authorization", "GenieKey " + settings.neededSecret("api-key").reveal());
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        if (!OpsgenieRequest.ringsAgain(dispatch)) {
            return send(dispatch, OpsgenieRequest.of(dispatch));
        }
        return switch (send(dispatch, OpsgenieRequest.close(dispatch))) {
            case Outcome.Delivered _ -> send(dispatch, OpsgenieRequest.of(dispatch));
            case Outcome.RetryAfter failed -> failed;
            case Outcome.Rejected failed -> failed;
        };
    }

    private Outcome send(Dispatch dispatch, OpsgenieRequest request) {
        var where = request.path().isEmpty() ? alerts : alerts.resolve(request.path());
        return HttpOutcomes.of(http.send(request.method(), where, headers, ContentType.APPLICATION_JSON, request
                .json()),
                OPSGENIE, reply -> accepted(reply, DeduplicationKeys.ofIncident(dispatch.notification())));
    }

    private static Optional<Outcome> accepted(HttpResult.Replied reply, String alias) {
        return reply.status() == ACCEPTED ? Optional.of(new Outcome.Delivered(alias, ACCEPTED)) : Optional.empty();
    }
}
