package dev.tocsin.policy.channel;

import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.regex.Pattern;

/** Channels that may lead anywhere: what becomes of a message is up to its receiver. */
final class GeneralChannels {

    private GeneralChannels() {}

    static List<ChannelType> all() {
        return List.of(inbox(), webhook(), email(), sns());
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
                        optional("secret", new SettingForm.Secret(), "The signing secret (whsec_...)."),
                        optional("format", new SettingForm.Choice(List.of("standard-webhooks", "cloudevents")),
                                "Form of the body: `type`, `timestamp` and `data` as Standard Webhooks recommends (the default), or a CloudEvent in structured mode; both are signed."))
                .carries(KindSets.ALL).holds(PlanPart.ROOM, PlanPart.OWN_ROOM, PlanPart.TICKET, PlanPart.STATUS_PAGE)
                .parallel(16)
                .limit("body", 20_000, BYTES)
                .repeats(RepeatEffect.known("`webhook-id` (Standard Webhooks)",
                        "0 for receivers that honour it, else 1 for each attempt in flight"))
                .declared();
    }

    /**
     * A message takes 256 KiB with its attributes (docs.aws.amazon.com/sns, "Publish"); mails and text messages made of it are
     * read by people, so less is sent.
     */
    private static ChannelType sns() {
        return ChannelType.of("sns", "Amazon SNS: publishes to a topic, whoever subscribes to it.")
                .settings(needed("access-key-id", new SettingForm.Text("AKIAIOSFODNN7EXAMPLE"),
                        "Id of an access key that may call `sns:Publish`."),
                        secret("secret-access-key", "The access key."),
                        optional("session-token", new SettingForm.Secret(), "Session token of temporary credentials."),
                        optional("url", new SettingForm.Url("https://vpce-1a2b.sns.eu-central-1.vpce.amazonaws.com/"),
                                "An endpoint instead of that of the topic's region."))
                .addresses(AddressForm.matching("the topic's ARN", Pattern.compile(
                        "arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,40}:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?"),
                        "a topic's ARN",
                        "\"arn:aws:sns:eu-central-1:123456789012:pages\"}"))
                .limit("message", 60_000, BYTES).limit("subject", 100, CHARACTERS).parallel(8)
                .repeats(new RepeatEffect(false,
                        "`MessageDeduplicationId` on FIFO topics, for five minutes; else nothing",
                        "1 page or missed page, marked \"possible repeat\"; other uncertain messages are dropped instead"))
                .declared();
    }

    /** Gmail hides what comes after 102 kB of HTML (shkspr.mobi, "102KB ought to be enough for any email"). */
    private static ChannelType email() {
        return ChannelType.of("email", "Mail by SMTP; addresses are mail addresses.")
                .settings(needed("host", new SettingForm.Text("smtp.example.org"), "SMTP server."),
                        optional("port", new SettingForm.WholeNumber(1, 65_535, "587"), "Port of the server."),
                        needed("from", new SettingForm.Mail(), "Address of the sender."),
                        optional("starttls", new SettingForm.Flag(), "Whether to require TLS."),
                        optional("username", new SettingForm.Text("tocsin"), "Credentials for the server."),
                        optional("password", new SettingForm.Secret(), "Credentials for the server."))
                .rule(new SettingRule.Together("username", "password")).addresses(AddressForm.MAILBOX)
                .carries(KindSets.ALL).tells(KindSets.QUIET).is(Trait.OPENS_NOTHING, Trait.NEW_MESSAGES_ONLY).parallel(
                        2)
                .limit("html", 90_000, BYTES).repeats(RepeatEffect.known("`Message-ID`",
                        "0 in mailboxes that deduplicate by it, else 1 for each attempt in flight"))
                .declared();
    }
}
