package dev.tocsin.policytools.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/**
 * What Alertmanager demands of the values inside of one configuration of a receiver (the {@code UnmarshalYAML} of each kind in
 * config/notifiers.go, and {@code HTTPClientConfig.Validate} of prometheus/common).
 */
final class ReceiverRules {

    private static final List<String> FLAGS = List.of("send_resolved", "require_tls", "short_fields", "link_names",
            "update_alerts", "disable_notifications");
    private static final List<String> CREDENTIALS = List.of("basic_auth", "authorization", "oauth2", "bearer_token",
            "bearer_token_file");
    private static final Set<String> VICTOROPS_OWN = Set.of("routing_key", "message_type", "state_message",
            "entity_display_name", "monitoring_tool", "entity_id", "entity_state");

    private final Findings findings;

    ReceiverRules(Findings findings) {
        this.findings = findings;
    }

    void check(ReceiverKind kind, Original config) {
        FLAGS.stream().filter(kind.keys()::contains).forEach(key -> config.node(key).filter(it -> !isFlag(it))
                .ifPresent(it -> findings.add(it.place(), "'" + key + "' is not true or false",
                        "write true or false")));
        word(config, "max_alerts", text -> text.matches("\\d{1,19}"), "a number from 0");
        switch (kind) {
            case SLACK -> slack(config);
            case SNS -> oneOf(config, List.of("topic_arn", "target_arn", "phone_number"));
            case OPSGENIE -> config.items("responders").forEach(item -> responder(new Original(item)));
            case TELEGRAM -> word(config, "parse_mode", Set.of("Markdown", "MarkdownV2", "HTML")::contains,
                    "Markdown, MarkdownV2 or HTML");
            case WECHAT -> word(config, "message_type", Set.of("text", "markdown")::contains, "text or markdown");
            case EMAIL -> headers(config);
            case VICTOROPS -> inside(config, "custom_fields").keys().stream().filter(key -> VICTOROPS_OWN.contains(key
                    .text())).forEach(key -> findings.add(key.place(), "VictorOps config contains the custom field '"
                            + key.text() + "', which is a fixed one", "give the custom field another name"));
            default -> {
                /* nothing more */ }
        }
    }

    /** At most one way to log in. */
    void http(Original config) {
        oneOf(inside(config, "http_config"), CREDENTIALS);
    }

    private static boolean isFlag(YamlNode node) {
        return node instanceof Scalar flag && flag.plain() && (flag.isEmpty() || YamlFlags.read(flag).isPresent());
    }

    private static Original inside(Original config, String key) {
        return new Original(config.node(key).orElse(config.nothing()));
    }

    private void word(Original config, String key, Predicate<String> known, String what) {
        config.scalar(key).filter(it -> !known.test(it.text())).ifPresent(it -> findings.add(it.place(), "'" + key
                + "' is '" + it.text() + "', which Alertmanager refuses", "write " + what));
    }

    private void oneOf(Original config, List<String> keys) {
        var set = keys.stream().filter(key -> isSet(config, key)).toList();
        if (set.size() > 1) {
            findings.add(config.node(set.get(1)).orElseThrow().place(), "at most one of '" + String.join("', '", keys)
                    + "' must be configured", "keep one of '" + String.join("' and '", set) + "'");
        }
    }

    private static boolean isSet(Original config, String key) {
        return config.node(key).filter(it -> !(it instanceof Scalar scalar && scalar.isEmpty())).isPresent();
    }

    private void slack(Original config) {
        oneOf(config, List.of("api_url", "api_url_file", "app_token", "app_token_file"));
        for (var item : config.items("fields")) {
            List.of("title", "value").forEach(key -> needs(new Original(item), key, "Slack field"));
        }
        for (var item : config.items("actions")) {
            var action = new Original(item);
            List.of("type", "text").forEach(key -> needs(action, key, "Slack action"));
            if (!isSet(action, "url")) {
                needs(action, "name", "Slack action without 'url'");
            }
        }
    }

    private void needs(Original config, String key, String what) {
        if (!isSet(config, key)) {
            findings.add(config.place(), "missing " + key + " in a " + what, "add '" + key + "'");
        }
    }

    private void responder(Original responder) {
        if (List.of("id", "name", "username").stream().noneMatch(key -> isSet(responder, key))) {
            findings.add(responder.place(), "an OpsGenie responder without id, name and username", "add 'name'");
        }
        var type = responder.text("type").orElse("");
        if (!type.contains("{{") && !type.toLowerCase(Locale.ROOT).matches("teams?|user|escalation|schedule")) {
            findings.add(Routes.place(responder, "type"), "the OpsGenie responder has the type '" + type + "'",
                    "write team, teams, user, escalation or schedule");
        }
    }

    /** Names of headers differ by more than capitals. */
    private void headers(Original config) {
        var seen = new HashSet<String>();
        inside(config, "headers").keys().stream().filter(key -> !seen.add(key.text().toLowerCase(Locale.ROOT)))
                .forEach(key -> findings.add(key.place(), "duplicate header '" + key.text() + "' in email config",
                        "keep one of the two"));
    }
}
