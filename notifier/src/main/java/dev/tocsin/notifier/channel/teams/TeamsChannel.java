package dev.tocsin.notifier.channel.teams;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;
import org.apache.hc.core5.http.ContentType;

/**
 * Posts an Adaptive Card to a workflow of Teams (support.microsoft.com, "Create incoming webhooks with Workflows"). Its 202
 * means that the flow was started, not that anything was posted; nothing can be changed later. An address of the older
 * connectors answers 200, with 1 when it posted and with an error's text when it did not (msteams-docs #1810).
 */
public final class TeamsChannel implements Channel {

    private static final String FLOW = "the workflow is gone, turned off or has another owner: save it again and put its new"
            + " address into the channel's 'webhook-url'";
    private static final Vendor TEAMS = Vendor.of("Teams", Map.of(400, FLOW, 401, FLOW, 403, FLOW, 404, FLOW, 410, FLOW,
            413, "the message is too large for the workflow"));
    /** Of Microsoft's guidance for bots: 412 passes. */
    private static final int PRECONDITION_FAILED = 412;
    private static final Pattern PASSING = Pattern.compile("(?i)http error (429|412|5\\d\\d)");

    private final Endpoint url;
    private final int largest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public TeamsChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.url = settings.neededEndpoint("webhook-url");
        this.largest = settings.type().limit("body").most();
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        return HttpOutcomes.of(http.post(url, Map.of(), ContentType.APPLICATION_JSON, TeamsCard.json(dispatch,
                largest)),
                TEAMS, TeamsChannel::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        return switch (reply.status()) {
            case 202 -> Optional.of(new Outcome.Delivered("", reply.status()));
            case 200 -> Optional.of(ofConnector(reply));
            case PRECONDITION_FAILED -> Optional.of(TEAMS.again(reply));
            default -> Optional.empty();
        };
    }

    private static Outcome ofConnector(HttpResult.Replied reply) {
        if (reply.body().isBlank() || reply.body().strip().equals("1")) {
            return new Outcome.Delivered("", reply.status());
        }
        var passing = PASSING.matcher(reply.body());
        return passing.find()
                ? HttpOutcomes.again(reply, "Teams answered 200 with an error " + passing.group(1))
                : new Outcome.Rejected("Teams answered 200 with an error: " + FLOW, reply.status());
    }
}
