package dev.tocsin.policy.channel;

import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.Set;

/** What rings or shows up on a person's telephone. */
final class PhoneChannels {

    private static final String TWILIO = "https://api.twilio.com";

    private PhoneChannels() {}

    static List<ChannelType> all() {
        return List.of(sms(), voice());
    }

    private static ChannelType sms() {
        return ChannelType.of("sms", "Text messages by Twilio; addresses are telephone numbers such as +15550100.")
                .settings(twilio()).addresses(AddressForm.TELEPHONE).tells(Set.of(RESOLVED))
                .limit("text", 1_600, CHARACTERS).is(Trait.UNDELIVERED).declared();
    }

    private static ChannelType voice() {
        return ChannelType.of("voice", "Telephone calls by Twilio; addresses are telephone numbers such as +15550100.")
                .settings(twilio()).addresses(AddressForm.TELEPHONE).tells(Set.of()).limit("TwiML", 4_000, CHARACTERS)
                .is(Trait.WAKES, Trait.OPENS_NOTHING, Trait.UNDELIVERED).declared();
    }

    private static ChannelSetting[] twilio() {
        return new ChannelSetting[]{needed("account", new SettingForm.Text("AC0123"), "SID of the account (AC...)."),
                secret("token", "Auth token of the account."),
                needed("from", new SettingForm.Text("\"+15550199\""), "Number that sends or calls."),
                base("url", TWILIO)};
    }
}
