package dev.tocsin.ingest.format.answers;

import java.util.List;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.AnswerPage;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.schemas.outside.AnswerWay;

/**
 * The signed links of pages, in mail, behind buttons of chat and push messages: a POST to {@code /a/<token>} is the answer of
 * the person that the link was made for. The token is what {@link Incoming#query} holds. Nothing of the body is read or stored.
 */
public final class LinkFormat implements AlertFormat {

    public static final String NAME = "link";

    private final AnswerDesk desk;

    /** With who judges the links. */
    public LinkFormat(AnswerDesk desk) {
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

    @Override
    public byte[] stored(Incoming incoming) {
        return new byte[0];
    }

    @Override
    public Reading read(Incoming incoming) {
        return switch (desk.judge(incoming.query(), AnswerWay.LINK, incoming.receivedAt())) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) ->
                new Reading.NoAlert(reason, sentence, AnswerPage.said(410, sentence));
            case AnswerDesk.Judged.Taken(var token, var sentence) -> {
                var who = desk.people().of(token).orElse("whoever holds the link of a page");
                yield new Reading.Answers(List.of(AnswerDesk.command(token, NAME, token.expiresAt().toString(), who,
                        incoming.receivedAt())), List.of(), AnswerPage.said(200, sentence));
            }
        };
    }
}
