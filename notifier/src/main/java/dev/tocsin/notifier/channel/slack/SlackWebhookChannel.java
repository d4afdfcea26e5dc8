package dev.tocsin.notifier.channel.slack;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import org.apache.hc.core5.http.ContentType;

/** Posts to an incoming webhook, whose URL is the secret. */
final class SlackWebhookChannel implements Channel {

    private final Endpoint url;
    private final SlackMentions mentions;
    private final GuardedHttp http;

    SlackWebhookChannel(SlackConfig.Webhook config, GuardedHttp http) {
        this.url = config.url();
        this.mentions = config.mentions();
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        return HttpOutcomes.of(
                http.post(url, Map.of(), ContentType.APPLICATION_JSON, SlackPayload.webhook(dispatch, mentions)),
                SlackErrors.SLACK,
                SlackWebhookChannel::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        if (reply.status() == 200) {
            return Optional.of(reply.body().strip().equals("ok")
                    ? new Outcome.Delivered("", 200)
                    : new Outcome.Rejected("Slack answered 200 with " + SlackErrors.code(reply.body()), 200));
        }
        return reply.isClass(4) && reply.status() != 429 && reply.status() != 408
                ? Optional.of(SlackErrors.SLACK.rejected(reply, SlackErrors.code(reply.body())))
                : Optional.empty();
    }
}
