package dev.tocsin.notifier.channel.linear;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.event.Incident;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.linear.LinearApi.Result;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markdown;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import dev.tocsin.schemas.outside.TicketMark;
import tools.jackson.databind.JsonNode;

/**
 * Files an incident as an issue of Linear, comments it, and moves it to a state of the kind "completed" at its end. Issue and
 * comments get ids that follow from ours, so a repeat makes no second one, and nothing has to be remembered to find them.
 */
public final class LinearChannel implements Channel {

    private static final String TEAM = "query($key: String!) { teams(filter: {key: {eq: $key}}) { nodes { id states { nodes {"
            + " id type position } } } } }";
    private static final String CREATE = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success } }";
    private static final String UPDATE = "mutation($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input:"
            + " $input) { success } }";
    private static final String COMMENT = "mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success } }";
    private static final String ISSUE = "query($id: String!) { issue(id: $id) { id } }";
    private static final String COMMENTED = "query($id: String!) { comment(id: $id) { id } }";

    private final LinearApi api;
    private final Optional<String> team;
    private final Limit title;
    private final Limit description;

    /** A channel as configured. */
    public LinearChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.api = new LinearApi(settings.neededEndpoint("url"), settings.neededSecret("api-key").reveal(), http);
        this.team = settings.text("team");
        this.title = settings.type().limit("title");
        this.description = settings.type().limit("description");
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        return switch (dispatch.notification().getKind()) {
            case TICKET -> create(dispatch);
            case RESOLVED, CLOSED -> moved(dispatch, "completed");
            case REOPENED -> moved(dispatch, "unstarted");
            case SEVERITY_CHANGED -> then(update(dispatch, Json.object("priority", priority(dispatch.notification()
                    .getIncident()))), dispatch);
            default -> comment(dispatch);
        };
    }

    private Outcome create(Dispatch dispatch) {
        var key = teamKey(dispatch);
        if (key.isEmpty()) {
            return new Outcome.Rejected(
                    "no Linear team is configured: set the channel's 'team', or 'project' in the plan's"
                            + " 'ticket'", 0);
        }
        return switch (call(dispatch, TEAM, Map.of("key", key.get()))) {
            case Result.Failed(var outcome) -> outcome;
            case Result.Done(var data) -> {
                var id = data.path("teams").path("nodes").path(0).path("id").asString("");
                yield id.isEmpty()
                        ? new Outcome.Rejected(
                                "Linear has no team with that key: check the channel's 'team', or 'project' in the"
                                        + " plan's 'ticket'", 200)
                        : create(dispatch, id);
            }
        };
    }

    private Outcome create(Dispatch dispatch, String teamId) {
        var id = issue(dispatch);
        return made(dispatch, CREATE, Json.object("id", id, "teamId", teamId, "title", SafeText.cut(dispatch.message()
                .headline(), title.most()), "description", described(dispatch), "priority", priority(dispatch
                        .notification()
                        .getIncident())), "issueCreate", ISSUE, id);
    }

    private Outcome comment(Dispatch dispatch) {
        var id = uuid("comment/" + dispatch.notification().getId());
        return made(dispatch, COMMENT, Json.object("id", id, "issueId", issue(dispatch), "body", text(dispatch)),
                "commentCreate", COMMENTED, id);
    }

    /** A second one with the same id is refused; where the first is there, all is well. */
    private Outcome made(Dispatch dispatch, String mutation, Map<String, Object> input, String what, String lookup,
            String id) {
        return switch (call(dispatch, mutation, Map.of("input", input))) {
            case Result.Done(var data) when data.path(what).path("success").asBoolean(false) -> new Outcome.Delivered(
                    id, 200);
            case Result.Done _ -> new Outcome.Rejected("Linear answered without success", 200);
            case Result.Failed(Outcome.Rejected refused) when refused.status() == 200 || refused.status() == 400 ->
                switch (call(
                        dispatch, lookup, Map.of("id", id))) {
                    case Result.Done(var data) when data.path(what.equals("issueCreate") ? "issue" : "comment").path(
                            "id").asString(
                                    "").equals(id) -> new Outcome.Delivered(id, 200);
                    case Result.Done _,Result.Failed _ -> refused;
                };
            case Result.Failed(var outcome) -> outcome;
        };
    }

    /** To the first state of a type that the issue's team has. */
    private Outcome moved(Dispatch dispatch, String type) {
        var query = "query($id: String!) { issue(id: $id) { team { states { nodes { id type position } } } } }";
        return switch (call(dispatch, query, Map.of("id", issue(dispatch)))) {
            case Result.Failed(var outcome) -> outcome;
            case Result.Done(var data) -> {
                var state = state(data.path("issue").path("team"), type);
                yield state.isEmpty()
                        ? comment(dispatch)
                        : then(update(dispatch, Json.object("stateId", state.get())), dispatch);
            }
        };
    }

    private static Optional<String> state(JsonNode team, String type) {
        return team.path("states").path("nodes").values().stream().filter(it -> it.path("type").asString("").equals(
                type))
                .min(java.util.Comparator.comparingDouble(it -> it.path("position").asDouble(0))).map(it -> it.path(
                        "id")
                        .asString(""));
    }

    private Outcome then(Outcome updated, Dispatch dispatch) {
        return switch (updated) {
            case Outcome.Delivered _ -> comment(dispatch);
            case Outcome.RetryAfter failed -> failed;
            case Outcome.Rejected failed -> failed;
        };
    }

    private Outcome update(Dispatch dispatch, Map<String, Object> input) {
        return switch (call(dispatch, UPDATE, Map.of("id", issue(dispatch), "input", input))) {
            case Result.Done _ -> new Outcome.Delivered(issue(dispatch), 200);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Result call(Dispatch dispatch, String query, Map<String, Object> variables) {
        return api.call(dispatch.now(), query, variables);
    }

    /** A plan's project is the team's key; else it is the channel's. */
    private Optional<String> teamKey(Dispatch dispatch) {
        return Optional.of(dispatch.notification().getAddress()).filter(it -> !it.isBlank()).or(() -> team);
    }

    /** The mark stands at the end, where no quoted text can follow it. */
    private String described(Dispatch dispatch) {
        var mark = "\n\n" + TicketMark.of(dispatch.notification().getIncident().getId());
        return new FittedText(description.most() - mark.length(), description.unit(), Markdown.inDocuments()).all(
                dispatch
                        .message()) + mark;
    }

    private String text(Dispatch dispatch) {
        return new FittedText(description.most(), description.unit(), Markdown.inDocuments()).all(dispatch.message());
    }

    /** 1 is urgent, 4 is low. */
    private static int priority(Incident incident) {
        return Math.clamp(incident.getSeverity().getRank(), 1, 4);
    }

    private static String issue(Dispatch dispatch) {
        return uuid("issue/" + dispatch.notification().getDestination() + "/" + dispatch.notification().getIncident()
                .getId());
    }

    /** Linear takes ids of our own that have the form of a random UUID (version 4). */
    private static String uuid(String name) {
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
            var high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
            var low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
