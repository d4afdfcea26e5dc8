package dev.tocsin.ingest.format.alertmanager;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.RefusalReason;
import dev.tocsin.ingest.format.RefusedException;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.SourceTime;
import dev.tocsin.ingest.format.Texts;
import dev.tocsin.ingest.format.json.Fields;

/**
 * One alert of a webhook body.
 *
 * @param claimed
 *            the fingerprint in the body, empty when there is none
 */
record GroupedAlert(Fields fields, Map<String, String> labels, String claimed) {

    static GroupedAlert of(Fields fields) {
        if (!fields.isObject()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE, "Each element of alerts must be an object.");
        }
        return new GroupedAlert(fields, fields.in("labels").texts(), fields.text("fingerprint").strip());
    }

    /** The fingerprint of the labels. */
    String computed() {
        return LabelFingerprint.of(labels);
    }

    /** The alert under this fingerprint. */
    Alert toAlert(Group group, String fingerprint, Incoming incoming) {
        var draft = new AlertDraft(incoming, AlertmanagerFormat.NAME).identity("fingerprint", fingerprint);
        if (!fingerprint.equals(claimed)) {
            draft.remarks().add(claimed.isEmpty()
                    ? "fingerprint missing: computed from the labels"
                    : "fingerprint stands on different labels too: computed from the labels");
        }
        var allLabels = group.labels(labels);
        var annotations = group.annotations(fields.in("annotations").texts());
        var name = Stream.of(allLabels.getOrDefault("alertname", ""), annotations.getOrDefault("title", ""),
                group.root().text("title")).filter(text -> !text.isBlank()).findFirst().orElse("");
        draft.labels(allLabels).annotations(annotations).name(name)
                .summary(summary(annotations, name, allLabels.getOrDefault("instance", "")))
                .description(annotations.getOrDefault("description", annotations.getOrDefault("message", "")));
        times(draft, group, incoming);
        fields.in("values").texts().keySet()
                .forEach(value -> draft.value(value, fields.in("values").number(value)));
        links(draft, group, annotations);
        return draft.build();
    }

    private void times(AlertDraft draft, Group group, Incoming incoming) {
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var startsAt = clock.choose("startsAt", fields.text("startsAt"));
        switch (state(draft, group)) {
            case "firing", "alerting" -> draft.firing(startsAt);
            case "resolved", "ok" -> draft.resolved(startsAt, clock.choose("endsAt", fields.text("endsAt")));
            case String other -> throw new RefusedException(RefusalReason.UNKNOWN_STATE,
                    "Write firing or resolved as an alert's status; one has '" + Texts.cut(other, 40) + "'.");
        }
    }

    private String state(AlertDraft draft, Group group) {
        var own = fields.text("status").strip().toLowerCase(Locale.ROOT);
        if (!own.isEmpty()) {
            return own;
        }
        var common = group.status().strip().toLowerCase(Locale.ROOT);
        if (!common.isEmpty()) {
            draft.remarks().add("the alert has no status: the body's used");
            return common;
        }
        return switch (SourceTime.read(fields.text("endsAt"))) {
            case SourceTime.At(Instant end) when !end.isAfter(draft.receivedAt()) -> {
                draft.remarks().add("neither alert nor body has a status: resolved because endsAt is past");
                yield "resolved";
            }
            case SourceTime.At _,SourceTime.Absent _,SourceTime.Nonsense _ -> {
                draft.remarks().add("neither alert nor body has a status: firing assumed");
                yield "firing";
            }
        };
    }

    private void links(AlertDraft draft, Group group, Map<String, String> annotations) {
        draft.link("Runbook", annotations.getOrDefault("runbook_url", annotations.getOrDefault("runbook", "")))
                .link("Generator", fields.text("generatorURL")).link("Dashboard", fields.text("dashboardURL"))
                .link("Panel", fields.text("panelURL")).link("Silence", fields.text("silenceURL"))
                .link("Alertmanager", group.root().text("externalURL"));
    }

    private static String summary(Map<String, String> annotations, String name, String instance) {
        return Stream.of("summary", "title", "message", "description")
                .map(key -> annotations.getOrDefault(key, "")).filter(text -> !text.isBlank()).findFirst()
                .orElse(instance.isBlank() ? name : name + " on " + instance);
    }
}
