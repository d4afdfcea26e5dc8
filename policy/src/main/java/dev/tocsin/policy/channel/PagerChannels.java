package dev.tocsin.policy.channel;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.CLOSED;
import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UNKNOWN;
import static dev.tocsin.policy.channel.ChannelSetting.base;
import static dev.tocsin.policy.channel.ChannelSetting.needed;
import static dev.tocsin.policy.channel.ChannelSetting.secret;
import static dev.tocsin.policy.channel.Limit.Unit.CHARACTERS;

import java.util.List;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** On-call products of other vendors, which page people by their own rules. */
final class PagerChannels {

    /** The beginning, the acknowledgement and the end of an incident. */
    private static final Set<NotificationKind> ALERT = Set.of(PAGE, LADDER_EXHAUSTED, UNKNOWN, ACKNOWLEDGED, MITIGATED,
            RESOLVED, CLOSED);
    private static final Set<NotificationKind> ENDS_AND_ACKNOWLEDGES = Set.of(ACKNOWLEDGED, RESOLVED);

    private PagerChannels() {}

    static List<ChannelType> all() {
        return List.of(pagerduty(), opsgenie(), splunkOnCall(), incidentIo());
    }

    /** PagerDuty takes about 120 events a minute for one key: a burst is answered with 429. */
    private static ChannelType pagerduty() {
        return ChannelType.of("pagerduty", "PagerDuty Events API v2.")
                .settings(secret("routing-key", "The integration's routing key."),
                        base("url", "https://events.pagerduty.com/v2/enqueue"))
                .carries(ALERT).tells(ENDS_AND_ACKNOWLEDGES).is(Trait.WAKES, Trait.ONLY_PAGES, Trait.STAYS_OPEN)
                .limit("summary", 1_024, CHARACTERS).parallel(4)
                .repeats(RepeatEffect.known(
                        "`dedup_key` of incident, round and destination; a page after an answered one resolves it there first, so that it rings; PagerDuty drops "
                                + "events that do not trigger, acknowledge or resolve an incident"))
                .declared();
    }

    private static ChannelType splunkOnCall() {
        return ChannelType.of("splunk-on-call", "Splunk On-Call (VictorOps) by its generic REST endpoint.")
                .settings(secret("api-key", "API key of the REST integration."),
                        base("url", "https://alert.victorops.com/integrations/generic/20131114"))
                .addresses(AddressForm.optional("a routing key; else the default team's")).carries(ALERT)
                .tells(ENDS_AND_ACKNOWLEDGES).is(Trait.WAKES, Trait.ONLY_PAGES, Trait.STAYS_OPEN)
                .limit("state_message", 20_480, CHARACTERS).parallel(4)
                .repeats(RepeatEffect.known("`entity_id` of incident, round and destination")).declared();
    }

    private static ChannelType incidentIo() {
        return ChannelType.of("incident-io", "Alerts of incident.io by an HTTP alert source.")
                .settings(secret("token", "Token of the alert source."),
                        needed("source", new SettingForm.Text("01GW2G3V0S59R238FAHPDS1R66"), "Id of the alert source."),
                        base("url", "https://api.incident.io/"))
                .carries(Set.of(PAGE, LADDER_EXHAUSTED, UNKNOWN, RESOLVED, CLOSED)).tells(Set.of(RESOLVED))
                .is(Trait.WAKES, Trait.ONLY_PAGES, Trait.STAYS_OPEN).limit("description", 20_000, CHARACTERS).parallel(
                        4)
                .repeats(RepeatEffect.known("`deduplication_key` of incident, round and destination")).declared();
    }

    private static ChannelType opsgenie() {
        return ChannelType.of("opsgenie",
                "Opsgenie alerts, or those of Jira Service Management; the address is a team, or "
                        + "empty.")
                .settings(secret("api-key", "Key of the integration."), base("url", "https://api.opsgenie.com/",
                        "Instead of https://api.opsgenie.com/: https://api.eu.opsgenie.com/ "
                                + "for accounts in the EU, https://api.atlassian.com/jsm/ops/integration/v2/alerts for Jira "
                                + "Service Management."))
                .addresses(AddressForm.optional(
                        "a team, or nothing; `user:`, `schedule:` or `escalation:` before another name")).tells(
                                ENDS_AND_ACKNOWLEDGES)
                .is(Trait.WAKES, Trait.STAYS_OPEN).limit("message", 130, CHARACTERS).parallel(4)
                .repeats(RepeatEffect.known("`alias` of incident, round and destination")).declared();
    }
}
