package dev.tocsin.ingest.format.alertmanager;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** One alert of a webhook body. */
record GroupedAlert(Fields fields, Group group) {

    /**
     * An element of the list alerts.
     *
     * @throws RefusedException
     *             when it is no object
     */
    static GroupedAlert of(Fields fields, Group group) {
        if (!fields.isObject()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE, "Each element of alerts must be an object.");
        }
        return new GroupedAlert(fields.apart(), group);
    }

    Alert toAlert(Incoming incoming, AlertState.Reader reader) {
        var annotations = group.annotations(fields.in("annotations").textsAndNested());
        var identity = AlertIdentity.of(fields, annotations, group);
        var draft = new AlertDraft(incoming, AlertmanagerFormat.NAME).identity(identity.parts()
                .toArray(String[]::new));
        identity.remark().ifPresent(draft.remarks()::add);
        var labels = identity.labels();
        var name = Stream.of(GrafanaRule.name(labels), annotations.getOrDefault("title", ""),
                group.root().text("title")).filter(text -> !text.isBlank()).findFirst().orElse("");
        draft.labels(labels).annotations(annotations).name(name)
                .summary(summary(annotations, name, labels.getOrDefault("instance", "")))
                .description(annotations.getOrDefault("description", annotations.getOrDefault("message", "")))
                .truncatedAlerts(group.truncatedAlerts());
        reader.state(this, draft, annotations);
        var values = fields.in("values");
        values.texts().keySet().forEach(value -> draft.value(value, values.number(value)));
        GrafanaRule.values(fields.text("valueString")).forEach((value, number) -> draft.value(value, OptionalDouble.of(
                number)));
        links(draft, annotations);
        draft.remarks().addAll(fields.remarks());
        return draft.build();
    }

    private void links(AlertDraft draft, Map<String, String> annotations) {
        draft.link("Runbook", annotations.getOrDefault("runbook_url", annotations.getOrDefault("runbook", "")))
                .link("Generator", fields.text("generatorURL")).link("Dashboard", fields.text("dashboardURL"))
                .link("Panel", fields.text("panelURL")).link("Image", fields.text("imageURL")).link("Silence", fields
                        .text("silenceURL"))
                .link("Alertmanager", group.root().text("externalURL"));
    }

    private static String summary(Map<String, String> annotations, String name, String instance) {
        return Stream.of("summary", "title", "message", "description")
                .map(key -> annotations.getOrDefault(key, "")).filter(text -> !text.isBlank()).findFirst()
                .orElse(instance.isBlank() ? name : name + " on " + instance);
    }
}
