package dev.tocsin.notifier.channel.github;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.github.GitHubApi.Result;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markdown;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.outside.TicketMark;
import tools.jackson.databind.JsonNode;

/**
 * Files an incident as an issue of a repository, comments it, and closes it at its end. GitHub knows no repeat: a marker that
 * readers do not see stands in the issue's text, and in doubt, or where the number is forgotten, the newest issues are
 * searched for it. A confidential incident is filed in private repositories only.
 */
public final class GitHubChannel implements Channel {

    private static final int LOOKED_AT = 30;

    private final GitHubApi api;
    private final String repository;
    private final Optional<String> label;
    private final Limit title;
    private final Limit body;

    /** A channel as configured. */
    public GitHubChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.api = new GitHubApi(settings.neededEndpoint("url"), settings.neededSecret("token").reveal().strip(), http);
        this.repository = path(settings.needed("repository"));
        this.label = settings.text("label");
        this.title = settings.type().limit("title");
        this.body = settings.type().limit("body");
    }

    private static String path(String repository) throws ChannelRefusedException {
        if (!repository.matches("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")) {
            throw new ChannelRefusedException("'repository' does not have the form owner/name");
        }
        return "repos/" + repository;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var known = dispatch.first().map(Receipts.Receipt::text).filter(it -> it.matches("\\d{1,12}"));
        return switch (dispatch.notification().getKind()) {
            case TICKET -> confidential(dispatch).orElseGet(() -> known.<Outcome>map(it -> new Outcome.Delivered(it,
                    200))
                    .orElseGet(() -> dispatch.possibleRepeat() ? inDoubt(dispatch) : create(dispatch)));
            case RESOLVED, CLOSED -> on(dispatch, known, "closed");
            case REOPENED -> on(dispatch, known, "open");
            default -> on(dispatch, known, "");
        };
    }

    /** Why a confidential incident is not filed there. */
    private Optional<Outcome> confidential(Dispatch dispatch) {
        if (!dispatch.notification().getIncident().getConfidential()) {
            return Optional.empty();
        }
        return switch (api.read(repository, dispatch.now())) {
            case Result.Done(var json, _) when json.path("private").asBoolean(false) -> Optional.empty();
            case Result.Done _ -> Optional.of(new Outcome.Rejected("the incident is confidential, and the repository is"
                    + " public", 0));
            case Result.Failed(var outcome) -> Optional.of(outcome);
        };
    }

    private Outcome create(Dispatch dispatch) {
        return switch (api.write("POST", repository + "/issues", Json.object("title", SafeText.cut(dispatch.message()
                .headline(),
                title.most()), "body", marker(dispatch) + "\n" + text(dispatch), "labels", label.map(List::of).orElse(
                        null)),
                dispatch.now())) {
            case Result.Done(var json, var status) -> new Outcome.Delivered(number(json), status, assigned(dispatch,
                    number(
                            json)));
            case Result.Failed(var outcome) -> outcome;
        };
    }

    /**
     * Assigns whoever acknowledged the incident (docs.github.com, "Add assignees to an issue": a login without access is passed
     * over). What fails here undoes nothing.
     */
    private Optional<String> assigned(Dispatch dispatch, String number) {
        var notification = dispatch.notification();
        var login = notification.getKind() == NotificationKind.TICKET || notification
                .getKind() == NotificationKind.ACKNOWLEDGED
                        ? dispatch.accounts().of(Vendor.GITHUB, notification.getIncident().getAcknowledgedBy())
                        : Optional.<String>empty();
        return login.flatMap(it -> api.write("POST", repository + "/issues/" + number + "/assignees", Map.of(
                "assignees", List.of(
                        it)), dispatch.now()) instanceof Result.Failed(var outcome)
                                ? Optional.of("not assigned to " + it + ": " + outcome.reason())
                                : Optional.empty());
    }

    private Outcome inDoubt(Dispatch dispatch) {
        return switch (find(dispatch)) {
            case Result.Done(var issue, var status) when issue.isObject() -> new Outcome.Delivered(number(issue),
                    status);
            case Result.Done _ -> create(dispatch);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome on(Dispatch dispatch, Optional<String> known, String state) {
        if (known.isPresent()) {
            return changed(dispatch, known.get(), state);
        }
        return switch (find(dispatch)) {
            case Result.Done(var issue, _) when issue.isObject() -> changed(dispatch, number(issue), state);
            case Result.Done _ -> new Outcome.Rejected("no issue for this incident is among the repository's newest "
                    + LOOKED_AT + ": find it by hand", 200);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    /** Its state first: that may be set twice without harm. */
    private Outcome changed(Dispatch dispatch, String number, String state) {
        var issue = repository + "/issues/" + number;
        if (!state.isEmpty() && api.write("PATCH", issue, Map.of("state", state), dispatch
                .now()) instanceof Result.Failed(var outcome)) {
            return outcome;
        }
        return switch (api.write("POST", issue + "/comments", Map.of("body", text(dispatch)), dispatch.now())) {
            case Result.Done(_, var status) -> new Outcome.Delivered(number, status, assigned(dispatch, number));
            case Result.Failed(var outcome) -> outcome;
        };
    }

    /** The issue that bears our marker; a missing node when none does. The list is not late, as GitHub's search is. */
    private Result find(Dispatch dispatch) {
        return switch (api.read(repository + "/issues?state=all&sort=created&per_page=" + LOOKED_AT + label.map(
                it -> "&labels=" + Endpoint.encoded(it)).orElse(""), dispatch.now())) {
            case Result.Done(var list, _) when !list.isArray() -> new Result.Failed(new Outcome.Rejected(
                    "GitHub's list of issues is unreadable: find the issue by hand", 200));
            case Result.Done(var list, var status) -> new Result.Done(list.values().stream().filter(it -> it.path(
                    "body")
                    .asString("").contains(marker(dispatch))).findFirst().orElse(list.path(-1)), status);
            case Result.Failed failed -> failed;
        };
    }

    private static String marker(Dispatch dispatch) {
        return "<!-- " + TicketMark.of(SafeText.line(dispatch.notification().getIncident().getId()).replace("--", "-"))
                + " -->";
    }

    private static String number(JsonNode issue) {
        return issue.path("number").asString("");
    }

    private String text(Dispatch dispatch) {
        return new FittedText(body.most(), body.unit(), Markdown.inDocuments()).all(dispatch.message());
    }
}
