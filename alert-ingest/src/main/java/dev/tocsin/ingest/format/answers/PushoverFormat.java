package dev.tocsin.ingest.format.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.PageMark;

/**
 * Pushover's call after somebody acknowledged an emergency (pushover.net/api/receipts, "callback"). It signs nothing: the address
 * that we gave it, signed and for one page only, is the proof.
 */
public final class PushoverFormat implements AlertFormat {

    public static final String NAME = "pushover";

    private static final Reply OK = new Reply.Own("text/plain;charset=utf-8", "");

    private final AnswerDesk desk;

    /** With who knows the pages. */
    public PushoverFormat(AnswerDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean carriesAlerts() {
        return false;
    }

    /** Without the user's key, which can send to them. */
    @Override
    public byte[] stored(Incoming incoming) {
        return FormFields.of(incoming.body()).without(List.of("acknowledged_by")).getBytes(UTF_8);
    }

    @Override
    public Reading read(Incoming incoming) {
        var form = FormFields.of(incoming.body());
        var page = desk.page(incoming);
        if (page.isEmpty() || !form.first("acknowledged").equals("1")) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "Nobody acknowledged a page of ours.",
                    OK);
        }
        return read(page.get(), form, incoming.receivedAt());
    }

    private Reading read(PageMark page, FormFields form, Instant now) {
        var key = ActionToken.personKey(page.target());
        var token = new ActionToken(AnswerWay.LINK, AnswerAction.ACKNOWLEDGE, page.incidentId(), page.round(), key, page
                .expiresAt());
        return switch (desk.judge(token, now)) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) -> new Reading.NoAlert(reason, sentence, OK);
            case AnswerDesk.Judged.Taken _ -> {
                var who = desk.people().at(List.of(NAME), form.first("acknowledged_by"), key).orElse(page.target());
                yield new Reading.Answers(List.of(AnswerDesk.command(token, NAME, form.first("receipt"), who, now)),
                        List
                                .of(), OK);
            }
        };
    }
}
