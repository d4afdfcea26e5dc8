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
import java.util.regex.Pattern;

import dev.tocsin.event.NotificationKind;

/** Channels that file or publish incidents; they page nobody. */
final class RecordChannels {

    /** What a ticket is made, kept in step and closed by. */
    private static final Set<NotificationKind> FILED = Set.of(TICKET, SEVERITY_CHANGED, MITIGATED, UPDATED, REOPENED,
            RESOLVED, CLOSED);

    private RecordChannels() {}

    static List<ChannelType> all() {
        return List.of(statuspage(), cachet(), instatus(), linear(), jira(), github(), serviceNow());
    }

    private static ChannelType statuspage() {
        return ChannelType.of("statuspage", "Atlassian Statuspage: incidents that customers read.")
                .settings(secret("api-key", "Key of the API."),
                        needed("page", new SettingForm.Text("abc123"), "Id of the page."),
                        notifies(), components("[A-Za-z0-9]{1,60}", "{checkout: [8kbf7d35c070]}"),
                        base("url", "https://api.statuspage.io/"))
                .carries(Set.of(STATUS_PAGE)).tells(Set.of()).is(Trait.RECORD, Trait.PUBLIC)
                .holds(PlanPart.STATUS_PAGE).limit("body", 25_000, CHARACTERS).limit("name", 255, CHARACTERS)
                .repeats(new RepeatEffect(false,
                        "nothing; when uncertain, unresolved incidents are searched for our ID in their `metadata`",
                        "0")).declared();
    }

    /** Cachet takes any length of text; 25,000 characters are more than customers read. */
    private static ChannelType cachet() {
        return ChannelType.of("cachet", "Cachet 3: incidents that customers read on a status page of one's own.")
                .settings(needed("url", new SettingForm.Url("https://status.example.org/"), "Address of the page."),
                        secret("token", "Token of the API that may manage incidents, updates and components."),
                        notifies(), components("[0-9]{1,18}", "{checkout: [3]}"))
                .carries(Set.of(STATUS_PAGE)).tells(Set.of()).is(Trait.RECORD, Trait.PUBLIC)
                .holds(PlanPart.STATUS_PAGE).limit("message", 25_000, CHARACTERS).limit("name", 255, CHARACTERS)
                .repeats(new RepeatEffect(false,
                        "nothing; when uncertain, open incidents are searched for one of that name and begin",
                        "0 incidents; 1 update for each attempt in flight")).declared();
    }

    private static ChannelType instatus() {
        return ChannelType.of("instatus", "Instatus: incidents that customers read.")
                .settings(secret("api-key", "Key of the API."),
                        needed("page", new SettingForm.Text("ckf01fonve9i40a32oas5b0uw"), "Id of the page."),
                        notifies(), components("[A-Za-z0-9-]{1,60}", "{checkout: [ckf01fvnxywz50a35nh1qzssm]}"),
                        base("url", "https://api.instatus.com/"))
                .carries(Set.of(STATUS_PAGE)).tells(Set.of()).is(Trait.RECORD, Trait.PUBLIC)
                .holds(PlanPart.STATUS_PAGE).limit("message", 25_000, CHARACTERS).limit("name", 255, CHARACTERS)
                .repeats(new RepeatEffect(false,
                        "nothing; when uncertain, open incidents are searched for one of that name and begin",
                        "0 incidents; 1 update for each attempt in flight")).declared();
    }

    private static ChannelSetting notifies() {
        return optional("notify", new SettingForm.Flag(), "Whether subscribers are mailed. Default true.");
    }

    private static ChannelSetting components(String id, String example) {
        return optional("components", new SettingForm.OfServices(Pattern.compile(id), example),
                "Ids of the components of each service; `\"*\"` is for all other services.");
    }

    /** A short description takes 160 characters unless an instance was changed; 4,000 characters a work note. */
    private static ChannelType serviceNow() {
        return ChannelType.of("servicenow", "Incidents of ServiceNow by its Table API.")
                .settings(needed("url", new SettingForm.Url("https://example.service-now.com/"),
                        "Address of the instance."),
                        needed("user", new SettingForm.Text("tocsin"), "Name of the account that files incidents."),
                        secret("password", "Password of that account."),
                        optional("assignment-group", new SettingForm.Text("Service Desk"),
                                "The group that new incidents are assigned to."),
                        optional("close-code", new SettingForm.Text("Solution provided"),
                                "Resolution code at the end. Default Solution provided."))
                .addresses(AddressForm.optional("an assignment group, instead of `assignment-group`")).carries(FILED)
                .tells(Set.of()).is(Trait.RECORD).holds(PlanPart.TICKET).limit("work_notes", 4_000, CHARACTERS)
                .limit("short_description", 160, CHARACTERS)
                .repeats(RepeatEffect.known("`correlation_id`: when uncertain, it is searched for",
                        "0 incidents; 1 work note for each attempt in flight"))
                .declared();
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
