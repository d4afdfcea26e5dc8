package dev.tocsin.ingest.source;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.authenticity.SignatureScheme;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.kibana.KibanaAlert;
import dev.tocsin.ingest.format.mapped.MappedFormat;
import dev.tocsin.ingest.format.uptime.PingdomAlert;
import dev.tocsin.ingest.format.uptime.UptimeRobotAlert;
import dev.tocsin.ingest.format.uptime.UptimeKumaAlert;
import dev.tocsin.ingest.format.zabbix.ZabbixAlert;
import dev.tocsin.ingest.format.newrelic.NewRelicAlert;
import dev.tocsin.ingest.format.gcp.GoogleCloudAlert;
import dev.tocsin.ingest.format.grafana.GrafanaFormat;
import dev.tocsin.ingest.format.datadog.DatadogAlert;
import dev.tocsin.ingest.format.azure.AzureAlert;
import dev.tocsin.ingest.format.changes.ArgoCdChange;
import dev.tocsin.ingest.format.alertmanager.AlertmanagerFormat;
import dev.tocsin.ingest.format.answers.LinkFormat;
import dev.tocsin.ingest.format.answers.OpsgenieFormat;
import dev.tocsin.ingest.format.answers.PagerDutyFormat;
import dev.tocsin.ingest.format.answers.PushoverFormat;
import dev.tocsin.ingest.format.answers.SlackFormat;
import dev.tocsin.ingest.format.answers.TelegramFormat;
import dev.tocsin.ingest.format.answers.TwilioFormat;
import dev.tocsin.ingest.format.changes.ChangesFormat;
import dev.tocsin.ingest.format.changes.FluxChange;
import dev.tocsin.ingest.format.changes.GitHubChange;
import dev.tocsin.ingest.format.changes.GitLabChange;
import dev.tocsin.ingest.format.changes.KubernetesChange;
import dev.tocsin.ingest.format.changes.LaunchDarklyChange;
import dev.tocsin.ingest.format.changes.TerraformChange;
import dev.tocsin.ingest.format.cloudevents.CloudEventsFormat;
import dev.tocsin.ingest.format.cloudwatch.CloudWatchFormat;
import dev.tocsin.ingest.format.heartbeat.HeartbeatFormat;
import dev.tocsin.ingest.format.report.ReportFormFormat;
import dev.tocsin.ingest.format.report.ReportFormat;
import dev.tocsin.ingest.format.sentry.SentryFormat;
import dev.tocsin.ingest.format.ticket.TicketFormat;

