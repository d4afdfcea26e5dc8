package dev.tocsin.notifier.channel.twilio;

import java.util.LinkedHashMap;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.MissingSecretException;

/** Sends a text message by Twilio. */
public final class SmsChannel implements Channel {

    /** Seconds; Twilio's own default is ten hours, and a page that comes so late is noise. */
    private static final String VALID = "300";
    private static final String MESSAGING_SERVICE = "MG";

    private final Twilio twilio;

    /** A channel as configured. */
    public SmsChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.twilio = new Twilio(settings, http);
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("To", dispatch.notification().getAddress());
        fields.put(twilio.from().startsWith(MESSAGING_SERVICE) ? "MessagingServiceSid" : "From", twilio.from());
        fields.put("Body", SmsText.of(dispatch.message(), code(dispatch)));
        fields.put("ValidityPeriod", VALID);
        dispatch.answers().reports(Twilio.SOURCE).ifPresent(address -> fields.put("StatusCallback", address));
        return twilio.create("Messages", fields);
    }

    /** Words that carriers take for an opting out, such as STOP or END, are never asked for. */
    private static String code(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        if (!dispatch.answers().canAcknowledge()) {
            return "";
        }
        var code = dispatch.answers().door().keys().code(incident.getId(), incident.getRound());
        return "\nReply A" + code + " to ack, E" + code + " to escalate";
    }
}
