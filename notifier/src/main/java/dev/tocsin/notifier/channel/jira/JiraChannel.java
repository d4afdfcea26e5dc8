package dev.tocsin.notifier.channel.jira;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import dev.tocsin.schemas.outside.TicketMark;
import org.apache.hc.core5.http.ContentType;
import tools.jackson.databind.JsonNode;

/**
 * Files an incident as an issue of Jira Cloud (developer.atlassian.com, REST API v3), comments it, and moves it to a status of
 * the category "done" at its end; names of statuses are translated, categories are not. Jira knows no repeat: our id stands in
 * a property of the issue, and in doubt, or where the key is forgotten, the project's newest issues are searched for it. A
 * search may miss an issue of the last seconds.
 */
public final class JiraChannel implements Channel {

    private static final String LOGIN = "check the channel's 'user' and 'token', and that the user may create and move issues";
    private static final Vendor JIRA = Vendor.of("Jira", Map.of(400,
            "check the channel's 'project' and 'issue-type', and that the project requires no other field", 401, LOGIN,
            403,
            LOGIN, 404, "check the channel's 'url' and 'project', and that the user may see the project"));
    private static final String API = "rest/api/3/";
    private static final String PROPERTY = "tocsin";
    private static final int LOOKED_AT = 20;

    private final Endpoint site;
    private final Map<String, String> headers;
    private final Optional<String> project;
    private final String issueType;
    private final Limit summary;
    private final Limit description;
    private final GuardedHttp http;

    /** A channel as configured. */
    public JiraChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        var login = settings.needed("user") + ":" + settings.neededSecret("token").reveal().strip();
        this.site = settings.neededEndpoint("url");
        this.headers = Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)),
                "Accept",
                "application/json");
        this.project = settings.text("project");
        this.issueType = settings.text("issue-type").orElse("Task");
        this.summary = settings.type().limit("summary");
        this.description = settings.type().limit("description");
        this.http = http;
    }

    /** What Jira made of a call. */
    private sealed interface Result {

        record Done(JsonNode json, int status) implements Result {}

        record Failed(Outcome outcome) implements Result {}
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var key = Optional.of(dispatch.notification().getAddress()).filter(it -> !it.isBlank()).or(() -> project);
        if (key.filter(it -> it.matches("[A-Za-z][A-Za-z0-9_]{0,60}")).isEmpty()) {
            return new Outcome.Rejected(
                    "no Jira project is configured: set the channel's 'project', or 'project' in the plan's"
                            + " 'ticket', to a project's key", 0);
        }
        var known = dispatch.first().map(Receipts.Receipt::text).filter(it -> it.matches("[A-Za-z0-9_]+-\\d+"));
        return switch (dispatch.notification().getKind()) {
            case TICKET -> known.<Outcome>map(it -> new Outcome.Delivered(it, 200)).orElseGet(() -> dispatch
                    .possibleRepeat()
                            ? inDoubt(dispatch, key.get())
                            : create(dispatch, key.get()));
            case RESOLVED, CLOSED -> on(dispatch, key.get(), known, Set.of("done"));
            case REOPENED -> on(dispatch, key.get(), known, Set.of("new", "indeterminate"));
            default -> on(dispatch, key.get(), known, Set.of());
        };
    }

    private Outcome create(Dispatch dispatch, String projectKey) {
        var fields = Json.object("project", Map.of("key", projectKey), "issuetype", Map.of("name", issueType),
                "summary", SafeText
                        .cut(dispatch.message().headline(), summary.most()), "description", JiraDocument.ending(dispatch
                                .message(), description.most(), TicketMark.of(dispatch.notification().getIncident()
                                        .getId())));
        var property = Json.object("key", PROPERTY, "value", Map.of("incident", dispatch.notification().getIncident()
                .getId()));
        return switch (write("issue", Json.object("fields", fields, "properties", List.of(property)))) {
            case Result.Done(var json, var status) -> new Outcome.Delivered(json.path("key").asString(""), status);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome inDoubt(Dispatch dispatch, String projectKey) {
        return switch (find(dispatch, projectKey)) {
            case Result.Done(var issue, var status) when issue.isObject() -> new Outcome.Delivered(issue.path("key")
                    .asString(
                            ""), status);
            case Result.Done _ -> create(dispatch, projectKey);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome on(Dispatch dispatch, String projectKey, Optional<String> known, Set<String> categories) {
        if (known.isPresent()) {
            return changed(dispatch, known.get(), categories);
        }
        return switch (find(dispatch, projectKey)) {
            case Result.Done(var issue, _) when issue.isObject() -> changed(dispatch, issue.path("key").asString(""),
                    categories);
            case Result.Done _ -> new Outcome.Rejected("no issue for this incident is among the project's newest "
                    + LOOKED_AT
                    + ": find it by hand", 200);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    /** Its status first: one that it has already has no transition to itself, or one without harm. */
    private Outcome changed(Dispatch dispatch, String issue, Set<String> categories) {
        if (!categories.isEmpty() && move(issue, categories) instanceof Result.Failed(var outcome)) {
            return outcome;
        }
        return switch (write("issue/" + issue + "/comment", Map.of("body", document(dispatch)))) {
            case Result.Done(_, var status) -> new Outcome.Delivered(issue, status);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Result move(String issue, Set<String> categories) {
        var transitions = result(http.get(site.resolve(API + "issue/" + issue + "/transitions"), headers));
        if (!(transitions instanceof Result.Done(var json, var status))) {
            return transitions;
        }
        return json.path("transitions").values().stream().filter(it -> categories.contains(it.path("to").path(
                "statusCategory")
                .path("key").asString(""))).findFirst().map(it -> write("issue/" + issue + "/transitions", Map.of(
                        "transition",
                        Map.of("id", it.path("id").asString("")))))
                .orElseGet(() -> new Result.Done(json, status));
    }

    /** The issue that bears our property; a missing node when none does. */
    private Result find(Dispatch dispatch, String projectKey) {
        var incident = dispatch.notification().getIncident().getId();
        var found = write("search/jql", Map.of("jql", "project = \"" + projectKey + "\" ORDER BY created DESC",
                "maxResults",
                LOOKED_AT, "fields", List.of("status"), "properties", List.of(PROPERTY)));
        if (found instanceof Result.Done(var json, _) && !json.path("issues").isArray()) {
            return new Result.Failed(new Outcome.Rejected(
                    "Jira's list of issues is unreadable: find the issue by hand",
                    200));
        }
        return found instanceof Result.Done(var json, var status)
                ? new Result.Done(json.path("issues").values().stream().filter(it -> it.path("properties").path(
                        PROPERTY).path(
                                "incident").asString("").equals(incident)).findFirst().orElse(json.path(-1)), status)
                : found;
    }

    private Map<String, Object> document(Dispatch dispatch) {
        return JiraDocument.of(dispatch.message(), description.most());
    }

    private Result write(String path, Map<String, Object> body) {
        return result(http.post(site.resolve(API + path), headers, ContentType.APPLICATION_JSON, Json.bytes(body)));
    }

    private static Result result(HttpResult answer) {
        return answer instanceof HttpResult.Replied reply && reply.isClass(2)
                ? new Result.Done(Json.of(reply), reply.status())
                : new Result.Failed(HttpOutcomes.of(answer, JIRA, _ -> Optional.empty()));
    }
}
