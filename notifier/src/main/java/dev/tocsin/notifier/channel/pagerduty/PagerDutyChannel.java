package dev.tocsin.notifier.channel.pagerduty;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindDetails;
import org.apache.hc.core5.http.ContentType;

/**
 * Triggers, acknowledges and resolves an alert at PagerDuty. PagerDuty folds by dedup_key, so a repeat is harmless. Its 202
 * means accepted, not created.
 */
final class PagerDutyChannel implements Channel {

    private static final int ACCEPTED = 202;
    private static final String KEY = "check that 'routing-key' is the integration key of an Events API v2 integration";
    private static final Vendor PAGERDUTY = Vendor.of("PagerDuty", Map.of(400, KEY, 401, KEY, 403, KEY, 404,
            "check the channel's 'url'; it ends in /v2/enqueue"));

    private final PagerDutyConfig config;
    private final GuardedHttp http;

    PagerDutyChannel(PagerDutyConfig config, GuardedHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        return PagerDutyAction.of(dispatch.notification().getKind()).map(action -> action == PagerDutyAction.TRIGGER
                && new KindDetails(dispatch.notification()).text("again").isPresent()
                        ? anew(dispatch)
                        : send(dispatch, action))
                .orElseGet(() -> new Outcome.Rejected("PagerDuty has no event for this kind of notification", 0));
    }

    /**
     * A trigger for what is open there already, or acknowledged, is added to it without a sound. So it is ended first, which
     * does nothing where there is nothing; the same again does no harm.
     */
    private Outcome anew(Dispatch dispatch) {
        return switch (send(dispatch, PagerDutyAction.RESOLVE)) {
            case Outcome.Delivered _ -> send(dispatch, PagerDutyAction.TRIGGER);
            case Outcome.RetryAfter failed -> failed;
            case Outcome.Rejected failed -> failed;
        };
    }

    private Outcome send(Dispatch dispatch, PagerDutyAction action) {
        var event = PagerDutyPayload.json(dispatch, action, config.routingKey());
        return HttpOutcomes.of(http.post(config.url(), Map.of(), ContentType.APPLICATION_JSON, event), PAGERDUTY,
                reply -> accepted(reply, DeduplicationKeys.ofIncident(dispatch.notification())));
    }

    private static Optional<Outcome> accepted(HttpResult.Replied reply, String key) {
        return reply.status() == ACCEPTED ? Optional.of(new Outcome.Delivered(key, ACCEPTED)) : Optional.empty();
    }
}
