package dev.tocsin.ingest.format.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.outside.OutsideKey;

/**
 * An action of a person in the system that paged them.
 *
 * @param via
 *            where
 * @param eventId
 *            ID of the event; a repeated ID is the same command
 * @param key
 *            deduplication key of the incident there
 * @param by
 *            the person; may be empty
 * @param at
 *            time, as written there; may be empty
 */
record OutsideAnswer(String via, String eventId, String key, CommandKind kind, String by, String at, String note) {

    private static final String OURS = "tocsin-";
    private static final int LONGEST_ACTOR = 120;
    private static final int LONGEST_NOTE = 4_000;

    OutsideAnswer {
        if (!Commands.of(kind).isForResponders()) {
            throw new IllegalArgumentException(kind + " takes more than a vendor proves");
        }
    }

    /** Whether a deduplication key is of our making, in the form of this release or of another. */
    static boolean isOurs(String key) {
        return key.strip().startsWith(OURS);
    }

    Reading reading(Incoming incoming) {
        try {
            return OutsideKey.parse(key).<Reading>map(ours -> new Reading.Answers(List.of(command(incoming, ours))))
                    .orElseGet(() -> new Reading.NoAlert(NoAlertReason.ANSWER_ABOUT_SOMETHING_ELSE,
                            "Tocsin did not open this incident there."));
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private Command command(Incoming incoming, OutsideKey ours) {
        var id = eventId.isBlank() ? incoming.id() : eventId;
        var occurred = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, new ArrayList<>()).choose("occurred_at",
                at);
        return Command.newBuilder().setId(via + "-" + Identity.of(via, id)).setIncidentId(ours.incidentId()).setKind(
                kind).setActor(Texts.cut(Texts.mended(Texts.oneLine(by)), LONGEST_ACTOR)).setVia(via).setIssuedAt(
                        occurred).setNote(
                                Texts.cut(Texts.mended(note.strip()), LONGEST_NOTE))
                .setArguments(Map.of("round", Integer.toString(ours.round()))).build();
    }
}
