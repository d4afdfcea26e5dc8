package dev.tocsin.notifier.channel.twilio;

import java.util.LinkedHashMap;
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

/**
 * Calls by Twilio and reads the headline twice. A call that is answered says nothing of who answered it, a person or a
 * mailbox, so it acknowledges nothing.
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
        fields.put("Twiml", twiml(dispatch.message().headline(), KindTraits.of(dispatch.notification()
                .getKind()).isUrgent()));
        fields.put("Timeout", RING);
        return twilio.create("Calls", fields);
    }

    /** What is read aloud (twilio.com/docs/voice/twiml), short enough when it is escaped. */
    private String twiml(String headline, boolean asks) {
        var spoken = ADDRESS.matcher(headline).replaceAll("");
        var most = LONGEST_SPOKEN;
        var twiml = document(SafeText.cut(spoken, most), asks);
        while (twiml.length() > longest && most > 2) {
            most /= 2;
            twiml = document(SafeText.cut(spoken, most), asks);
        }
        return twiml;
    }

    private static String document(String spoken, boolean asks) {
        return "<Response><Pause length=\"1\"/><Say loop=\"2\">This is Tocsin. " + escaped(spoken)
                + (asks ? ". Acknowledge in the console." : ".") + "</Say></Response>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