/** A type of source: what it sends, how it proves that it is authentic, and how long it waits for an answer. */
public enum SourceType {
    ALERTMANAGER(new AlertmanagerFormat(), Proof.TOKEN), //
    CLOUDWATCH(new CloudWatchFormat(), Proof.SNS), //
    /** Sentry gives up after one second and does not retry. */
    SENTRY(new SentryFormat(), Proof.SENTRY, Duration.ofMillis(800)), //
    CHANGES(new ChangesFormat(), Proof.TOKEN), //
    PAGERDUTY(PagerDutyFormat.NAME, PagerDutyFormat::new, Proof.PAGERDUTY, Duration.ofSeconds(5)), //
    /** Whoever may call can hide that a job does not run: set a token. */
    HEARTBEAT(new HeartbeatFormat(), Proof.TOKEN), //
    /** Opsgenie signs nothing, and its webhooks can acknowledge: a token is required. */
    OPSGENIE(OpsgenieFormat.NAME, OpsgenieFormat::new, Proof.HOOK, Duration.ofSeconds(5)), //
    CLOUDEVENTS(new CloudEventsFormat(), SignatureScheme.generic()), //
    JSON(new MappedFormat(), SignatureScheme.generic()), //
    GRAFANA(new GrafanaFormat(), SignatureScheme.grafana()), //
    DATADOG(ObjectFormat.ofAlerts(DatadogAlert.NAME, DatadogAlert::read), Proof.TOKEN), //
    AZURE(ObjectFormat.ofAlerts(AzureAlert.NAME, AzureAlert::read), Proof.TOKEN), //
    GCP(ObjectFormat.ofAlerts(GoogleCloudAlert.NAME, GoogleCloudAlert::read), Proof.TOKEN), //
    NEWRELIC(ObjectFormat.ofAlerts(NewRelicAlert.NAME, NewRelicAlert::read), Proof.TOKEN), //
    ZABBIX(ObjectFormat.ofAlerts(ZabbixAlert.NAME, ZabbixAlert::read), Proof.TOKEN), //
    UPTIMEKUMA(ObjectFormat.ofAlerts(UptimeKumaAlert.NAME, UptimeKumaAlert::read), Proof.TOKEN), //
    UPTIMEROBOT(ObjectFormat.ofAlerts(UptimeRobotAlert.NAME, UptimeRobotAlert::read), Proof.TOKEN), //
    PINGDOM(ObjectFormat.ofAlerts(PingdomAlert.NAME, PingdomAlert::read), Proof.TOKEN), //
    KIBANA(ObjectFormat.ofAlerts(KibanaAlert.NAME, KibanaAlert::read), Proof.TOKEN), //
    GITHUB(ObjectFormat.ofChanges(GitHubChange.NAME, GitHubChange::read), SignatureScheme.github()), //
    GITLAB(ObjectFormat.ofChanges(GitLabChange.NAME, GitLabChange::read), Proof.TOKEN), //
    ARGOCD(ObjectFormat.ofChanges(ArgoCdChange.NAME, ArgoCdChange::read), Proof.TOKEN), //
    FLUX(ObjectFormat.ofChanges(FluxChange.NAME, FluxChange::read), SignatureScheme.flux()), //
    KUBERNETES(ObjectFormat.ofChanges(KubernetesChange.NAME, KubernetesChange::read), Proof.TOKEN), //
    TERRAFORM(ObjectFormat.ofChanges(TerraformChange.NAME, TerraformChange::read), SignatureScheme.terraform()), //
    LAUNCHDARKLY(ObjectFormat.ofChanges(LaunchDarklyChange.NAME, LaunchDarklyChange::read), SignatureScheme
            .launchDarkly()), //
    /** Slack gives up after three seconds. */
    SLACK(SlackFormat.NAME, SlackFormat::new, Proof.SLACK, Duration.ofMillis(2_500)), //
    /** Twilio gives up after fifteen seconds, ten of them for the connection. */
    TWILIO(TwilioFormat.NAME, TwilioFormat::new, Proof.TWILIO, Duration.ofSeconds(5)),
    /** Telegram repeats the token of its webhook in a header of its own. */
    TELEGRAM(TelegramFormat.NAME, TelegramFormat::new, Proof.HOOK, Duration.ofSeconds(5)),
    /** Pushover signs nothing: the address is signed. */
    PUSHOVER(PushoverFormat.NAME, PushoverFormat::new, Proof.PAGE, Duration.ofSeconds(5)),
    /** Issues of GitHub that Tocsin filed. GitHub gives up after ten seconds and does not retry. */
    GITHUB_ISSUES(TicketFormat.GITHUB, TicketFormat::gitHub, Proof.TICKET, Duration.ofSeconds(5), SignatureScheme
            .github(), false),
    /** Issues of Jira that Tocsin filed. */
    JIRA(TicketFormat.JIRA, TicketFormat::jira, Proof.TICKET, Duration.ofSeconds(5), SignatureScheme.jira(), false),
    /** Issues of Linear that Tocsin filed. Linear gives up after five seconds. */
    LINEAR(TicketFormat.LINEAR, TicketFormat::linear, Proof.TICKET, Duration.ofSeconds(4), SignatureScheme.linear(),
            false),
    /** The signed links of pages. */
    LINK(LinkFormat.NAME, LinkFormat::new, Proof.LINK, Duration.ofSeconds(10)),
    /** Reports of a help desk or a program. */
    REPORT(new ReportFormat(), Proof.TOKEN),
    /** The form behind a signed link for reports. */
    REPORT_FORM(ReportFormFormat.NAME, ReportFormFormat::new, Proof.REPORT, Duration.ofSeconds(10));

    /** How a request shows that it is authentic. */
    enum Proof {
        /** By a token, if one is set. */
        TOKEN,
        /** By a token or, unless it is set to be unsigned, not at all. */
        HOOK,
        /** By Sentry's signature or a token. */
        SENTRY,
        /** By PagerDuty's signature or a token. */
        PAGERDUTY,
        /** By an HMAC, by a token or, where neither is set, not at all. */
        SIGNED,
        /** By an HMAC, or by a token; the answer of a person, which is refused without. */
        TICKET,
        /** By the signature of Amazon SNS. */
        SNS,
        /** By Slack's signature or a token. */
        SLACK,
        /** By Twilio's signature or a token. */
        TWILIO,
        /** By the mark of a page of our own in the address. */
        PAGE,
        /** By a token of our own in the address. */
        LINK,
        /** By the address of a form for reports, which we signed. */
        REPORT
    }

    private final String format;
    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<AnswerDesk, AlertFormat> reader;
    private final Proof proof;
    private final Duration deadline;
    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final SignatureScheme scheme;
    private final boolean ownsPath;

