package dev.tocsin.notifier.channel.statuspage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.channel.publicpage.Announcement;
import dev.tocsin.notifier.channel.publicpage.PublicPage;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import org.apache.hc.core5.http.ContentType;

/**
 * Incidents and components of Atlassian Statuspage (developer.statuspage.io, "Incidents"). Each incident carries our id in its
 * metadata. Statuspage leaves components as they are when an incident is resolved, so the resolving request sets them.
 */
public final class StatuspagePage implements PublicPage {

    private static final String KEY = "check the channel's 'api-key', and that it may manage the page";
    private static final Vendor STATUSPAGE = Vendor.of("Statuspage", Map.of(401, KEY, 403, KEY, 404,
            "check the channel's 'page' and 'url'", 422,
            "check that the ids in the channel's 'components' are those of the page's components"));
    /** Statuspage's own status for too many requests; 429 comes too. */
    private static final int ENHANCE_YOUR_CALM = 420;
    private static final int LOOKED_AT = 20;

    private final Endpoint incidents;
    private final Map<String, String> headers;
    private final boolean notify;
    private final Limit name;
    private final Limit body;
    private final GuardedHttp http;

    /** A page as configured. */
    public StatuspagePage(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.incidents = settings.neededEndpoint("url").resolve("v1/pages/" + Endpoint.encoded(settings.needed("page"))
                + "/incidents");
        this.headers = Map.of("Authorization", "OAuth " + settings.neededSecret("api-key").reveal());
        this.notify = settings.text("notify").map(Boolean::parseBoolean).orElse(true);
        this.name = settings.type().limit("name");
        this.body = settings.type().limit("body");
        this.http = http;
    }

    @Override
    public Outcome create(Announcement it) {
        return send("POST", incidents, Json.object("name", it.name(name.most()), "status", it.status().word(), "body",
                it.text(body.most()), "impact_override", impact(it.rank()), "component_ids", ids(it), "components",
                components(it), "deliver_notifications", notify, "metadata", Map.of("tocsin", Map.of("incident", it
                        .incident()))));
    }

    @Override
    public Outcome update(Announcement it, String id) {
        return send("PATCH", incidents.resolve(Endpoint.encoded(id)), Json.object("status", it.status().word(), "body",
                it.text(body.most()), "component_ids", ids(it), "components", components(it), "deliver_notifications",
                notify));
    }

    private static List<String> ids(Announcement it) {
        return it.components().isEmpty() ? null : it.components();
    }

    private static Map<String, String> components(Announcement it) {
        var state = it.componentState().name().toLowerCase(Locale.ROOT);
        return it.components().isEmpty()
                ? null
                : it.components().stream().distinct().collect(Collectors.toMap(Function.identity(), _ -> state));
    }

    private Outcome send(String method, Endpoint where, Map<String, Object> incident) {
        return HttpOutcomes.of(http.send(method, where, headers, ContentType.APPLICATION_JSON, Json.bytes(Map.of(
                "incident",
                incident))), STATUSPAGE, StatuspagePage::understood);
    }

    @Override
    public Found find(Announcement it) {
        var answer = http.get(incidents.resolve("unresolved?per_page=" + LOOKED_AT), headers);
        if (answer instanceof HttpResult.Replied reply && reply.status() == 200) {
            var list = Json.of(reply);
            return list.isArray()
                    ? list.values().stream().filter(there -> there.path("metadata").path("tocsin").path("incident")
                            .asString("").equals(it.incident())).findFirst().<Found>map(there -> new Found.Open(there
                                    .path("id").asString(""))).orElseGet(Found.Nothing::new)
                    : new Found.Unknown(new Outcome.Rejected(
                            "Statuspage's list of unresolved incidents is unreadable: check"
                                    + " the page and publish by hand", 200));
        }
        return new Found.Unknown(HttpOutcomes.of(answer, STATUSPAGE, StatuspagePage::refused));
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        return reply.status() == 200 || reply.status() == 201
                ? Optional.of(new Outcome.Delivered(Json.code(Json.of(reply).path("id")), reply.status()))
                : refused(reply);
    }

    private static Optional<Outcome> refused(HttpResult.Replied reply) {
        return reply.status() == ENHANCE_YOUR_CALM ? Optional.of(STATUSPAGE.again(reply)) : Optional.empty();
    }

    private static String impact(int rank) {
        return switch (rank) {
            case 0, 1 -> "critical";
            case 2 -> "major";
            default -> "minor";
        };
    }
}
