package dev.tocsin.ingest.format.changes;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Change;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Placeholder;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** The one place that builds {@link Change}s, with the bounds of alerts. */
public final class ChangeDraft {

    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_NAME = 200;
    private static final String USUAL_KIND = "deployment";

    private final Incoming incoming;
    private final AlertDraft bounds;
    private final Facts labels = new Facts();
    private String id = "";
    private String kind = USUAL_KIND;
    private String author = "";
    private String summary = "";
    private String timeField = "changedAt";
    private String at = "";

    public ChangeDraft(Incoming incoming, String format) {
        this.incoming = incoming;
        this.bounds = new AlertDraft(incoming, format);
    }

    /** Same parts, same change. */
    public ChangeDraft id(String... parts) {
        id = Identity.of(incoming.source(), parts);
        return this;
    }

    public ChangeDraft kind(String word) {
        kind = line(word, LONGEST_WORD).isEmpty() ? USUAL_KIND : line(word, LONGEST_WORD);
        return this;
    }

    public ChangeDraft summary(String text) {
        summary = text;
        return this;
    }

    /** A person's or machine's name, never an address. */
    public ChangeDraft author(String name) {
        author = Placeholder.is(name) ? "" : line(name, LONGEST_NAME);
        return this;
    }

    /** When, as written; the receive time where that is no time. */
    public ChangeDraft at(String field, String written) {
        timeField = field;
        at = written;
        return this;
    }

    public ChangeDraft label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    public ChangeDraft link(String title, String href) {
        bounds.link(line(title, LONGEST_NAME), href);
        return this;
    }

    public Facts labels() {
        return labels;
    }

    /**
     * The change.
     *
     * @throws RefusedException
     *             when nothing says what was changed
     */
    public Change build() {
        if (labels.all().isEmpty()) {
            throw noService();
        }
        var bounded = bounds.name(labels.all().getOrDefault("service", "")).summary(summary).labels(labels.all())
                .identity("change").build();
        var changedAt = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, bounds.remarks()).choose(timeField,
                at);
        return Change.newBuilder().setId(id).setSource(incoming.source()).setKind(kind).setSummary(bounded
                .getSummary()).setAuthor(author).setChangedAt(changedAt).setLabels(bounded.getLabels()).setLinks(bounded
                        .getLinks()).build();
    }

    public Reading reading() {
        return new Reading.Changes(List.of(build()), 0, Optional.empty());
    }

    /** A step of a change that has no effect yet, or none at all. */
    static Reading notDone(String step) {
        return new Reading.NoAlert(NoAlertReason.CHANGE_NOT_DONE, "'" + line(step, LONGEST_WORD)
                + "' is not the end of a change.");
    }

    /** An event of another kind. */
    static Reading other(String event) {
        return new Reading.NoAlert(NoAlertReason.OTHER_EVENT, "'" + line(event, LONGEST_WORD)
                + "' events are not read as changes.");
    }

    static Reading test(String who) {
        return new Reading.NoAlert(NoAlertReason.TEST_SEND, who + " tested the connection. It works.");
    }

    static RefusedException missing(String field, String sender) {
        return new RefusedException(RefusalReason.MISSING_FIELD, field + " is missing. Send " + sender
                + "'s body unchanged.");
    }

    static RefusedException noService() {
        return new RefusedException(RefusalReason.MISSING_FIELD,
                "Name the changed service: set service, or labels as on its alerts.");
    }

    static String line(String text, int longest) {
        return Texts.cut(Texts.mended(Texts.oneLine(text)), longest);
    }
}
