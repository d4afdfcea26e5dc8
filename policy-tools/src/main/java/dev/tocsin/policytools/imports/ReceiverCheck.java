package dev.tocsin.policytools.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** What Alertmanager demands of one configuration of a receiver (config/notifiers.go and Config.UnmarshalYAML). */
final class ReceiverCheck {

    private final Original global;
    private final Findings findings;
    private final ReceiverRules rules;

    ReceiverCheck(Original global, Findings findings) {
        this.global = global;
        this.findings = findings;
        this.rules = new ReceiverRules(findings);
    }

    void global() {
        twice(global);
        smarthost(global.scalar("smtp_smarthost"));
        global.node("http_config").ifPresent(it -> AlertmanagerForm.HTTP.check(it, findings));
        rules.http(global);
    }

    void check(ReceiverKind kind, YamlNode node) {
        AlertmanagerForm.checkKeys(node, "'" + kind.key() + "'", kind.keys(), findings);
        var config = new Original(node);
        config.node("http_config").ifPresent(it -> AlertmanagerForm.HTTP.check(it, findings));
        rules.http(config);
        rules.check(kind, config);
        twice(config);
        switch (kind) {
            case SLACK -> needs(config, List.of("api_url", "app_token"), List.of("slack_api_url", "slack_app_token"),
                    "no Slack API URL");
            case PAGERDUTY -> needs(config, List.of("routing_key", "service_key"), List.of(),
                    "missing service or routing key in PagerDuty config");
            case EMAIL -> email(config);
            case OPSGENIE -> needs(config, List.of("api_key"), List.of("opsgenie_api_key"), "no OpsGenie API key");
            case VICTOROPS -> {
                needs(config, List.of("api_key"), List.of("victorops_api_key"), "no VictorOps API key");
                needs(config, List.of("routing_key"), List.of(), "missing routing key in VictorOps config");
            }
            case WEBHOOK -> needs(config, List.of("url"), List.of(), "one of url or url_file must be configured");
            case PUSHOVER -> {
                needs(config, List.of("user_key"), List.of(), "missing user key in Pushover config");
                needs(config, List.of("token"), List.of(), "missing token in Pushover config");
            }
            case TELEGRAM -> {
                needs(config, List.of("bot_token"), List.of("telegram_bot_token"),
                        "missing bot_token on telegram_config");
                needs(config, List.of("chat_id"), List.of(), "missing chat_id on telegram_config");
            }
            case DISCORD, MSTEAMS, MSTEAMSV2 -> needs(config, List.of("webhook_url"), List.of(),
                    "one of webhook_url or webhook_url_file must be configured");
            case WECHAT -> {
                needs(config, List.of("api_secret"), List.of("wechat_api_secret"), "no Wechat API secret");
                needs(config, List.of("corp_id"), List.of("wechat_api_corp_id"), "no Wechat corp ID");
            }
            case SNS -> needs(config, List.of("topic_arn", "target_arn", "phone_number"), List.of(),
                    "no Target ARN, Topic ARN, or Phone Number");
            case WEBEX -> needs(config, List.of("room_id"), List.of(), "missing room_id on webex_config");
            case JIRA -> {
                needs(config, List.of("project"), List.of(), "missing project in jira_config");
                needs(config, List.of("issue_type"), List.of(), "missing issue_type in jira_config");
            }
            case MATTERMOST, INCIDENTIO, ROCKETCHAT -> {
                /* newer than what was checked */ }
        }
        urls(kind, config);
    }

    private void email(Original config) {
        needs(config, List.of("to"), List.of(), "missing to address in email config");
        needs(config, List.of("smarthost"), List.of("smtp_smarthost"), "no SMTP smarthost");
        needs(config, List.of("from"), List.of("smtp_from"), "no SMTP from");
        smarthost(config.scalar("smarthost"));
    }

    private void smarthost(Optional<Scalar> host) {
        host.filter(it -> !it.text().matches(".*:[^:\\]]+")).ifPresent(it -> findings.add(it.place(),
                "the address '" + it.text() + "' has no port", "write HOST:PORT, such as smtp.example.org:587"));
    }

    private void needs(Original config, List<String> keys, List<String> globals, String problem) {
        if (keys.stream().noneMatch(key -> isSet(config, key)) && globals.stream().noneMatch(key -> isSet(global,
                key))) {
            findings.add(config.place(), problem, "add '" + keys.getFirst() + "'" + (globals.isEmpty()
                    ? ""
                    : ", or '" + globals.getFirst() + "' under 'global'"));
        }
    }

    private static boolean isSet(Original node, String key) {
        return node.text(key).filter(text -> !text.isEmpty()).isPresent() || node.text(key + "_file").filter(
                text -> !text.isEmpty()).isPresent();
    }

    /** Reports a secret that stands there and in a file. */
    private void twice(Original config) {
        for (var key : config.keys()) {
            if (config.scalar(key.text()).isPresent() && config.scalar(key.text() + "_file").isPresent()) {
                findings.add(key.place(), "at most one of '" + key.text() + "' and '" + key.text()
                        + "_file' must be configured", "keep one of the two");
            }
        }
    }

    private void urls(ReceiverKind kind, Original config) {
        for (var key : List.of("url", "api_url", "webhook_url")) {
            if (kind != ReceiverKind.PUSHOVER) {
                config.scalar(key).ifPresent(it -> url(it, findings));
            }
        }
    }

    /** An address that Alertmanager takes: http or https, with a host. The text is never quoted: it may be a secret. */
    static void url(Scalar scalar, Findings findings) {
        try {
            var url = new URI(scalar.text());
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                findings.add(scalar.place(), "unsupported scheme of a URL", "write http:// or https://");
            } else if (url.getRawAuthority() == null) {
                findings.add(scalar.place(), "missing host of a URL", "write https://HOST/...");
            }
        } catch (URISyntaxException odd) {
            // Go takes characters that Java does not; only what has no scheme at all is surely wrong.
            if (!scalar.text().matches("(?s)https?://[^/].*")) {
                findings.add(scalar.place(), "not a URL", "write https://HOST/...");
            }
        }
    }
}
