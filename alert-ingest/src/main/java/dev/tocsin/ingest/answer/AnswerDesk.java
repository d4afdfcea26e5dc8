package dev.tocsin.ingest.answer;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Command;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.schemas.command.CommandCheck;
import dev.tocsin.schemas.command.CommandVerdict;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.PageMark;
import dev.tocsin.schemas.outside.TokenVerdict;

/**
 * Judges what people answer where they were paged, and says so to them. The correlator decides over what is taken; only what
 * it would refuse for ever is refused here.
 *
 * @param door
 *            address and secrets
 * @param people
 *            of the policy in force
 * @param incidents
 *            where they stand
 */
public record AnswerDesk(AnswerDoor door, People people, KnownIncidents incidents) {

    private static final int LONGEST_ACTOR = 120;
    private static final String CONSOLE = " Use the console.";

    /** What becomes of a token that somebody shows. */
    public sealed interface Judged {

        /**
         * It becomes a command.
         *
         * @param sentence
         *            for whoever answered
         */
        record Taken(ActionToken token, String sentence) implements Judged {}

        /**
         * It cannot become one any more.
         *
         * @param sentence
         *            why, for whoever answered
         */
        record Refused(NoAlertReason reason, String sentence) implements Judged {}
    }

    /** The page that a vendor reports on, by the address that it was given; empty if we did not sign it. */
    public Optional<PageMark> page(Incoming incoming) {
        return door.keys().page(FormFields.of(incoming.query()).first("page"), incoming.receivedAt());
    }

    /** Judges a token. */
    public Judged judge(String text, AnswerWay way, Instant now) {
        return switch (door.keys().read(text, way, now)) {
            case TokenVerdict.Unknown() -> new Judged.Refused(NoAlertReason.ANSWER_NOT_OURS,
                    "This button is not valid." + CONSOLE);
            case TokenVerdict.Expired _ -> new Judged.Refused(NoAlertReason.ANSWER_TOO_LATE,
                    "This button has expired." + CONSOLE);
            case TokenVerdict.Valid(var token) -> judge(token, now);
        };
    }

    /** Judges a token that is ours and in time. */
    public Judged judge(ActionToken token, Instant now) {
        var known = incidents.find(token.incidentId());
        if (known.isEmpty() || known.get().standing().round() < token.round()) {
            return new Judged.Taken(token, done(token.action()));
        }
        var standing = known.get().standing();
        var verdict = CommandCheck.check(token.action().kind(), arguments(token), "", standing, now);
        if (!(verdict instanceof CommandVerdict.Refused(var refusal))) {
            return new Judged.Taken(token, done(token.action()));
        }
        var sentence = token.action().label() + " refused: " + refusal.sentence() + ".";
        return standing.round() > token.round() || IncidentStates.isOver(standing.state()) || !standing.mergedInto()
                .isEmpty()
                        ? new Judged.Refused(NoAlertReason.ANSWER_TOO_LATE, sentence)
                        : new Judged.Taken(token, standing.state() == IncidentState.ACKNOWLEDGED
                                ? "Already acknowledged by "
                                        + standing.acknowledgedBy() + "."
                                : sentence);
    }

    private static Map<String, String> arguments(ActionToken token) {
        var arguments = new TreeMap<>(token.action().arguments());
        arguments.put(CommandCheck.ROUND, Integer.toString(token.round()));
        return arguments;
    }

    private static String done(AnswerAction action) {
        return action.done();
    }

    /**
     * The command.
     *
     * @param via
     *            name of the source
     * @param eventId
     *            the vendor's; a repeated one is the same command
     * @param actor
     *            who answered
     */
    public static Command command(ActionToken token, String via, String eventId, String actor, Instant at) {
        // One page escalates once, however often and by whom its button is pressed.
        var event = token.action() == AnswerAction.ESCALATE && token.way() != AnswerWay.CALL
                ? token.expiresAt().toString()
                : eventId;
        var id = Identity.of(via, event, token.incidentId(), Integer.toString(token.round()), token.action().name()
                .toLowerCase(Locale.ROOT), token.person());
        return Command.newBuilder().setId(id).setIncidentId(token.incidentId()).setKind(token.action().kind()).setActor(
                Texts.cut(Texts.mended(Texts.oneLine(actor)), LONGEST_ACTOR)).setVia(via).setIssuedAt(at).setArguments(
                        arguments(token))
                .build();
    }
}
