package dev.tocsin.notifier.channel.statuspage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Incident;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Publishes an incident at Atlassian Statuspage, updates and resolves it (developer.statuspage.io, "Incidents"). The public
 * reads it: it is told what was worded for customers and the service's name, never the title. Statuspage knows no repeat, so
 * each incident carries our id in its metadata, and in doubt the unresolved ones are searched for it.
 */
public final class StatuspageChannel implements Channel {

    private static final String KEY = "check the channel's 'api-key', and that it may manage the page";
    private static final Vendor STATUSPAGE = Vendor.of("Statuspage", Map.of(401, KEY, 403, KEY, 404,
            "check the channel's 'page' and 'url'"));
    private static final String RESOLVED = "resolved";
    private static final Set<String> STATUSES = Set.of("investigating", "identified", "monitoring", RESOLVED);
    /** Statuspage's own status for too many requests; 429 comes too. */
    private static final int ENHANCE_YOUR_CALM = 420;
    private static final String FIRST = "status-page";
    private static final int LOOKED_AT = 20;

    private final Endpoint incidents;
    private final Map<String, String> headers;
    private final boolean notify;
    private final Limit name;
    private final Limit body;
    private final GuardedHttp http;

    /** A channel as configured. */
    public StatuspageChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.incidents = settings.neededEndpoint("url").resolve("v1/pages/" + Endpoint.encoded(settings.needed("page"))
                + "/incidents");
        this.headers = Map.of("Authorization", "OAuth " + settings.neededSecret("api-key").reveal());
        this.notify = settings.text("notify").map(Boolean::parseBoolean).orElse(true);
        this.name = settings.type().limit("name");
        this.body = settings.type().limit("body");
        this.http = http;
    }

    /** What there is of an incident on the page. */
    private sealed interface Found {

        record Open(String id) implements Found {}

        record Nothing() implements Found {}

        record Unknown(Outcome why) implements Found {}
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        if (dispatch.notification().getIncident().getConfidential() && !status(dispatch).equals(RESOLVED)) {
            return new Outcome.Rejected("the incident is confidential, and the status page is public", 0);
        }
        var known = dispatch.first().map(Receipts.Receipt::text);
        if (known.isPresent()) {
            return updated(dispatch, known.get());
        }
        var isFirst = dispatch.notification().getOccasion().equals(FIRST) && !dispatch.possibleRepeat();
        return isFirst ? create(dispatch) : inDoubt(dispatch);
    }

    private Outcome inDoubt(Dispatch dispatch) {
        return switch (find(dispatch.notification().getIncident())) {
            case Found.Open(var id) -> update(dispatch, id);
            case Found.Nothing _ -> unlessOver(dispatch);
            case Found.Unknown(var why) -> why;
        };
    }

    /** What a person removed or resolved there is believed at the end, and published again when there is more to say. */
    private Outcome updated(Dispatch dispatch, String id) {
        var outcome = update(dispatch, id);
        var isGone = outcome instanceof Outcome.Rejected refused && (refused.status() == 404 || refused
                .status() == 422);
        return isGone ? unlessOver(dispatch) : outcome;
    }

    private Outcome unlessOver(Dispatch dispatch) {
        return status(dispatch).equals(RESOLVED) ? new Outcome.Delivered("", 0) : create(dispatch);
    }

    private Outcome create(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        return send("POST", incidents, Json.object("name", title(incident), "status", status(dispatch), "body", text(
                dispatch), "impact_override", impact(incident), "deliver_notifications", notify, "metadata", Map.of(
                        "tocsin",
                        Map.of("incident", incident.getId()))));
    }

    private Outcome update(Dispatch dispatch, String id) {
        return send("PATCH", incidents.resolve(Endpoint.encoded(id)), Json.object("status", status(dispatch), "body",
                text(
                        dispatch), "deliver_notifications", notify));
    }

    private Outcome send(String method, Endpoint where, Map<String, Object> incident) {
        return HttpOutcomes.of(http.send(method, where, headers, ContentType.APPLICATION_JSON, Json.bytes(Map.of(
                "incident",
                incident))), STATUSPAGE, StatuspageChannel::understood);
    }

    private Found find(Incident incident) {
        var answer = http.get(incidents.resolve("unresolved?per_page=" + LOOKED_AT), headers);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 200) {
            var list = Json.of(reply);
            return list.isArray()
                    ? list.values().stream().filter(it -> isOf(it, incident)).findFirst().<Found>map(
                            it -> new Found.Open(it
                                    .path("id").asString(""))).orElseGet(Found.Nothing::new)
                    : new Found.Unknown(new Outcome.Rejected(
                            "Statuspage's list of unresolved incidents is unreadable: check"
                                    + " the page and publish by hand", 200));
        }
        return new Found.Unknown(HttpOutcomes.of(answer, STATUSPAGE, StatuspageChannel::refused));
    }

    private static boolean isOf(JsonNode there, Incident incident) {
        return there.path("metadata").path("tocsin").path("incident").asString("").equals(incident.getId());
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        return reply.status() == 200 || reply.status() == 201
                ? Optional.of(new Outcome.Delivered(Json.code(Json.of(reply).path("id")), reply.status()))
                : refused(reply);
    }

    private static Optional<Outcome> refused(HttpResult.Replied reply) {
        return reply.status() == ENHANCE_YOUR_CALM ? Optional.of(STATUSPAGE.again(reply)) : Optional.empty();
    }

    private String title(Incident incident) {
        var service = SafeText.line(incident.getService());
        return SafeText.cut(service.isEmpty() ? "Service incident" : "Incident affecting " + service, name.most());
    }

    private String text(Dispatch dispatch) {
        return dispatch.notification().getIncident().getConfidential()
                ? "This incident is resolved."
                : SafeText.cut(String.join("\n", SafeText.lines(new KindDetails(dispatch.notification()).text("text")
                        .orElse(
                                ""))), body
                                        .most());
    }

    private static String status(Dispatch dispatch) {
        return new KindDetails(dispatch.notification()).text("status").filter(STATUSES::contains).orElse(
                "investigating");
    }

    private static String impact(Incident incident) {
        return switch (incident.getSeverity().getRank()) {
            case 0, 1 -> "critical";
            case 2 -> "major";
            default -> "minor";
        };
    }
}
