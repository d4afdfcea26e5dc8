package dev.tocsin.notifier.channel.slack;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.policy.channel.ServiceNames;
import dev.tocsin.policy.model.Vendor;

/**
 * Whom a page in a channel mentions (docs.slack.dev, "Formatting message text": {@code <!subteam^S1>} a user group,
 * {@code <@U1>} a member). Other messages mention nobody, and neither does an edit.
 *
 * @param groups
 *            ids of user groups by service
 * @param person
 *            whether the person is mentioned that the page is for
 */
record SlackMentions(ServiceNames groups, boolean person) {

    static SlackMentions of(ChannelSettings settings) {
        return new SlackMentions(settings.text("user-groups").map(ServiceNames::parse).orElse(ServiceNames.NONE),
                settings.text(
                        "mention").filter("true"::equals).isPresent());
    }

    /** The mentions, or an empty text. */
    String in(Dispatch dispatch) {
        var notification = dispatch.notification();
        if (!KindTraits.of(notification.getKind()).isUrgent() || isDirect(notification.getAddress())) {
            return "";
        }
        var who = person ? dispatch.accounts().of(Vendor.SLACK, notification.getTarget()) : Optional.<String>empty();
        return Stream.concat(groups.of(notification.getIncident().getService()).stream().map(id -> "<!subteam^" + id
                + ">"), who
                        .map(id -> "<@" + id + ">").stream()).collect(Collectors.joining(" "));
    }

    /** A direct message notifies by itself. */
    private static boolean isDirect(String address) {
        return address.startsWith("U") || address.startsWith("W") || address.startsWith("D") || address.startsWith("@");
    }
}
