package dev.tocsin.policy.channel;

import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;

/** Rooms in which people talk. */
final class ChatChannels {

    private ChatChannels() {}

    static List<ChannelType> all() {
        return List.of(slack(), teams());
    }

    /** Slack refuses a section of more than 3,000 characters (invalid_blocks), escapes counted. */
    private static ChannelType slack() {
        return ChannelType.of("slack", "Slack: an incoming webhook, or a bot that posts to any room.")
                .settings(
                        optional("webhook-url", new SettingForm.Secret(), "Address of the incoming webhook."),
                        optional("token", new SettingForm.Secret(),
                                "Token of the bot (xoxb-...); addresses are ids of rooms."),
                        base("api-url", "https://slack.com/api/"))
                .rule(new SettingRule.OneOf("webhook-url", "token", "write one of 'webhook-url: {env: NAME}' (an "
                        + "incoming webhook) and 'token: {env: NAME}' (a bot)"))
                .addresses(AddressForm.matching("with `token`: the room's id",
                        java.util.regex.Pattern.compile("\\S.*"), "a room", "C0123456789} with the room's id")
                        .onlyWith("token"))
                .carries(Kinds.ALL).holds(PlanPart.ROOM).limit("section", 2_900, CHARACTERS)
                .repeats(new Repeats(false, "nothing", "1 page, missed page or first post, marked \"possible repeat\";"
                        + " other news in doubt is dropped instead"))
                .declared();
    }

    /**
     * Microsoft counts 28,672 bytes after the flow has rewritten the message, which grew by a fifth in a measured case
     * (msteams-docs #11274): 20,000 are sent.
     */
    private static ChannelType teams() {
        return ChannelType.of("teams", "Microsoft Teams: a workflow that posts an Adaptive Card.")
                .settings(secret("webhook-url", "Address of the workflow, with its signature."))
                .carries(Kinds.ALL).holds(PlanPart.ROOM).limit("body", 20_000, BYTES).declared();
    }
}
