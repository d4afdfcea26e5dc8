package dev.tocsin.ingest.answer;

import java.util.Optional;

import dev.tocsin.ingest.answer.KnownIncidents.Known;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.schemas.outside.AnswerAction;

/**
 * The page behind a signed link. Opening it does nothing, because scanners of mail open links before people do: only the button
 * acts. Plain HTML without scripts or anything from elsewhere.
 */
public final class AnswerPage {

    private AnswerPage() {}

    /** The page with the button; its form posts to the address that it came from. */
    public static Reply.Own asks(AnswerAction action, Optional<Known> incident, String incidentId) {
        var what = incident.map(AnswerPage::title).orElse("incident " + incidentId);
        return new Reply.Own(PageFrame.TYPE, PageFrame.of(action.label(), "<p>" + PageFrame.escaped(what)
                + "</p>\n<form method=\"post\"><button type=\"submit\">" + action.label() + "</button></form>"));
    }

    /** The page with a sentence. */
    public static Reply.Own said(int status, String sentence) {
        return new Reply.Own(status, PageFrame.TYPE, PageFrame.of("Tocsin", "<p role=\"status\">" + PageFrame.escaped(
                sentence)
                + "</p>"), Optional.empty());
    }

    private static String title(Known incident) {
        return "[" + incident.severity() + "] " + (incident.title().isEmpty()
                ? "incident " + incident.id()
                : incident.title() + " (" + incident.id() + ")");
    }
}
