package dev.tocsin.notifier.channel.incidentio;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;
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
import dev.tocsin.notifier.message.Markdown;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * Fires and resolves an alert at incident.io by an HTTP alert source (api-docs.incident.io, "Alert Events V2"). It folds by
 * {@code deduplication_key}, and knows no acknowledgement.
 */
public final class IncidentIoChannel implements Channel {

    private static final String TOKEN = "check that the channel's 'token' is that of the alert source";
    private static final Vendor INCIDENT_IO = Vendor.of("incident.io", Map.of(401, TOKEN, 403, TOKEN, 404,
            "check the channel's 'source', the id of an HTTP alert source", 422,
            "check the attributes that the alert source requires"));
    private static final int LONGEST_FIELD = 200;
    private static final String RESOLVED = "resolved";

    private final Endpoint events;
    private final Map<String, String> headers;
    private final Limit longest;
    private final GuardedHttp http;

    /** A channel as configured. */
    public IncidentIoChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.events = settings.neededEndpoint("url").resolve("v2/alert_events/http/" + Endpoint.encoded(settings.needed(
                "source")));
        this.headers = Map.of("Authorization", "Bearer " + settings.neededSecret("token").reveal());
        this.longest = settings.type().limit("description");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        if (KindTraits.of(dispatch.notification().getKind()) == KindTraits.ENDS) {
            return send(dispatch, RESOLVED);
        }
        if (new KindDetails(dispatch.notification()).text("again").isEmpty()) {
            return send(dispatch, "firing");
        }
        // What fires there already would be added to without a sound.
        return switch (send(dispatch, RESOLVED)) {
            case Outcome.Delivered _ -> send(dispatch, "firing");
            case Outcome.RetryAfter failed -> failed;
            case Outcome.Rejected failed -> failed;
        };
    }

    private Outcome send(Dispatch dispatch, String status) {
        var key = DeduplicationKeys.ofIncident(dispatch.notification());
        var message = dispatch.message();
        var body = Json.object("title", message.headline(), "status", status, "deduplication_key", key, "description",
                new FittedText(longest.most(), longest.unit(), Markdown.inDocuments()).lines(message), "source_url",
                message
                        .place().orElse(null), "metadata", metadata(dispatch.notification().getIncident()));
        return HttpOutcomes.of(http.post(events, headers, ContentType.APPLICATION_JSON, Json.bytes(body)), INCIDENT_IO,
                reply -> understood(reply, key));
    }

    /** What its routes may ask for. */
    private static Map<String, Object> metadata(Incident incident) {
        return Json.object("incident", incident.getId(), "severity", incident.getSeverity().getId(), "service", field(
                incident
                        .getService()), "environment", field(incident.getEnvironment()), "team", field(incident
                                .getTeam()));
    }

    private static String field(String text) {
        return SafeText.cut(SafeText.line(text), LONGEST_FIELD);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply, String key) {
        return reply.isClass(2) ? Optional.of(new Outcome.Delivered(key, reply.status())) : Optional.empty();
    }
}
