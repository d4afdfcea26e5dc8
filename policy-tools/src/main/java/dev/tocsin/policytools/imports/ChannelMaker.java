package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** One configuration of a receiver as a channel and the addresses on it. Secrets become references to variables. */
final class ChannelMaker {

    private static final Set<String> WORDING = Set.of("title", "text", "html", "message", "description", "pretext",
            "fallback", "summary", "title_link", "subject", "state_message", "entity_display_name", "content", "note",
            "footer", "message_text");
    private static final Set<String> LOOKS = Set.of("headers", "details", "fields", "actions", "color", "username",
            "icon_emoji", "icon_url", "link_names", "short_fields", "image_url", "thumb_url", "mrkdwn_in",
            "callback_id", "class", "component", "group", "severity", "client", "client_url", "images", "links", "tags",
            "priority", "source", "parse_mode", "disable_notifications", "message_thread_id", "sound", "device",
            "custom_fields", "monitoring_tool", "attachments", "avatar_url", "payload", "max_alerts", "entity");
    private static final String MAIL = "[^@\\s<>,;{]+@[^@\\s<>,;}]+";

    private final ImportDraft draft;
    private final Original global;
    private final boolean partial;
    private final Findings findings;
    private final CloudChannels clouds;

    ChannelMaker(ImportDraft draft, Original global, boolean partial, Findings findings) {
        this.partial = partial;
        this.draft = draft;
        this.global = global;
        this.findings = findings;
        this.clouds = new CloudChannels(draft, this);
    }

    /** The addresses as a target writes them; empty when Tocsin has no such channel. */
    Optional<List<String>> make(ReceiverKind kind, String receiver, Original config) {
        remarks(receiver, config);
        var end = tells(kind, config);
        return switch (kind) {
            case SLACK -> Optional.of(slack(receiver, config, end));
            case PAGERDUTY -> Optional.of(pagerduty(receiver, config, end));
            case EMAIL -> Optional.of(email(receiver, config, end));
            case WEBHOOK -> Optional.of(webhook(receiver, config, end));
            case OPSGENIE -> Optional.of(opsgenie(receiver, config, end));
            case MSTEAMS, MSTEAMSV2 -> Optional.of(hook(receiver, config, "teams", end));
            case DISCORD -> Optional.of(hook(receiver, config, "discord", end));
            case MATTERMOST -> Optional.of(hook(receiver, config, "mattermost", end));
            case TELEGRAM -> Optional.of(telegram(receiver, config, end));
            case VICTOROPS -> Optional.of(victorops(receiver, config, end));
            case PUSHOVER -> Optional.of(pushover(receiver, config, end));
            case SNS -> clouds.sns(receiver, config, end);
            case INCIDENTIO -> clouds.incidentIo(receiver, config, end);
            case WECHAT, WEBEX, ROCKETCHAT, JIRA -> Optional.empty();
        };
    }

    /** What becomes of the end of an incident, by its own setting or the default of its kind. */
    private static String tells(ReceiverKind kind, Original config) {
        var told = config.scalar("send_resolved").flatMap(YamlFlags::read).orElse(kind.tellsEnd());
        return told ? "" : ", send-resolved: false";
    }

