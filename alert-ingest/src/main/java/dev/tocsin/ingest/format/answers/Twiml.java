package dev.tocsin.ingest.format.answers;

import java.util.Optional;

import dev.tocsin.ingest.format.Reply;

/** Answers to Twilio (twilio.com/docs, "TwiML"). */
final class Twiml {

    /** An empty 200 without a type would be logged there as an error; an empty 204 is not. */
    static final Reply NOTHING = new Reply.Own(204, "text/plain", "", Optional.empty());

    private static final String TYPE = "text/xml;charset=utf-8";

    private Twiml() {}

    /** Says a sentence and hangs up. */
    static Reply said(String sentence) {
        return document("<Say>" + escaped(sentence) + " Goodbye.</Say><Hangup/>");
    }

    /** Says a sentence and waits for a key, which comes to the same address. */
    static Reply asked(String sentence) {
        return document("<Gather numDigits=\"1\" timeout=\"10\"><Say>" + escaped(sentence)
                + "</Say></Gather><Say>No key was pressed. Goodbye.</Say>");
    }

    /** Answers a text with a text. */
    static Reply texted(String sentence) {
        return document("<Message>" + escaped(sentence) + "</Message>");
    }

    private static Reply document(String content) {
        return new Reply.Own(TYPE, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + content + "</Response>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
