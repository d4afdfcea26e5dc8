package dev.tocsin.notifier.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.discord.DiscordChannel;
import dev.tocsin.notifier.channel.email.EmailAdapter;
import dev.tocsin.notifier.channel.github.GitHubChannel;
import dev.tocsin.notifier.channel.googlechat.GoogleChatChannel;
import dev.tocsin.notifier.channel.inbox.InboxAdapter;
import dev.tocsin.notifier.channel.incidentio.IncidentIoChannel;
import dev.tocsin.notifier.channel.jira.JiraChannel;
import dev.tocsin.notifier.channel.linear.LinearChannel;
import dev.tocsin.notifier.channel.matrix.MatrixChannel;
import dev.tocsin.notifier.channel.mattermost.MattermostChannel;
import dev.tocsin.notifier.channel.ntfy.NtfyChannel;
import dev.tocsin.notifier.channel.opsgenie.OpsgenieChannel;
import dev.tocsin.notifier.channel.pagerduty.PagerDutyAdapter;
import dev.tocsin.notifier.channel.pushover.PushoverChannel;
import dev.tocsin.notifier.channel.slack.SlackAdapter;
import dev.tocsin.notifier.channel.splunkoncall.SplunkOnCallChannel;
import dev.tocsin.notifier.channel.cachet.CachetPage;
import dev.tocsin.notifier.channel.instatus.InstatusPage;
import dev.tocsin.notifier.channel.publicpage.PublicPageChannel;
import dev.tocsin.notifier.channel.servicenow.ServiceNowChannel;
import dev.tocsin.notifier.channel.sns.SnsChannel;
import dev.tocsin.notifier.channel.statuspage.StatuspagePage;
import dev.tocsin.notifier.channel.teams.TeamsChannel;
import dev.tocsin.notifier.channel.telegram.TelegramChannel;
import dev.tocsin.notifier.channel.twilio.SmsChannel;
import dev.tocsin.notifier.channel.twilio.VoiceChannel;
import dev.tocsin.notifier.channel.webhook.WebhookAdapter;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;

/** Channel adapters by channel type. */
public final class ChannelAdapters {

    private final Map<String, ChannelAdapter> byId;

    /** These adapters. */
    public ChannelAdapters(Collection<? extends ChannelAdapter> adapters) {
        this.byId = adapters.stream().collect(Collectors.toUnmodifiableMap(ChannelAdapter::id, Function.identity()));
    }

    /** All built-in adapters. */
    public static ChannelAdapters all(GuardedHttp http, AddressGuard guard) {
        return new ChannelAdapters(List.of( //
                new InboxAdapter(), //
                new WebhookAdapter(http), //
                new EmailAdapter(guard), //
                new SlackAdapter(http), //
                new PagerDutyAdapter(http), //
                ChannelAdapter.of("ntfy", settings -> new NtfyChannel(settings, http)), //
                ChannelAdapter.of("sms", settings -> new SmsChannel(settings, http)), //
                ChannelAdapter.of("voice", settings -> new VoiceChannel(settings, http)), //
                ChannelAdapter.of("opsgenie", settings -> new OpsgenieChannel(settings, http)), //
                ChannelAdapter.of("teams", settings -> new TeamsChannel(settings, http)), //
                ChannelAdapter.of("telegram", settings -> new TelegramChannel(settings, http)), //
                ChannelAdapter.of("discord", settings -> new DiscordChannel(settings, http)), //
                ChannelAdapter.of("pushover", settings -> new PushoverChannel(settings, http)), //
                ChannelAdapter.of("sns", settings -> new SnsChannel(settings, http)), //
                ChannelAdapter.of("statuspage", settings -> new PublicPageChannel(settings, new StatuspagePage(settings,
                        http))), //
                ChannelAdapter.of("cachet", settings -> new PublicPageChannel(settings, new CachetPage(settings,
                        http))), //
                ChannelAdapter.of("instatus", settings -> new PublicPageChannel(settings, new InstatusPage(settings,
                        http))), //
                ChannelAdapter.of("servicenow", settings -> new ServiceNowChannel(settings, http)), //
                ChannelAdapter.of("linear", settings -> new LinearChannel(settings, http)), //
                ChannelAdapter.of("jira", settings -> new JiraChannel(settings, http)), //
                ChannelAdapter.of("github", settings -> new GitHubChannel(settings, http)), //
                ChannelAdapter.of("mattermost", settings -> new MattermostChannel(settings, http)), //
                ChannelAdapter.of("google-chat", settings -> new GoogleChatChannel(settings, http)), //
                ChannelAdapter.of("matrix", settings -> new MatrixChannel(settings, http)), //
                ChannelAdapter.of("splunk-on-call", settings -> new SplunkOnCallChannel(settings, http)), //
                ChannelAdapter.of("incident-io", settings -> new IncidentIoChannel(settings, http))));
    }

    /** Names of the supported types. */
    public Set<String> ids() {
        return byId.keySet();
    }

    /** The adapter of a type. */
    public Optional<ChannelAdapter> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
