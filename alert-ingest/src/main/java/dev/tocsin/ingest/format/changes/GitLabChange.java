package dev.tocsin.ingest.format.changes;

import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * GitLab's webhooks for deployments, releases and pipelines. {@code deployable_id} is null for a deployment made by the API.
 * Source: docs.gitlab.com, "Webhook events".
 */
public final class GitLabChange {

    public static final String NAME = "gitlab";

    private static final Set<String> DONE = Set.of("success", "failed", "canceled", "cancelled");

    private GitLabChange() {}

    /** Reads one event. */
    public static Reading read(Fields root, Incoming incoming) {
        var kind = root.first("object_kind").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "deployment" -> deployment(root, incoming);
            case "release" -> release(root, incoming);
            case "pipeline" -> pipeline(root, incoming);
            case "" -> throw ChangeDraft.missing("object_kind", "GitLab");
            default -> ChangeDraft.other(kind);
        };
    }

    private static ChangeDraft draft(Fields root, Incoming incoming) {
        var path = root.first("project.path_with_namespace");
        var name = Texts.first(path.substring(path.lastIndexOf('/') + 1), root.first("project.name"));
        if (name.isEmpty()) {
            throw ChangeDraft.missing("project", "GitLab");
        }
        return new ChangeDraft(incoming, NAME).label("service", name).label("repository", path).author(root.first(
                "user.username", "user.name"));
    }

    private static Reading deployment(Fields root, Incoming incoming) {
        var status = root.first("status").toLowerCase(Locale.ROOT);
        if (!DONE.contains(status)) {
            return ChangeDraft.notDone("deployment " + status);
        }
        var environment = root.first("environment");
        var deployment = root.first("deployment_id", "deployable_id");
        var draft = draft(root, incoming);
        return draft.id("deployment", root.first("project.id"), Texts.first(deployment, root.first("short_sha")
                + " " + environment + " " + root.first("status_changed_at")), status).summary(draft.labels().all().get(
                        "service") + " " + Texts.first(root.first("ref"), root.first("short_sha")) + (status
                                .equals("success") ? " deployed to " : " deployment " + status + " in ") + environment)
                .at("status_changed_at", root.first("status_changed_at")).label("environment", environment).label(
                        "environment_tier", root.first("environment_tier")).label("state", status).label("sha", root
                                .first("short_sha")).label("ref", root.first("ref")).link("Job", root.first(
                                        "deployable_url")).link("Commit", root.first("commit_url")).link("Environment",
                                                root.first("environment_external_url")).reading();
    }

    private static Reading release(Fields root, Incoming incoming) {
        if (!root.first("action").equalsIgnoreCase("create")) {
            return ChangeDraft.notDone("release " + root.first("action"));
        }
        var draft = draft(root, incoming);
        return draft.id("release", root.first("project.id"), root.first("id", "tag")).kind("release").summary(draft
                .labels().all().get("service") + " " + root.first("tag", "name") + " released").at("released_at", root
                        .first("released_at", "created_at")).label("version", root.first("tag")).link("Release", root
                                .first("url")).reading();
    }

    private static Reading pipeline(Fields root, Incoming incoming) {
        var attributes = root.in("object_attributes");
        var status = attributes.first("status").toLowerCase(Locale.ROOT);
        if (!DONE.contains(status)) {
            return ChangeDraft.notDone("pipeline " + status);
        }
        var draft = draft(root, incoming);
        return draft.id("pipeline", root.first("project.id"), attributes.first("id"), status).kind("workflow").summary(
                "Pipeline of " + draft.labels().all().get("service") + " on " + attributes.first("ref") + ": " + status)
                .at("finished_at", attributes.first("finished_at", "created_at")).label("state", status).label("ref",
                        attributes.first("ref")).label("sha", attributes.first("sha")).link("Pipeline", attributes
                                .first("url")).reading();
    }
}
