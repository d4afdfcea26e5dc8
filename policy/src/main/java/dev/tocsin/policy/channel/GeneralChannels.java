package dev.tocsin.policy.channel;

import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;

import java.util.List;

/** Vendor-independent channels. */
final class GeneralChannels {

    private GeneralChannels() {}

    static List<ChannelType> all() {
        return List.of(inbox(), webhook(), email());
    }

    private static ChannelType inbox() {
        return ChannelType.of("inbox", "Built in; shown by the console.").addresses(AddressForm.optional("any word"))
                .carries(KindSets.ALL).is(Trait.WAITS, Trait.CLEARED)
                .holds(PlanPart.ROOM, PlanPart.OWN_ROOM, PlanPart.TICKET, PlanPart.STATUS_PAGE).parallel(64)
                .repeats(RepeatEffect.known("not sent outside Tocsin")).declared();
    }

    /** 20 kB: standardwebhooks.com recommends that a payload stays below. */
    private static ChannelType webhook() {
        return ChannelType.of("webhook", "JSON POST to any URL, signed according to Standard Webhooks.")
                .settings(
                        needed("url", new SettingForm.UrlOrSecret("https://example.org/hook"),
                                "URL to post to, or a reference to it."),
                        optional("secret", new SettingForm.Secret(), "The signing secret (whsec_...)."))
                .carries(KindSets.ALL).holds(PlanPart.ROOM, PlanPart.OWN_ROOM, PlanPart.TICKET, PlanPart.STATUS_PAGE)
                .parallel(16)
                .limit("body", 20_000, BYTES)
                .repeats(RepeatEffect.known("`webhook-id` (Standard Webhooks)",
                        "0 for receivers that honour it, else 1 for each attempt in flight"))
                .declared();
    }

    private static ChannelType email() {
        return ChannelType.of("email", "Mail by SMTP; addresses are mail addresses.")
                .settings(needed("host", new SettingForm.Text("smtp.example.org"), "SMTP server."),
                        optional("port", new SettingForm.WholeNumber(1, 65_535, "587"), "Port of the server."),
                        needed("from", new SettingForm.Mail(), "Address of the sender."),
                        optional("starttls", new SettingForm.Flag(), "Whether to require TLS."),
                        optional("username", new SettingForm.Text("tocsin"), "Credentials for the server."),
                        optional("password", new SettingForm.Secret(), "Credentials for the server."))
                .rule(new SettingRule.Together("username", "password")).addresses(AddressForm.MAILBOX)
                .carries(KindSets.ALL).tells(KindSets.QUIET).is(Trait.OPENS_NOTHING).parallel(2)
                .repeats(RepeatEffect.known("`Message-ID`",
                        "0 in mailboxes that deduplicate by it, else 1 for each attempt in flight"))
                .declared();
    }
}
