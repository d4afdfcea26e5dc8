package dev.tocsin.notifier.channel.cachet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
import dev.tocsin.notifier.channel.publicpage.PublicStatus;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Incidents and components of Cachet 3 (cachethq/core, {@code src/Http/Controllers/Api} and {@code src/Data/Requests}). It has
 * no field for our id: an open incident of the same name that began at the same minute and second is taken for ours, because
 * the answer gives the time in the page's own zone. Components are set by requests of their own: the shape of components within
 * an incident has changed between releases.
 */
public final class CachetPage implements PublicPage {

    private static final String TOKEN = "check the channel's 'token', and that it may manage incidents, updates and"
            + " components";
    private static final Vendor CACHET = Vendor.of("Cachet", Map.of(401, TOKEN, 403, TOKEN, 404,
            "check the channel's 'url' and the ids in its 'components'"));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(
            ZoneOffset.UTC);
    private static final int LENGTH_OF_MINUTE_AND_SECOND = 5;
    private static final int FIXED = 4;
    private static final int LOOKED_AT = 20;

    private final Endpoint api;
    private final Map<String, String> headers;
    private final boolean notify;
    private final Limit name;
    private final Limit message;
    private final GuardedHttp http;

    /** A page as configured. */
    public CachetPage(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        var url = settings.neededEndpoint("url");
        this.api = url.endsWith("/api") ? url : url.resolve("api");
        this.headers = Map.of("Authorization", "Bearer " + settings.neededSecret("token").reveal(), "Accept",
                "application/json");
        this.notify = settings.text("notify").map(Boolean::parseBoolean).orElse(true);
        this.name = settings.type().limit("name");
        this.message = settings.type().limit("message");
        this.http = http;
    }

    @Override
    public Outcome create(Announcement it) {
        return withComponents(it, send("POST", "incidents", Json.object("name", it.name(name.most()), "status", number(
                it.status()), "message", it.text(message.most()), "visible", true, "notifications", notify,
                "occurred_at", TIME.format(it.began()))));
    }

    @Override
    public Outcome update(Announcement it, String id) {
        var sent = send("POST", "incidents/" + Endpoint.encoded(id) + "/updates", Json.object("status", number(it
                .status()), "message", it.text(message.most())));
        return withComponents(it, sent instanceof Outcome.Delivered(_, var status, _)
                ? new Outcome.Delivered(id, status)
                : sent);
    }

    /** After what is published: an error there matters more. Setting a component twice does no harm. */
    private Outcome withComponents(Announcement it, Outcome published) {
        if (!(published instanceof Outcome.Delivered)) {
            return published;
        }
        for (var component : it.components()) {
            var set = send("PUT", "components/" + Endpoint.encoded(component), Json.object("status", number(it
                    .componentState())));
            if (!(set instanceof Outcome.Delivered)) {
                return unset(set);
            }
        }
        return published;
    }

    /** The incident is published: what failed is retried by looking for it first. */
    private static Outcome unset(Outcome failed) {
        return failed instanceof Outcome.RetryAfter again
                ? new Outcome.RetryAfter(again.asked(), again.reason() + " (setting a component)", again.status(), true)
                : new Outcome.Rejected("published, but not the state of a component: " + failed.reason(), 0);
    }

    private Outcome send(String method, String path, Map<String, Object> body) {
        return HttpOutcomes.of(http.send(method, api.resolve(path), headers, ContentType.APPLICATION_JSON, Json.bytes(
                body)), CACHET, reply -> reply.isClass(2)
                        ? Optional.of(new Outcome.Delivered(Json.code(Json.of(reply).path("data").path("id")), reply
                                .status()))
                        : Optional.empty());
    }

    @Override
    public Found find(Announcement it) {
        var answer = http.get(api.resolve("incidents?per_page=" + LOOKED_AT), headers);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 200) {
            var list = Json.of(reply).path("data");
            return list.isArray()
                    ? list.values().stream().filter(there -> isOf(there.path("attributes"), it)).findFirst()
                            .<Found>map(there -> new Found.Open(there.path("id").asString(""))).orElseGet(
                                    Found.Nothing::new)
                    : new Found.Unknown(new Outcome.Rejected("Cachet's list of incidents is unreadable: check the page"
                            + " and publish by hand", 200));
        }
        return new Found.Unknown(HttpOutcomes.of(answer, CACHET, _ -> Optional.empty()));
    }

    private boolean isOf(JsonNode there, Announcement it) {
        return there.path("status").path("value").asInt(0) != FIXED && there.path("name").asString("").equals(it.name(
                name.most())) && there.path("occurred").path("string").asString("").endsWith(minuteAndSecond(it
                        .began()));
    }

    private static String minuteAndSecond(Instant time) {
        var text = TIME.format(time);
        return text.substring(text.length() - LENGTH_OF_MINUTE_AND_SECOND);
    }

    private static int number(PublicStatus status) {
        return switch (status) {
            case INVESTIGATING -> 1;
            case IDENTIFIED -> 2;
            case MONITORING -> 3;
            case RESOLVED -> FIXED;
        };
    }

    private static int number(ComponentState state) {
        return switch (state) {
            case OPERATIONAL -> 1;
            case DEGRADED_PERFORMANCE -> 2;
            case PARTIAL_OUTAGE -> 3;
            case MAJOR_OUTAGE -> 4;
        };
    }
}
