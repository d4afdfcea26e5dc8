package dev.tocsin.ingest.format.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Change;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
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
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_NAME = 200;
    private static final String USUAL_KIND = "deployment";

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
        var labels = new LinkedHashMap<>(fields.in("labels").texts());
        var service = line(fields.text("service"), LONGEST_NAME);
        if (!service.isEmpty()) {
            labels.put("service", service);
        }
        if (labels.values().stream().allMatch(String::isBlank)) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "Name the changed service: set service, or labels as on its alerts.");
        }
        var summary = required(fields.text("summary"), "summary", "one line, such as \"checkout 4.2.0 to production\"");
        var draft = new AlertDraft(incoming, NAME).name(labels.getOrDefault("service", "")).summary(summary).labels(
                labels).link("change", fields.text("url"));
        fields.list("links").forEach(link -> draft.link(line(link.text("title"), LONGEST_NAME), link.text("href")));
        var changedAt = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks()).choose("changedAt",
                fields.text("changedAt"));
        var bounded = draft.identity("change").build();
        var kind = line(fields.text("kind"), LONGEST_WORD);
        return Change.newBuilder().setId(id(incoming, fields, summary, service)).setSource(incoming.source()).setKind(
                kind.isEmpty() ? USUAL_KIND : kind).setSummary(bounded.getSummary()).setAuthor(line(fields.text(
                        "author"), LONGEST_NAME)).setChangedAt(changedAt).setLabels(bounded.getLabels()).setLinks(
                                bounded.getLinks()).build();
    }

    /** Without an id of the sender's, the same content is the same change; without a time as well, only the same request is. */
    private static String id(Incoming incoming, Fields fields, String summary, String service) {
        var id = fields.text("id").strip();
        var at = fields.text("changedAt");
        return id.isEmpty()
                ? Identity.of(incoming.source(), "content", service, fields.text("kind"), summary, at.isBlank()
                        ? incoming.id()
                        : at)
                : Identity.of(incoming.source(), "id", id);
    }

    private static String required(String text, String name, String such) {
        if (text.isBlank()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD, "Set " + name + ": " + such + ".");
        }
        return text;
    }

    private static String line(String text, int longest) {
        return Texts.cut(Texts.mended(Texts.oneLine(text)), longest);
    }
}
