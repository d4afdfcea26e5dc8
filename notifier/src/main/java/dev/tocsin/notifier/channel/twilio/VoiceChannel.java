package dev.tocsin.notifier.channel.twilio;

import static dev.tocsin.notifier.message.Html.escaped;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;

/**
 * Calls by Twilio and reads the headline twice. A call that is answered says nothing of who answered it, a person or a
 * mailbox: only a pressed key acknowledges.
 */
public final class VoiceChannel implements Channel {

    /** Seconds; it rings up to 5 s longer, and then a mailbox usually takes it. */
    private static final String RING = "25";
    private static final int LONGEST_SPOKEN = 500;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://\\S+");

    private final Twilio twilio;
    private final int longest;

    /** A channel as configured. */
    public VoiceChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.twilio = new Twilio(settings, http);
        this.longest = settings.type().limit("TwiML").most();
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("To", dispatch.notification().getAddress());
        fields.put("From", twilio.from());
        fields.put("Twiml", twiml(dispatch));
        fields.put("Timeout", RING);
        dispatch.answers().reports(Twilio.SOURCE).ifPresent(address -> {
            fields.put("StatusCallback", address);
            fields.put("StatusCallbackEvent", "completed");
        });
        return twilio.create("Calls", fields);
    }

    /** What is read aloud (twilio.com/docs/voice/twiml), short enough when it is escaped. */
    private String twiml(Dispatch dispatch) {
        var spoken = ADDRESS.matcher(dispatch.message().headline()).replaceAll("");
        var key = dispatch.answers().canAcknowledge()
                ? dispatch.answers().token(AnswerWay.CALL, AnswerAction.ACKNOWLEDGE).flatMap(token -> dispatch.answers()
                        .door().at("/v1/" + Twilio.SOURCE + "?key=" + token))
                : Optional.<String>empty();
        var asks = KindTraits.of(dispatch.notification().getKind()).isUrgent();
        var most = LONGEST_SPOKEN;
        var twiml = document(SafeText.cut(spoken, most), asks, key);
        while (twiml.length() > longest && most > 2) {
            most /= 2;
            twiml = document(SafeText.cut(spoken, most), asks, key);
        }
        return twiml;
    }

    /**
     * Only a key acknowledges: a mailbox answers calls too. The address of a Gather inside a call's own TwiML is absolute.
     *
     * @param asks
     *            whether somebody is to acknowledge
     * @param key
     *            where a pressed key goes; empty if it would go nowhere
     */
    private static String document(String spoken, boolean asks, Optional<String> key) {
        var said = "This is Tocsin. " + escaped(spoken) + ".";
        return key.map(
                address -> "<Response><Pause length=\"1\"/><Gather numDigits=\"1\" timeout=\"10\" method=\"POST\""
                        + " action=\"" + escaped(address) + "\"><Say loop=\"2\">" + said
                        + " To acknowledge, press 1. To escalate, press 2.</Say></Gather><Say>No key was pressed. Goodbye.</Say></Response>")
                .orElseGet(() -> "<Response><Pause length=\"1\"/><Say loop=\"2\">" + said
                        + (asks ? " Acknowledge in the console." : "") + "</Say></Response>");
    }
}
