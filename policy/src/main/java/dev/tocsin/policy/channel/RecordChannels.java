package dev.tocsin.policy.channel;

import static dev.tocsin.event.NotificationKind.CLOSED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.REOPENED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.optional;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** Where incidents are filed or published; nobody is paged there. */
final class RecordChannels {

    /** What a ticket is made, kept in step and closed by. */
    private static final Set<NotificationKind> FILED = Set.of(TICKET, SEVERITY_CHANGED, MITIGATED, UPDATED, REOPENED,
            RESOLVED, CLOSED);

    private RecordChannels() {}

    static List<ChannelType> all() {
        return List.of(statuspage(), linear());
    }

    private static ChannelType statuspage() {
        return ChannelType.of("statuspage", "Atlassian Statuspage: incidents that customers read.")
                .settings(secret("api-key", "Key of the API."),
                        needed("page", new SettingForm.Text("abc123"), "Id of the page."),
                        base("url", "https://api.statuspage.io/"))
                .carries(Set.of(STATUS_PAGE)).tells(Set.of()).is(Trait.RECORD, Trait.PUBLIC, Trait.UNDELIVERED)
                .holds(PlanPart.STATUS_PAGE).limit("body", 25_000, CHARACTERS).declared();
    }

    private static ChannelType linear() {
        return ChannelType.of("linear", "Linear issues.")
                .settings(secret("api-key", "Key of the API."),
                        optional("team", new SettingForm.Text("ENG"), "Key of the team, such as ENG."),
                        base("url", "https://api.linear.app/"))
                .carries(FILED).tells(Set.of()).is(Trait.RECORD, Trait.UNDELIVERED).holds(PlanPart.TICKET).declared();
    }
}
