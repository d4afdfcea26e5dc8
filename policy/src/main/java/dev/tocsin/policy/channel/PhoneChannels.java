package dev.tocsin.policy.channel;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Telephone channels: text messages, calls and push messages. */
final class PhoneChannels {

    private static final String TWILIO = "https://api.twilio.com";

    private PhoneChannels() {}

    static List<ChannelType> all() {
        return List.of(sms(), voice(), ntfy(), pushover());
    }

    private static ChannelType sms() {
        return ChannelType.of("sms", "Text messages by Twilio; addresses are telephone numbers such as +15550100.")
                .settings(twilio()).addresses(AddressForm.TELEPHONE).tells(Set.of(RESOLVED))
                .is(Trait.NEW_MESSAGES_ONLY).limit("text", 1_600, CHARACTERS).declared();
    }

    private static ChannelType voice() {
        return ChannelType.of("voice", "Telephone calls by Twilio; addresses are telephone numbers such as +15550100.")
                .settings(twilio()).addresses(AddressForm.TELEPHONE).tells(Set.of()).limit("TwiML", 4_000, CHARACTERS)
                .is(Trait.WAKES, Trait.OPENS_NOTHING, Trait.NEW_MESSAGES_ONLY).declared();
    }

    /**
     * A longer message silently becomes an attachment (ntfy 2.14 source); {@code sequence_id} is of 2.16, and what came
     * before shows a repeat as a second message.
     */
    private static ChannelType ntfy() {
        return ChannelType.of("ntfy", "Push messages by ntfy, its public server or your own.")
                .settings(base("url", "https://ntfy.sh/", "The server, instead of https://ntfy.sh/."),
                        optional("topic", new SettingForm.Secret(),
                                "Topic, as a secret: anyone who knows its name can read it."),
                        optional("token", new SettingForm.Secret(), "Access token (tk_...)."))
                .addresses(AddressForm.needed("the topic, unless `topic` is set", "a topic", "night-shift")
                        .unless("topic"))
                .tells(Set.of(ACKNOWLEDGED, RESOLVED)).limit("message", 4_096, BYTES).parallel(2)
                .repeats(RepeatEffect.known("`sequence_id`, from ntfy 2.16 on",
                        "0 from ntfy 2.16 on, else 1 for each attempt in flight"))
                .declared();
    }

    private static ChannelType pushover() {
        return ChannelType.of("pushover", "Push messages by Pushover, repeated until acknowledged.")
                .settings(secret("token", "API token of the application."),
                        optional("user", new SettingForm.Secret(), "User or group key, as a secret."),
                        base("url", "https://api.pushover.net/"))
                .addresses(AddressForm.matching("the user or group key, unless `user` is set", Pattern.compile(
                        "[A-Za-z0-9]{30}"), "a user key", "uQiRzpo4DXghDmr9QzzfQu27cmVRsG}").unless("user"))
                .tells(Set.of(ACKNOWLEDGED, RESOLVED)).limit("message", 1_024, CHARACTERS)
                .limit("title", 250, CHARACTERS).parallel(2)
                .repeats(RepeatEffect.known("nothing; it is pushed again, so that the ringing always stops",
                        "1 for each attempt in flight")).declared();
    }

    private static ChannelSetting[] twilio() {
        return new ChannelSetting[]{needed("account", new SettingForm.Text("AC0123"), "SID of the account (AC...)."),
                secret("token", "Auth token of the account."),
                needed("from", new SettingForm.Text("\"+15550199\""),
                        "Number that sends or calls; for texts also a messaging service (MG...)."),
                base("url", TWILIO)};
    }
}
