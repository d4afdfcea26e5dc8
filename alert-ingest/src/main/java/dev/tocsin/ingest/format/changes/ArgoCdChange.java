package dev.tocsin.ingest.format.changes;

import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * Notifications of Argo CD. The body is the operator's template; docs/sources/argocd.md has one. The application as a whole,
 * {@code {"app": {{toJson .app}}}}, is read too. Source: argo-cd docs/operator-manual/notifications.
 */
public final class ArgoCdChange {

    public static final String NAME = "argocd";

    private static final Set<String> UNFINISHED = Set.of("running", "terminating", "pending");

    private ArgoCdChange() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var app = root.in("app").isObject() ? root.in("app") : root;
        var name = Texts.first(root.first("app", "application", "name"), app.first("metadata.name"));
        if (name.isEmpty()) {
            throw ChangeDraft.missing("app (the application's name)", "the template of docs/sources/argocd.md");
        }
        var phase = Texts.first(root.first("phase", "status", "state"), app.first("status.operationState.phase"));
        if (UNFINISHED.contains(phase.toLowerCase(Locale.ROOT))) {
            return ChangeDraft.notDone(phase);
        }
        var revision = Texts.first(root.first("revision", "sha"), app.first(
                "status.operationState.syncResult.revision", "status.sync.revision"));
        var at = Texts.first(root.first("finished_at", "finishedAt", "timestamp"), app.first(
                "status.operationState.finishedAt"));
        var namespace = Texts.first(root.first("namespace"), app.first("spec.destination.namespace"));
        return new ChangeDraft(incoming, NAME).id("sync", name, revision, phase, at).summary(name + " "
                + revision.substring(0, Math.min(7, revision.length())) + " synced: " + Texts.first(phase,
                        "done")).author(Texts.first(root.first("author", "initiated_by"), app.first(
                                "status.operationState.operation.initiatedBy.username"))).at("finished_at", at).label(
                                        "service", name).label("state", phase).label("namespace", namespace).label(
                                                "project", Texts.first(root.first("project"), app.first(
                                                        "spec.project"))).label("cluster", root.first("cluster")).label(
                                                                "sha", revision).label("health", Texts.first(root
                                                                        .first("health"), app.first(
                                                                                "status.health.status"))).link(
                                                                                        "Argo CD", root.first("url",
                                                                                                "link")).link(
                                                                                                        "Repository",
                                                                                                        Texts.first(root
                                                                                                                .first("repo"),
                                                                                                                app.first(
                                                                                                                        "spec.source.repoURL")))
                .reading();
    }
}
