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

    private static final String TYPE = "text/html;charset=utf-8";
    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="referrer" content="no-referrer">
            <title>%1$s</title>
            <style>
            :root{color-scheme:light dark}
            body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
            button{font:inherit;font-weight:600;padding:.75rem 1.5rem;min-height:3rem;border:0;border-radius:.5rem;\
            background:#175cd3;color:#fff;cursor:pointer}
            button:focus-visible{outline:3px solid #f79009;outline-offset:2px}
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    private AnswerPage() {}

    /** The page with the button; its form posts to the address that it came from. */
    public static Reply.Own asks(AnswerAction action, Optional<Known> incident, String incidentId) {
        var what = incident.map(AnswerPage::title).orElse("incident " + incidentId);
        return new Reply.Own(TYPE, FRAME.formatted(action.label(), "<p>" + escaped(what)
                + "</p>\n<form method=\"post\"><button type=\"submit\">" + action.label() + "</button></form>"));
    }

    /** The page with a sentence. */
    public static Reply.Own said(int status, String sentence) {
        return new Reply.Own(status, TYPE, FRAME.formatted("Tocsin", "<p role=\"status\">" + escaped(sentence)
                + "</p>"), Optional.empty());
    }

    private static String title(Known incident) {
        return "[" + incident.severity() + "] " + (incident.title().isEmpty()
                ? "incident " + incident.id()
                : incident.title() + " (" + incident.id() + ")");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
