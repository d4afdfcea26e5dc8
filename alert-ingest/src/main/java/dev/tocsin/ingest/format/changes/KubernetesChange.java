package dev.tocsin.ingest.format.changes;

import java.util.List;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * Rollouts in Kubernetes: events of a workload as an event exporter sends them ({@code involvedObject}, {@code reason}), and the
 * workload itself, alone, in {@code object} or in an admission review. Other objects and events are no changes. Source: API
 * reference of apps/v1 and of Event; resmoio/kubernetes-event-exporter.
 */
public final class KubernetesChange {

    public static final String NAME = "kubernetes";

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "Rollout",
            "HelmRelease");
    private static final Set<String> ROLLED = Set.of("ScalingReplicaSet", "NewReplicaSetCreated", "RolloutCompleted",
            "RolloutUpdated", "SuccessfulCreate", "DeploymentRollback", "RolloutAborted", "UpgradeSucceeded",
            "InstallSucceeded");

    private KubernetesChange() {}

    /** Reads one event or object. */
    public static Reading read(Fields root, Incoming incoming) {
        if (root.in("involvedObject").isObject()) {
            return event(root, incoming);
        }
        for (var object : List.of(root.at("request.object"), root.in("object"), root)) {
            if (object.at("metadata.name").isText()) {
                return workload(object, root.first("request.userInfo.username"), incoming);
            }
        }
        throw ChangeDraft.missing("involvedObject or metadata.name", "Kubernetes");
    }

    private static Reading event(Fields root, Incoming incoming) {
        var object = root.in("involvedObject");
        var reason = root.first("reason");
        if (!WORKLOADS.contains(object.first("kind")) || !ROLLED.contains(reason)) {
            return ChangeDraft.other(object.first("kind") + " " + reason);
        }
        var draft = new ChangeDraft(incoming, NAME);
        service(object.in("labels"), object.first("name"), draft);
        return draft.id("event", Texts.first(root.first("metadata.uid"), object.first("uid") + " " + reason + " "
                + root.first("lastTimestamp"))).kind("rollout").summary(object.first("kind") + " " + object.first(
                        "name") + ": " + root.first("message", "note")).at("lastTimestamp", root.first("lastTimestamp",
                                "eventTime", "firstTimestamp", "metadata.creationTimestamp")).label("namespace", object
                                        .first("namespace")).label("kind", object.first("kind")).label("reason", reason)
                .label("cluster", root.first("clusterName")).reading();
    }

    private static Reading workload(Fields object, String author, Incoming incoming) {
        var kind = object.first("kind");
        if (!WORKLOADS.contains(kind)) {
            return ChangeDraft.other(kind);
        }
        var metadata = object.in("metadata");
        var annotations = metadata.in("annotations");
        var name = metadata.first("name");
        var revision = Texts.first(annotations.in("deployment.kubernetes.io/revision").text(), metadata.first(
                "generation"), metadata.first("resourceVersion"));
        var image = object.first("spec.template.spec.containers.0.image");
        var cause = annotations.in("kubernetes.io/change-cause").text();
        var draft = new ChangeDraft(incoming, NAME);
        service(metadata.in("labels"), name, draft);
        return draft.id("workload", metadata.first("namespace"), kind, name, revision).kind("rollout").summary(kind
                + " "
                + name + " revision " + revision + (cause.isBlank()
                        ? image.isEmpty() ? "" : ": " + image
                        : ": "
                                + cause)).author(author).at("changed", Texts.first(object.first(
                                        "status.conditions.0.lastUpdateTime"), incoming.receivedAt().toString())).label(
                                                "namespace", metadata.first("namespace")).label("kind", kind).label(
                                                        "image",
                                                        image).reading();
    }

    private static void service(Fields labels, String name, ChangeDraft draft) {
        draft.label("service", Texts.first(labels.in("app.kubernetes.io/name").text(), labels.text("app"),
                name));
    }
}
