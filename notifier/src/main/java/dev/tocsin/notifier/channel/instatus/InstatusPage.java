package dev.tocsin.notifier.channel.instatus;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.publicpage.Announcement;
import dev.tocsin.notifier.channel.publicpage.ComponentState;
import dev.tocsin.notifier.channel.publicpage.PublicPage;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Incidents and components of Instatus (instatus.com/help/api/incidents). It has no field for our id: an open incident of the
 * same name that began at the same millisecond is ours.
 */
public final class InstatusPage implements PublicPage {

    private static final String KEY = "check the channel's 'api-key', and that it belongs to the owner of the page";
    private static final Vendor INSTATUS = Vendor.of("Instatus", Map.of(400,
            "check that the ids in the channel's 'components' are those of the page's components", 401, KEY, 403, KEY,
            404, "check the channel's 'page' and 'url'"));

    private final Endpoint incidents;
    private final Map<String, String> headers;
    private final boolean notify;
    private final Limit name;
    private final Limit message;
    private final GuardedHttp http;

    /** A page as configured. */
    public InstatusPage(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.incidents = settings.neededEndpoint("url").resolve("v1/" + Endpoint.encoded(settings.needed("page"))
                + "/incidents");
        this.headers = Map.of("Authorization", "Bearer " + settings.neededSecret("api-key").reveal());
        this.notify = settings.text("notify").map(Boolean::parseBoolean).orElse(true);
        this.name = settings.type().limit("name");
        this.message = settings.type().limit("message");
        this.http = http;
    }

    @Override
    public Outcome create(Announcement it) {
        return send(incidents, Json.object("name", it.name(name.most()), "message", it.text(message.most()),
                "components", it.components(), "started", began(it), "status", it.status().name(), "notify", notify,
                "statuses", statuses(it), "shouldPublish", true), Optional.empty());
    }

    @Override
    public Outcome update(Announcement it, String id) {
        return send(incidents.resolve(Endpoint.encoded(id) + "/incident-updates"), Json.object("message", it.text(
                message.most()), "components", it.components(), "status", it.status().name(), "notify", notify,
                "statuses", statuses(it)), Optional.of(id));
    }

    private static List<Map<String, Object>> statuses(Announcement it) {
        return it.components().stream().distinct().map(id -> Json.object("id", id, "status", word(it.componentState())))
                .toList();
    }

    private static String began(Announcement it) {
        return it.began().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * Posts.
     *
     * @param id
     *            id of the incident, where it is known; an update has another
     */
    private Outcome send(Endpoint where, Map<String, Object> body, Optional<String> id) {
        return HttpOutcomes.of(http.post(where, headers, ContentType.APPLICATION_JSON, Json.bytes(body)), INSTATUS,
                reply -> reply.isClass(2)
                        ? Optional.of(new Outcome.Delivered(id.orElseGet(() -> Json.code(Json.of(reply).path("id"))),
                                reply.status()))
                        : Optional.empty());
    }

    @Override
    public Found find(Announcement it) {
        var answer = http.get(incidents, headers);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 200) {
            var list = Json.of(reply);
            return list.isArray()
                    ? list.values().stream().filter(there -> isOf(there, it)).findFirst().<Found>map(
                            there -> new Found.Open(there.path("id").asString(""))).orElseGet(Found.Nothing::new)
                    : new Found.Unknown(new Outcome.Rejected(
                            "Instatus's list of incidents is unreadable: check the page"
                                    + " and publish by hand", 200));
        }
        return new Found.Unknown(HttpOutcomes.of(answer, INSTATUS, _ -> Optional.empty()));
    }

    private boolean isOf(JsonNode there, Announcement it) {
        return !there.path("status").asString("").equals("RESOLVED") && there.path("name").asString("").equals(it.name(
                name.most())) && began(it).equals(instant(there.path("started").asString("")));
    }

    private static String instant(String text) {
        try {
            return java.time.Instant.parse(text).toString();
        } catch (java.time.DateTimeException _) {
            return "";
        }
    }

    private static String word(ComponentState state) {
        return state.name().replace("_", "");
    }
}
