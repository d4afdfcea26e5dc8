package dev.tocsin.ingest.format.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Change;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Our own form for what was changed, as a build pipeline sends it: one object, a list of them, or
 * {@code {"changes": [...]}}. Members: {@code summary} and {@code service} (or {@code labels}) must be there; {@code id},
 * {@code kind}, {@code author}, {@code changedAt}, {@code labels}, {@code links} and {@code url} may be.
 */
public final class ChangesFormat implements AlertFormat {

    public static final String NAME = "changes";

    private static final int MOST = 500;
    private static final int LONGEST_NAME = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return false;
    }

    /** The pipeline that sent it is told at once; nobody needs to be woken. */
    @Override
    public boolean carriesAlerts() {
        return false;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> read(incoming, root));
    }

    private static Reading read(Incoming incoming, Fields root) {
        var written = root.isArray() ? root.elements() : root.has("changes") ? root.list("changes") : List.of(root);
        if (written.isEmpty() || written.size() > MOST) {
            return new Reading.Refused(written.isEmpty() ? RefusalReason.MISSING_FIELD : RefusalReason.TOO_MANY_TOKENS,
                    "Send 1 to " + MOST + " changes, not " + written.size() + ".");
        }
        var changes = new LinkedHashMap<String, Change>();
        Optional<Refusal> leftOut = Optional.empty();
        for (var fields : written) {
            try {
                var change = change(incoming, fields);
                changes.put(change.getId(), change);
            } catch (RefusedException refused) {
                leftOut = leftOut.or(() -> Optional.of(refused.refusal()));
            }
        }
        return changes.isEmpty()
                ? new Reading.Refused(leftOut.orElseThrow())
                : new Reading.Changes(new ArrayList<>(changes.values()), written.size() - changes.size(), leftOut);
    }

    private static Change change(Incoming incoming, Fields fields) {
        if (!fields.isObject()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                    "Send a change as an object such as {\"service\":\"checkout\",\"summary\":\"checkout 4.2.0\"}.");
        }
        var service = ChangeDraft.line(fields.text("service"), LONGEST_NAME);
        var draft = new ChangeDraft(incoming, NAME).label("service", service);
        draft.labels().texts(fields.in("labels"));
        if (draft.labels().all().isEmpty()) {
            throw ChangeDraft.noService();
        }
        var summary = required(fields.text("summary"), "summary", "one line, such as \"checkout 4.2.0 to production\"");
        draft.summary(summary).kind(fields.text("kind")).author(fields.text("author")).at("changedAt", fields.text(
                "changedAt")).link("change", fields.text("url"));
        fields.list("links").forEach(link -> draft.link(link.text("title"), link.text("href")));
        return identified(draft, incoming, fields, summary, service).build();
    }

    /** Without an id of the sender's, the same content is the same change; without a time as well, only the same request is. */
    private static ChangeDraft identified(ChangeDraft draft, Incoming incoming, Fields fields, String summary,
            String service) {
        var id = fields.text("id").strip();
        var at = fields.text("changedAt");
        return id.isEmpty()
                ? draft.id("content", service, fields.text("kind"), summary, at.isBlank() ? incoming.id() : at)
                : draft.id("id", id);
    }

    private static String required(String text, String name, String such) {
        if (text.isBlank()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD, "Set " + name + ": " + such + ".");
        }
        return text;
    }
}
