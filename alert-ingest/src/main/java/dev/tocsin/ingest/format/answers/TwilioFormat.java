package dev.tocsin.ingest.format.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.CodeGuesses;
import dev.tocsin.ingest.answer.KnownIncidents.Known;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;

/**
 * What Twilio posts (twilio.com/docs, "Gather", "Twilio's request to your incoming message webhook", "Track outbound message
 * status"): a key pressed in a call, a text message that answers one, and what became of a text or a call. Which of them, the
 * query says, which we wrote. Answers are TwiML.
 */
public final class TwilioFormat implements AlertFormat {

    public static final String NAME = "twilio";

    private static final List<String> PHONES = List.of("voice", "sms");
    private static final String ACKNOWLEDGES = "1";
    private static final String ESCALATES = "2";
    /** The whole text, so that neither a quoted page nor an automatic answer is taken for one. */
    private static final Pattern ANSWER = Pattern.compile(
            "\\s*(?:(a|ack|acknowledge|r|resolve|e|escalate)[\\s-]*)?(\\d{4})\\s*", Pattern.CASE_INSENSITIVE);

    private final AnswerDesk desk;
    private final CodeGuesses guesses = new CodeGuesses();

    /** With who judges the answers. */
    public TwilioFormat(AnswerDesk desk) {
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

    /** Without what somebody wrote: it may be private, and may hold a code. */
    @Override
    public byte[] stored(Incoming incoming) {
        return FormFields.of(incoming.body()).without(List.of("Body")).getBytes(UTF_8);
    }

    @Override
    public Reading read(Incoming incoming) {
        var query = FormFields.of(incoming.query());
        var form = FormFields.of(incoming.body());
        if (!query.first("page").isEmpty()) {
            return desk.page(incoming).<Reading>map(page -> TwilioReport.read(page, form, incoming.receivedAt()))
                    .orElseGet(() -> new Reading.NoAlert(NoAlertReason.ANSWER_TOO_LATE,
                            "The report is about a page that we do not know, or no longer.", Twiml.NOTHING));
        }
        return query.first("key").isEmpty()
                ? text(form, incoming.receivedAt())
                : key(query.first("key"), form, incoming.receivedAt());
    }

    private Reading key(String text, FormFields form, Instant now) {
        var escalates = form.first("Digits").equals(ESCALATES);
        return switch (escalates ? escalated(text, now) : desk.judge(text, AnswerWay.CALL, now)) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) ->
                new Reading.NoAlert(reason, sentence, Twiml.said(sentence));
            case AnswerDesk.Judged.Taken _ when !escalates && !form.first("Digits").equals(ACKNOWLEDGES) ->
                new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "Another key was pressed.", Twiml.asked(
                        "To acknowledge, press 1. To escalate, press 2."));
            case AnswerDesk.Judged.Taken(var token, var sentence) -> {
                var who = desk.people().at(PHONES, form.first("To"), token.person()).or(() -> desk.people().of(token))
                        .orElse("whoever answered the call");
                yield new Reading.Answers(List.of(AnswerDesk.command(token, NAME, form.first("CallSid"), who, now)),
                        List
                                .of(), Twiml.said(sentence));
            }
        };
    }

    /** The call's token is for the key 1; who holds it may also escalate the same round of the same incident. */
    private AnswerDesk.Judged escalated(String text, Instant now) {
        return switch (desk.judge(text, AnswerWay.CALL, now)) {
            case AnswerDesk.Judged.Refused refused -> refused;
            case AnswerDesk.Judged.Taken(var token, _) -> desk.judge(new ActionToken(token.way(), AnswerAction.ESCALATE,
                    token.incidentId(), token.round(), token.person(), token.expiresAt()), now);
        };
    }

    /** The number is the proof of who it is, which is weak: so it answers with a code only, and only for open incidents. */
    private Reading text(FormFields form, Instant now) {
        var who = desk.people().at(PHONES, form.first("From"), "");
        var answer = ANSWER.matcher(form.first("Body"));
        if (who.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_NOT_OURS, "The number is nobody's in the policy.",
                    Twiml.NOTHING);
        }
        if (!answer.matches()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_NO_CONSEQUENCE, "The text is no answer to a page.",
                    Twiml.NOTHING);
        }
        var number = form.first("From").strip();
        if (guesses.isLocked(number, now)) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_LOCKED, "The number of " + who.get()
                    + " is locked after too many wrong codes.", Twiml.NOTHING);
        }
        var code = answer.group(2);
        var meant = desk.incidents().open().stream().filter(one -> desk.door().keys().codes(one.id(), one.standing()
                .round()).contains(code)).toList();
        if (meant.isEmpty() && guesses.missed(number, now)) {
            return locked(who.get());
        }
        if (meant.size() != 1) {
            var sentence = meant.isEmpty()
                    ? "No open incident has the code " + code + "."
                    : meant.size() + " incidents have the code " + code + ": use the console.";
            return new Reading.NoAlert(NoAlertReason.ANSWER_TOO_LATE, sentence, Twiml.texted(sentence));
        }
        guesses.hit(number);
        return text(meant.getFirst(), action(answer.group(1)), who.get(), form.first("MessageSid"), now);
    }

    private static Reading locked(String who) {
        var minutes = CodeGuesses.WITHIN.toMinutes();
        return new Reading.NoAlert(NoAlertReason.ANSWER_GUESSED, CodeGuesses.MOST
                + " wrong codes came from the number of "
                + who + " within " + minutes + " min. Its text messages are not taken for " + minutes
                + " min. If " + who + " did not send them, somebody forges the number.", Twiml.texted(
                        "Too many wrong codes: answers by text are off for " + minutes + " min. Use the console."));
    }

    private Reading text(Known incident, AnswerAction action, String who, String event, Instant now) {
        var token = new ActionToken(AnswerWay.CALL, action, incident.id(), incident.standing().round(), ActionToken
                .personKey(who), now);
        return switch (desk.judge(token, now)) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) ->
                new Reading.NoAlert(reason, sentence, Twiml.texted(sentence));
            case AnswerDesk.Judged.Taken(_, var sentence) ->
                new Reading.Answers(List.of(AnswerDesk.command(token, NAME, event, who, now)), List.of(), Twiml.texted(
                        sentence + " (" + incident.severity() + ")"));
        };
    }

    private static AnswerAction action(String word) {
        var letter = word == null ? "a" : word.substring(0, 1).toLowerCase(Locale.ROOT);
        return switch (letter) {
            case "r" -> AnswerAction.RESOLVE;
            case "e" -> AnswerAction.ESCALATE;
            default -> AnswerAction.ACKNOWLEDGE;
        };
    }
}
