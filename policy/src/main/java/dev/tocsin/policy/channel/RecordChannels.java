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
import static dev.tocsin.policy.channel.Limit.Unit.BYTES;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** Channels that file or publish incidents; they page nobody. */
final class RecordChannels {

    /** What a ticket is made, kept in step and closed by. */
    private static final Set<NotificationKind> FILED = Set.of(TICKET, SEVERITY_CHANGED, MITIGATED, UPDATED, REOPENED,
            RESOLVED, CLOSED);

    private RecordChannels() {}

    static List<ChannelType> all() {
        return List.of(statuspage(), linear(), jira(), github());
    }

    private static ChannelType statuspage() {
        return ChannelType.of("statuspage", "Atlassian Statuspage: incidents that customers read.")
                .settings(secret("api-key", "Key of the API."),
                        needed("page", new SettingForm.Text("abc123"), "Id of the page."),
                        optional("notify", new SettingForm.Flag(), "Whether subscribers are mailed. Default true."),
                        base("url", "https://api.statuspage.io/"))
                .carries(Set.of(STATUS_PAGE)).tells(Set.of()).is(Trait.RECORD, Trait.PUBLIC)
                .holds(PlanPart.STATUS_PAGE).limit("body", 25_000, CHARACTERS).limit("name", 255, CHARACTERS)
                .repeats(new RepeatEffect(false,
                        "nothing; when uncertain, unresolved incidents are searched for our ID in their `metadata`",
                        "0")).declared();
    }

    /** A text of Jira's takes 32,767 characters, a summary 255. */
    private static ChannelType jira() {
        return ChannelType.of("jira", "Issues of Jira Cloud.")
                .settings(needed("url", new SettingForm.Url("https://example.atlassian.net/"), "Address of the site."),
                        needed("user", new SettingForm.Mail(), "Mail address of the account that files issues."),
                        secret("token", "API token of that account."),
                        optional("project", new SettingForm.Text("OPS"), "Key of the project."),
                        optional("issue-type", new SettingForm.Text("Task"), "Name of the issue type. Default Task."))
                .addresses(AddressForm.optional("key of a project, instead of `project`")).carries(FILED).tells(Set
                        .of())
                .is(Trait.RECORD).holds(PlanPart.TICKET).limit("description", 32_000, BYTES)
                .limit("summary", 255, CHARACTERS)
                .repeats(RepeatEffect.known(
                        "our ID in a property of the issue: when uncertain, the newest issues are searched for it",
                        "1 issue when Jira's search is late; 1 comment for each attempt in flight"))
                .declared();
    }

    /** 65,536 characters are GitHub's limit, with the marker. */
    private static ChannelType github() {
        return ChannelType.of("github", "Issues of a GitHub repository.")
                .settings(secret("token", "Token that may read and write issues."),
                        needed("repository", new SettingForm.Text("octo-org/shop"), "The repository, as owner/name."),
                        optional("label", new SettingForm.Text("incident"), "A label for its issues."),
                        base("url", "https://api.github.com/"))
                .carries(FILED).tells(Set.of()).is(Trait.RECORD).holds(PlanPart.TICKET).limit("body", 60_000,
                        CHARACTERS)
                .limit("title", 250, CHARACTERS)
                .repeats(RepeatEffect.known(
                        "our marker in the issue: when uncertain, the newest issues are searched for it",
                        "0 issues; 1 comment for each attempt in flight"))
                .declared();
    }

    private static ChannelType linear() {
        return ChannelType.of("linear", "Linear issues.")
                .settings(secret("api-key", "Key of the API."),
                        optional("team", new SettingForm.Text("ENG"), "Key of the team, such as ENG."),
                        base("url", "https://api.linear.app/"))
                .addresses(AddressForm.optional("key of a team, instead of `team`")).carries(FILED).tells(Set.of())
                .is(Trait.RECORD).holds(PlanPart.TICKET).limit("description", 20_000, CHARACTERS)
                .limit("title", 255, CHARACTERS).repeats(RepeatEffect.known(
                        "IDs of issue and comment derived from ours"))
                .declared();
    }
}
