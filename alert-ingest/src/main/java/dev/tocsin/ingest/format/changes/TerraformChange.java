package dev.tocsin.ingest.format.changes;

import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * Notifications of Terraform Cloud and Enterprise, payload versions 1 (runs) and 2 (assessments). {@code run:errored} may also be a
 * person's cancel: {@code run_status} tells them apart. Source: hashicorp/terraform-docs-common notification-configurations.mdx.
 */
public final class TerraformChange {

    public static final String NAME = "terraform";

    private static final Set<String> DONE = Set.of("run:completed", "run:errored");

    private TerraformChange() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var notification = root.at("notifications.0");
        var trigger = Texts.first(notification.first("trigger"), root.first("trigger"));
        if (trigger.equals("verification")) {
            return ChangeDraft.test("Terraform Cloud");
        }
        if (trigger.isEmpty()) {
            throw ChangeDraft.missing("notifications[0].trigger", "Terraform Cloud");
        }
        if (trigger.startsWith("assessment:") || root.first("trigger_scope").equals("assessment")) {
            return assessment(root, trigger, incoming);
        }
        if (!DONE.contains(trigger)) {
            return ChangeDraft.notDone(trigger);
        }
        var status = notification.first("run_status");
        var message = root.first("run_message");
        return draft(root, incoming).id("run", root.first("run_id"), trigger, notification.first("run_updated_at"))
                .summary(root.first("workspace_name") + " " + Texts.first(status, trigger) + (message.isEmpty()
                        ? ""
                        : ": " + message)).author(Texts.first(root.first("run_created_by"), notification.first(
                                "run_updated_by"))).at("run_updated_at", Texts.first(notification.first(
                                        "run_updated_at"), root.first("run_created_at"))).label("state", Texts.first(
                                                status, trigger)).link("Run", root.first("run_url")).reading();
    }

    private static Reading assessment(Fields root, String trigger, Incoming incoming) {
        var details = root.in("details").isObject() ? root.in("details") : root.at("notifications.0");
        return draft(root, incoming).id("assessment", root.first("notification_configuration_id"), root.first(
                "workspace_id", "details.workspace_id"), trigger, details.first("new_assessment_result.id",
                        "run_updated_at")).summary(Texts.first(root.first("message"), details.first("message"),
                                trigger) + " in " + root.first("workspace_name", "details.workspace_name")).at(
                                        "created_at", details.first("new_assessment_result.created_at",
                                                "run_updated_at")).label("state", trigger).link("Workspace", root.first(
                                                        "notification_configuration_url")).reading();
    }

    private static ChangeDraft draft(Fields root, Incoming incoming) {
        var workspace = root.first("workspace_name", "details.workspace_name");
        if (workspace.isEmpty()) {
            throw ChangeDraft.missing("workspace_name", "Terraform Cloud");
        }
        return new ChangeDraft(incoming, NAME).kind("infrastructure").label("service", workspace).label("organization",
                root.first("organization_name", "details.organization_name")).label("workspace", workspace);
    }
}