    private void remarks(String receiver, Original config) {
        for (var key : config.keys()) {
            var text = config.text(key.text()).orElse("(not one text)");
            if (WORDING.contains(key.text())) {
                draft.note(key.place(), "'" + key.text() + "' of receiver '" + receiver
                        + "' is not used, Tocsin writes its own messages; it was: " + shortened(text));
            } else if (LOOKS.contains(key.text())) {
                draft.note(key.place(), "'" + key.text() + "' of receiver '" + receiver + "' has no equivalent");
            } else if (key.text().equals("http_config") || key.text().equals("tls_config")) {
                draft.note(key.place(), "'" + key.text() + "' of receiver '" + receiver + "' ("
                        + String.join(", ", new Original(config.node(key.text()).orElseThrow()).keys().stream()
                                .map(Scalar::text).toList())
                        + ") has no equivalent: set a proxy and certificates for the notifier's process");
            }
        }
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 200
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 200)) + "...";
    }

    private List<String> slack(String receiver, Original config, String end) {
        var room = config.text("channel").orElse("");
        var token = config.node("app_token").or(() -> config.node("app_token_file")).isPresent() || (config.node(
                "api_url").isEmpty() && (global.node("slack_app_token").isPresent() || global.node(
                        "slack_app_token_file").isPresent()));
        if (token) {
            var name = channel(receiver, "slack", config, "app_token", end, made -> "{type: slack, token: " + secret(
                    variable(made, "TOKEN"), config, "app_token", "slack_app_token", "the token of the Slack app")
                    + end + "}");
            draft.note(config.place(), "Slack addresses rooms by ID: replace '" + room + "' with the ID");
            return List.of("{channel: " + name + ", address: " + Quoted.yaml(room.isEmpty() ? "C0000000000" : room)
                    + "}");
        }
        // A webhook posts to one room only, so each room gets a channel of its own.
        var alone = isOwn(config, "api_url");
        var base = alone ? "slack-" + receiver : "slack" + (room.isEmpty() ? "" : "-" + room);
        var name = draft.channel(alone ? Optional.empty() : Optional.of("slack " + room + end), base, made -> "{type: "
                + "slack, webhook-url: " + secret(variable(made, "WEBHOOK"), config, "api_url", "slack_api_url",
                        "the Slack incoming webhook" + (room.isEmpty() ? "" : " of " + room)) + end + "}");
        if (!room.isEmpty()) {
            draft.note(config.scalar("channel").map(Scalar::place).orElse(config.place()),
                    "an incoming webhook posts only to the room it was created for: set the variable of channel '"
                            + name + "' to a webhook of " + room);
        }
        return List.of("{channel: " + name + "}");
    }

    private List<String> pagerduty(String receiver, Original config, String end) {
        var old = config.node("service_key").or(() -> config.node("service_key_file"));
        old.ifPresent(node -> draft.note(node.place(),
                "service_key belongs to the older Events API v1: create an Events API v2 integration "
                        + "and use its key"));
        var url = url(config, "url", "pagerduty_url", "https://events.pagerduty.com/v2/enqueue");
        var name = draft.channel(Optional.empty(), "pagerduty-" + receiver, made -> "{type: pagerduty, routing-key: "
                + secret(variable(made, "ROUTING_KEY"), config, old.isPresent() ? "service_key" : "routing_key", "-",
                        "the PagerDuty routing key")
                + url + end + "}");
        return List.of("{channel: " + name + "}");
    }

    private List<String> webhook(String receiver, Original config, String end) {
        draft.note(config.place(), "the webhook payload differs from Alertmanager's");
        var name = draft.channel(Optional.empty(), "webhook-" + receiver, made -> "{type: webhook, url: " + secret(
                variable(made, "URL"), config, "url", "-", "the webhook URL") + end + "}");
        return List.of("{channel: " + name + "}");
    }

    private List<String> opsgenie(String receiver, Original config, String end) {
        var url = url(config, "api_url", "opsgenie_api_url", "https://api.opsgenie.com/");
        var name = channel(receiver, "opsgenie", config, "api_key", url + end, made -> "{type: opsgenie, api-key: "
                + secret(variable(made, "API_KEY"), config, "api_key", "opsgenie_api_key", "'api_key' of opsgenie")
                + url + end + "}");
        var addresses = new ArrayList<String>();
        for (var item : config.items("responders")) {
            var responder = new Original(item);
            var who = responder.text("name").or(() -> responder.text("username"));
            var type = responder.text("type").orElse("team");
            if (who.isPresent() && !who.get().contains("{{") && type.matches("team|user|schedule|escalation")) {
                addresses.add("{channel: " + name + ", address: " + Quoted.yaml((type.equals("team") ? "" : type + ":")
                        + who.get()) + "}");
            } else {
                draft.note(item.place(), "a responder of receiver '" + receiver
                        + "' cannot be kept: the integration's own routing decides");
            }
        }
        return addresses.isEmpty() ? List.of("{channel: " + name + "}") : addresses;
    }

    private List<String> hook(String receiver, Original config, String type, String end) {
        var name = draft.channel(Optional.empty(), type + "-" + receiver, made -> "{type: " + type + ", webhook-url: "
                + secret(variable(made, "WEBHOOK"), config, "webhook_url", "-", "the webhook of " + type) + end + "}");
        return List.of("{channel: " + name + "}");
    }

    private List<String> telegram(String receiver, Original config, String end) {
        var url = url(config, "api_url", "telegram_api_url", "https://api.telegram.org/");
        var chat = config.text("chat_id").orElse("");
        if (!chat.matches("-?\\d{1,20}")) {
            findings.add(Routes.place(config, "chat_id"), "the chat of receiver '" + receiver + "' is not a number",
                    "write the number of the chat");
        }
        var name = channel(receiver, "telegram", config, "bot_token", url + end, made -> "{type: telegram, token: "
                + secret(variable(made, "TOKEN"), config, "bot_token", "telegram_bot_token",
                        "the token of the Telegram bot")
                + url + end + "}");
        return List.of("{channel: " + name + ", address: " + Quoted.yaml(chat) + "}");
    }

    private List<String> victorops(String receiver, Original config, String end) {
        var url = url(config, "api_url", "victorops_api_url",
                "https://alert.victorops.com/integrations/generic/20131114").replaceFirst("/alert/?'", "'");
        var key = config.text("routing_key").orElse("");
        var name = channel(receiver, "splunk-on-call", config, "api_key", url + end,
                made -> "{type: splunk-on-call, api-key: " + secret(variable(made, "API_KEY"), config, "api_key",
                        "victorops_api_key", "the API key of Splunk On-Call") + url + end + "}");
        return List.of("{channel: " + name + ", address: " + Quoted.yaml(key) + "}");
    }

    private List<String> pushover(String receiver, Original config, String end) {
        var name = draft.channel(Optional.empty(), "pushover-" + receiver, made -> "{type: pushover, token: " + secret(
                variable(made, "TOKEN"), config, "token", "-", "the token of the Pushover application") + ", user: "
                + secret(variable(made, "USER"), config, "user_key", "-", "the Pushover user key") + end + "}");
        return List.of("{channel: " + name + "}");
    }

    private List<String> email(String receiver, Original config, String end) {
        var host = either(config, "smarthost", "smtp_smarthost").orElse("localhost:25");
        var from = either(config, "from", "smtp_from").map(ChannelMaker::plain).filter(it -> it.matches(MAIL));
        if (from.isEmpty()) {
            draft.note(config.place(), "'from' is not a plain email address: set the sender in the channel");
        }
        var user = either(config, "auth_username", "smtp_auth_username").filter(it -> !it.isEmpty() && !it.contains(
                "{{"));
        var settings = new StringBuilder("{type: email, host: ").append(Quoted.yaml(host.replaceFirst(":\\d*$", "")));
        if (host.matches(".*:[0-9]{1,5}")) {
            settings.append(", port: ").append(host.substring(host.lastIndexOf(':') + 1));
        }
        settings.append(", from: ").append(Quoted.yaml(from.orElse("tocsin@example.org")));
        if (config.scalar("require_tls").or(() -> global.scalar("smtp_require_tls")).flatMap(YamlFlags::read).filter(
                needed -> !needed).isPresent()) {
            settings.append(", starttls: false");
        }
        var own = List.of("smarthost", "from", "auth_username", "auth_password", "auth_password_file").stream()
                .anyMatch(key -> config.node(key).isPresent());
        var name = draft.channel(own ? Optional.empty() : Optional.of("email" + settings + end), own
                ? "email-" + receiver
                : "email", made -> settings + user.map(it -> ", username: " + Quoted.yaml(it) + ", password: " + secret(
                        variable(made, "PASSWORD"), config, "auth_password", "smtp_auth_password",
                        "the password of the email account")).orElse("") + end + "}");
        var addresses = new ArrayList<String>();
        config.scalar("to").ifPresent(to -> Arrays.stream(to.text().split(",")).map(String::strip).forEach(each -> {
            var address = plain(each);
            if (address.matches(MAIL)) {
                addresses.add("{channel: " + name + ", address: " + Quoted.yaml(address) + "}");
            } else {
                lost(to.place(), "'to' of receiver '" + receiver + "' is not a plain email address, so nobody would be "
                        + "told there");
            }
        }));
        return addresses;
    }

    /** Notes or refuses what would tell fewer people. */
    void lost(SourcePosition at, String what) {
        if (partial) {
            draft.note(at, what);
        } else {
            findings.add(at, what, "replace it, or import with --partial");
        }
    }

    private static String plain(String address) {
        return address.replaceFirst("(?s)^.*<([^>]*)>\\s*$", "$1").strip();
    }

    private Optional<String> either(Original config, String key, String globalKey) {
        return config.text(key).or(() -> global.text(globalKey));
    }

    /** Its own channel when it brings its own secret, else one for all with the same settings. */
    private String channel(String receiver, String type, Original config, String key, String settings,
            java.util.function.UnaryOperator<String> made) {
        return isOwn(config, key)
                ? draft.channel(Optional.empty(), type + "-" + receiver, made)
                : draft.channel(Optional.of(type + settings), type, made);
    }

    private static boolean isOwn(Original config, String key) {
        return config.node(key).isPresent() || config.node(key + "_file").isPresent();
    }

    static String variable(String channel, String what) {
        return Quoted.variable(channel + "_" + what);
    }

    /** A file stays a file; everything else becomes a variable. The secret itself is not even looked at. */
    String secret(String variable, Original config, String key, String globalKey, String what) {
        var file = config.text(key + "_file").or(() -> config.node(key).isPresent()
                ? Optional.empty()
                : global.text(globalKey + "_file"));
        if (file.isPresent()) {
            return "{file: " + Quoted.yaml(file.get()) + "}";
        }
        var at = config.node(key).or(() -> global.node(globalKey)).map(node -> node.place()).orElse(config.place());
        return draft.secret(variable, what, at);
    }

    /** An address of one's own, such as the vendor's in the EU; one with a password in it is not copied. */
    String url(Original config, String key, String globalKey, String usual) {
        var written = config.scalar(key).or(() -> global.scalar(globalKey));
        if (written.filter(url -> url.text().matches("https?://[^/?#]*@.*")).isPresent()) {
            draft.note(written.get().place(),
                    "an address with a password in it is not copied: set 'url' of the channel");
            return "";
        }
        return written.map(Scalar::text).filter(url -> !url.equals(usual) && !url.equals(usual + "/")).map(
                url -> ", url: " + Quoted.yaml(url)).orElse("");
    }
}
