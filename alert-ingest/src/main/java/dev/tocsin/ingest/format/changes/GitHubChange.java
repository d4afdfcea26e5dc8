package dev.tocsin.ingest.format.changes;

import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * GitHub's webhooks {@code deployment}, {@code deployment_status}, {@code release} and {@code workflow_run}. The kind is in the
 * header {@code X-GitHub-Event}; where a proxy took it, the members tell. GitHub sends one act of releasing as created, published
 * and released: they are one change. Source: octokit/webhooks payload-examples, docs.github.com.
 */
public final class GitHubChange {

    public static final String NAME = "github";

    private static final Set<String> DEPLOYED = Set.of("success", "failure", "error");
    private static final Set<String> RELEASED = Set.of("published", "released", "prereleased");
    private static final Set<String> RAN = Set.of("success", "failure", "cancelled", "timed_out", "startup_failure",
            "neutral", "stale");

    private GitHubChange() {}

    /** Reads one delivery. */
    public static Reading read(Fields root, Incoming incoming) {
        var event = event(root, incoming);
        return switch (event) {
            case "ping" -> ChangeDraft.test("GitHub");
            case "deployment_status" -> status(root, incoming);
            case "deployment" -> deployment(root, incoming);
            case "release" -> release(root, incoming);
            case "workflow_run" -> run(root, incoming);
            default -> ChangeDraft.other(event);
        };
    }

    private static String event(Fields root, Incoming incoming) {
        var named = incoming.header("x-github-event").strip().toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            return named;
        }
        for (var member : new String[]{"deployment_status", "deployment", "release", "workflow_run"}) {
            if (root.in(member).isObject()) {
                return member;
            }
        }
        return root.has("zen") ? "ping" : "unnamed";
    }

    private static ChangeDraft draft(Fields root, Incoming incoming) {
        var repository = root.first("repository.name");
        if (repository.isEmpty()) {
            throw ChangeDraft.missing("repository.name", "GitHub");
        }
        return new ChangeDraft(incoming, NAME).label("service", repository).label("repository", root.first(
                "repository.full_name"));
    }

    private static Reading status(Fields root, Incoming incoming) {
        var status = root.in("deployment_status");
        var state = status.first("state").toLowerCase(Locale.ROOT);
        if (!DEPLOYED.contains(state)) {
            return ChangeDraft.notDone(state);
        }
        var environment = Texts.first(status.first("environment"), root.first("deployment.environment"));
        return draft(root, incoming).id("deployment_status", root.first("deployment.id"), status.first("id")).summary(
                root.first("repository.name") + " " + revision(root.in("deployment")) + (state.equals("success")
                        ? " deployed to "
                        : " failed to deploy to ") + environment).author(Texts.first(status.first("creator.login"), root
                                .first("sender.login"))).at("updated_at", status.first("updated_at", "created_at"))
                .label("environment", environment).label("state", state).label("ref", root.first("deployment.ref"))
                .label("sha", root.first("deployment.sha")).link("Deployment", status.first("environment_url",
                        "target_url")).link("Log", status.first("log_url", "target_url")).link("Repository", root.first(
                                "repository.html_url")).reading();
    }

    private static Reading deployment(Fields root, Incoming incoming) {
        var deployment = root.in("deployment");
        return draft(root, incoming).id("deployment", deployment.first("id")).summary("Deployment of " + root.first(
                "repository.name") + " " + revision(deployment) + " to " + deployment.first("environment")
                + " started").author(Texts.first(deployment.first("creator.login"), root.first("sender.login"))).at(
                        "created_at", deployment.first("created_at")).label("environment", deployment.first(
                                "environment")).label("state", "started").label("ref", deployment.first("ref")).label(
                                        "sha", deployment.first("sha")).link("Repository", root.first(
                                                "repository.html_url")).reading();
    }

    private static Reading release(Fields root, Incoming incoming) {
        var action = root.first("action").toLowerCase(Locale.ROOT);
        var release = root.in("release");
        if (!RELEASED.contains(action) || release.text("draft").equals("true")) {
            return ChangeDraft.notDone("release " + action);
        }
        return draft(root, incoming).id("release", release.first("id")).kind("release").summary(root.first(
                "repository.name") + " " + Texts.first(release.first("tag_name"), release.first("name")) + " released")
                .author(Texts.first(release.first("author.login"), root.first("sender.login"))).at("published_at",
                        release
                                .first("published_at", "created_at")).label("version", release.first("tag_name")).link(
                                        "Release", release.first("html_url")).reading();
    }

    private static Reading run(Fields root, Incoming incoming) {
        var run = root.in("workflow_run");
        var conclusion = run.first("conclusion").toLowerCase(Locale.ROOT);
        if (!root.first("action").equalsIgnoreCase("completed") || !RAN.contains(conclusion)) {
            return ChangeDraft.notDone(conclusion.isEmpty() ? root.first("action") : conclusion);
        }
        var name = Texts.first(run.first("name"), root.first("workflow.name"), "Workflow");
        return draft(root, incoming).id("workflow_run", run.first("id"), run.first("run_attempt")).kind("workflow")
                .summary(name + " of " + root.first("repository.name") + " on " + run.first("head_branch")
                        + ": " + conclusion.replace('_', ' ')).author(Texts.first(run.first("triggering_actor.login"),
                                run
                                        .first("actor.login"), root.first("sender.login"))).at("updated_at", run.first(
                                                "updated_at", "created_at")).label("state", conclusion).label("ref", run
                                                        .first(
                                                                "head_branch")).label("sha", run.first("head_sha"))
                .label("workflow",
                        name).link("Run", run.first("html_url")).reading();
    }

    private static String revision(Fields deployment) {
        var ref = deployment.first("ref");
        var sha = deployment.first("sha");
        return ref.isEmpty() || ref.equals(sha) ? sha.substring(0, Math.min(7, sha.length())) : ref;
    }
}