    SourceType(AlertFormat format, Proof proof) {
        this(format, proof, Duration.ofSeconds(5));
    }

    SourceType(AlertFormat format, SignatureScheme scheme) {
        this(format, Proof.SIGNED, Duration.ofSeconds(5), scheme);
    }

    SourceType(AlertFormat format, Proof proof, Duration deadline) {
        this(format, proof, deadline, SignatureScheme.generic());
    }

    SourceType(AlertFormat format, Proof proof, Duration deadline, SignatureScheme scheme) {
        this(format.name(), _ -> format, proof, deadline, scheme, format.ownsPath());
    }

    SourceType(String format, Function<AnswerDesk, AlertFormat> reader, Proof proof, Duration deadline) {
        this(format, reader, proof, deadline, SignatureScheme.generic(), false);
    }

    SourceType(String format, Function<AnswerDesk, AlertFormat> reader, Proof proof, Duration deadline,
            SignatureScheme scheme, boolean ownsPath) {
        this.format = format;
        this.reader = reader;
        this.proof = proof;
        this.deadline = deadline;
        this.scheme = scheme;
        this.ownsPath = ownsPath;
    }

    /** The type with a name, as settings and paths write it. */
    public static Optional<SourceType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.format.equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(type -> type.format).toList();
    }

    /** Reads what it sends. */
    AlertFormat reader(AnswerDesk desk) {
        return reader.apply(desk);
    }

    /** Whether the rest of a path belongs to the format, as the name of a heartbeat does. */
    public boolean ownsPath() {
        return ownsPath;
    }

    /**
     * Whether a request without a body may carry everything in its query, as UptimeRobot's default does, Uptime Kuma's method GET,
     * and Argo CD's, whose default method is GET.
     */
    public boolean sendsQueries() {
        return this == UPTIMEROBOT || this == UPTIMEKUMA || this == ARGOCD;
    }

    /** Whether its senders ask before the first event whether it is wanted, as the webhooks of CloudEvents do. */
    public boolean shakesHands() {
        return this == CLOUDEVENTS || this == JSON;
    }

    Proof proof() {
        return proof;
    }

    /** How it signs, unless the source's settings say otherwise. */
    SignatureScheme scheme() {
        return scheme;
    }

    /** The longest time to an answer, unless the source's setting {@code deadline} says otherwise. */
    Duration deadline() {
        return deadline;
    }

    /** What a source of this type needs to prove that it is authentic, and who makes it. */
    public enum Credential {
        /** A token that we make and that the sender shows. */
        TOKEN("token"),
        /** A secret that we make and that the sender signs with. */
        SECRET("secret"),
        /** A secret that the sender makes. */
        SENDERS_SECRET("secret"),
        /** Addresses are signed by us. */
        NONE("");

        private final String setting;

        Credential(String setting) {
            this.setting = setting;
        }

        /** Name of the setting behind {@code sources.<name>.}; empty for none. */
        public String setting() {
            return setting;
        }
    }

    /** What {@code tocsin source add} makes for it. */
    public Credential credential() {
        return switch (proof) {
            case TOKEN, HOOK, SNS -> Credential.TOKEN;
            case SIGNED -> switch (this) {
                case GITHUB, FLUX, TERRAFORM, LAUNCHDARKLY -> Credential.SECRET;
                default -> Credential.TOKEN;
            };
            case TICKET -> this == LINEAR ? Credential.SENDERS_SECRET : Credential.SECRET;
            case SENTRY, PAGERDUTY, SLACK, TWILIO -> Credential.SENDERS_SECRET;
            case PAGE, LINK, REPORT -> Credential.NONE;
        };
    }

    /**
     * Whether its sender sends again what got 503. Sources: Alertmanager's notify/retry_stage.go and Prometheus' resends; Grafana
     * repeats with the next flush of the group; PagerDuty and Telegram for hours; SNS 3 times in a minute by default; Datadog and Azure up
     * to 5 times; Google Cloud, New Relic, Zabbix, Jira and Linear a few times. Sentry repeats only for published apps. Of the others no
     * repeats are documented.
     */
    public Resending resending() {
        return switch (this) {
            case ALERTMANAGER, GRAFANA, PAGERDUTY, TELEGRAM -> Resending.UNTIL_TAKEN;
            case CLOUDWATCH, DATADOG, AZURE, GCP, NEWRELIC, ZABBIX, JIRA, LINEAR -> Resending.A_FEW_TIMES;
            case SLACK, TWILIO, PUSHOVER, LINK -> Resending.BY_A_PERSON;
            default -> Resending.NEVER;
        };
    }
}
