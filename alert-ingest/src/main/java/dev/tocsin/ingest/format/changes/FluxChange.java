package dev.tocsin.ingest.format.changes;

import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * Events of Flux by a provider of type {@code generic} or {@code generic-hmac}. Nothing ever says that an error is over, so an
 * error is a change too. Metadata keys carry the controller's group in front. Source: fluxcd/notification-controller
 * docs/spec/v1beta3/providers.md.
 */
public final class FluxChange {

    public static final String NAME = "flux";

    private static final Set<String> UNFINISHED = Set.of("progressing", "dependencynotready", "reconciliationskipped",
            "progressingwithretry");

    private FluxChange() {}

    /** Reads one event. */
    public static Reading read(Fields root, Incoming incoming) {
        var object = root.in("involvedObject");
        var name = object.first("name");
        if (name.isEmpty()) {
            throw ChangeDraft.missing("involvedObject.name", "Flux");
        }
        var reason = root.first("reason");
        if (UNFINISHED.contains(reason.toLowerCase(Locale.ROOT))) {
            return ChangeDraft.notDone(reason);
        }
        var draft = new ChangeDraft(incoming, NAME).label("service", name).label("namespace", object.first("namespace"))
                .label("kind", object.first("kind")).label("severity", root.first("severity")).label("reason", reason);
        var revision = "";
        for (var metadata : root.in("metadata").texts().entrySet()) {
            var key = metadata.getKey().substring(metadata.getKey().lastIndexOf('/') + 1);
            draft.label(key, metadata.getValue());
            revision = key.equals("revision") ? metadata.getValue() : revision;
        }
        return draft.id("event", Texts.first(object.first("uid"), object.first("namespace") + "/" + name), reason,
                Texts.first(revision, root.first("timestamp"))).summary(object.first("kind") + " " + name + ": "
                        + Texts.first(root.first("message"), reason)).author(root.first("reportingController"))
                .at("timestamp", root.first("timestamp")).reading();
    }
}
