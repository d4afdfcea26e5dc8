package dev.tocsin.policy.channel;

import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.regex.Pattern;

/** Chat channels. */
final class ChatChannels {

    /** Id of a user group (docs.slack.dev, "Formatting message text", "Mentioning groups"). */
    private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{5,30}");

    private ChatChannels() {}

    static List<ChannelType> all() {
        return List.of(slack(), teams(), telegram(), discord(), mattermost(), googleChat(), matrix());
    }

    /** Slack refuses a section of more than 3,000 characters (invalid_blocks), escapes counted. */
    private static ChannelType slack() {
        return ChannelType.of("slack", "Slack: an incoming webhook, or a bot that can post to any room.")
                .settings(
                        optional("webhook-url", new SettingForm.Secret(), "Address of the incoming webhook."),
                        optional("token", new SettingForm.Secret(),
                                "Token of the bot (xoxb-...); addresses are ids of rooms."),
                        optional("user-groups", new SettingForm.OfServices(GROUP, "{checkout: [S0123ABCD]}"),
                                "Ids of user groups by service (`*` for the others): a page mentions them, and with `token` their members are invited to an incident's own channel."),
                        optional("mention", new SettingForm.Flag(),
                                "Whether a page in a channel mentions the person that it is for, by `accounts.slack` (false)."),
                        optional("invite", new SettingForm.Flag(),
                                "Whether an incident's own channel invites whom it pages, who acknowledges and who has a role, by `accounts.slack` (true)."),
                        base("api-url", "https://slack.com/api/"))
                .rule(new SettingRule.OneOf("webhook-url", "token", "write one of 'webhook-url: {env: NAME}' (an "
                        + "incoming webhook) and 'token: {env: NAME}' (a bot)"))
                .addresses(AddressForm.matching("with `token`: the room's id",
                        Pattern.compile("\\S.*"), "a room", "C0123456789} with the room's id")
                        .onlyWith("token"))
                .carries(KindSets.ALL).holds(PlanPart.ROOM, PlanPart.OWN_ROOM).limit("section", 2_900, CHARACTERS)
                .repeats(new RepeatEffect(false, "nothing",
                        "1 page, missed page or first post, marked \"possible repeat\"; other uncertain messages are dropped instead"))
                .declared();
    }

    /** 4,096 characters are counted after Telegram has read the markup (Bot API 6.9, sendMessage): we count it too. */
    private static ChannelType telegram() {
        return ChannelType.of("telegram", "Telegram: a bot that posts to people and groups.")
                .settings(secret("token", "Token of the bot, as BotFather gives it."),
                        base("url", "https://api.telegram.org/"))
                .addresses(AddressForm.matching("the chat's id, or `@name` of a channel", Pattern.compile(
                        "-?\\d{1,20}|@[A-Za-z0-9_]{4,64}"), "a chat", "\"-1001234567890\"} with the chat's id"))
                .carries(KindSets.CHAT).holds(PlanPart.ROOM).limit("text", 4_096, CHARACTERS).declared();
    }

    /** A server splits what is longer than 16,383 characters into several posts (Mattermost, model/post.go). */
    private static ChannelType mattermost() {
        return ChannelType.of("mattermost", "Mattermost: an incoming webhook.")
                .settings(secret("webhook-url", "Address of the incoming webhook."))
                .addresses(AddressForm.optional("name of a channel, where the webhook is not locked to its own"))
                .is(Trait.NEW_MESSAGES_ONLY).carries(KindSets.CHAT).holds(PlanPart.ROOM).limit("text", 16_383,
                        CHARACTERS).declared();
    }

    /**
     * An event takes 65,536 bytes (Matrix, Client-Server API, "Size limits"); an edit holds its text twice, and quotes and line
     * breaks grow by half.
     */
    private static ChannelType matrix() {
        return ChannelType.of("matrix", "Matrix: a user that posts to rooms.")
                .settings(needed("url", new SettingForm.Url("https://matrix.example.org/"), "Address of the server."),
                        secret("token", "Access token of the user; a new login would hide repeats from the server."))
                .addresses(AddressForm.matching("the id of an unencrypted room", Pattern.compile("!\\S{1,254}"),
                        "a room", "\"!abc:example.org\"} with the id of the room"))
                .carries(KindSets.CHAT).holds(PlanPart.ROOM).limit("body", 15_000, BYTES)
                .repeats(RepeatEffect.known("the transaction id in the path")).declared();
    }

    /** A message takes 32,000 bytes in all, in which quotes and line breaks count twice: half of it is text. */
    private static ChannelType googleChat() {
        return ChannelType.of("google-chat", "Google Chat: a webhook of a space.")
                .settings(secret("webhook-url", "Address of the webhook, with its key and token."))
                .is(Trait.NEW_MESSAGES_ONLY).carries(KindSets.CHAT).holds(PlanPart.ROOM).limit("text", 15_000, BYTES)
                .declared();
    }

    /** One field that is too long refuses the whole message (alertmanager #3310); embeds take 6,000 characters together. */
    private static ChannelType discord() {
        return ChannelType.of("discord", "Discord: a webhook of a channel.")
                .settings(secret("webhook-url", "URL of the webhook; append '?thread_id=' for a forum."))
                .carries(KindSets.CHAT).holds(PlanPart.ROOM).limit("headline", 2_000, CHARACTERS)
                .limit("description", 4_096, CHARACTERS).declared();
    }

    /**
     * Microsoft counts 28,672 bytes after the flow has rewritten the message, which grew by a fifth in a measured case
     * (msteams-docs #11274): 20,000 are sent.
     */
    private static ChannelType teams() {
        return ChannelType.of("teams", "Microsoft Teams: a workflow that posts an Adaptive Card.")
                .settings(secret("webhook-url", "Address of the workflow, with its signature."))
                .is(Trait.NEW_MESSAGES_ONLY).carries(KindSets.ALL).holds(PlanPart.ROOM, PlanPart.OWN_ROOM).limit("body",
                        20_000, BYTES).declared();
    }
}
