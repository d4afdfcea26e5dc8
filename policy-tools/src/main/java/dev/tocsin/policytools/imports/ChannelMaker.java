package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** One configuration of a receiver as a channel and the addresses on it. Secrets become references to variables. */
final class ChannelMaker {

    private static final Set<String> WORDING = Set.of("title", "text", "html", "headers", "message", "description",
            "details", "fields", "actions", "color", "pretext", "fallback", "summary", "titlelink", "title_link",
            "username", "icon_emoji", "icon_url", "link_names", "short_fields", "footer", "subject", "image_url",
            "thumb_url", "mrkdwn_in", "callback_id", "class", "component", "group", "severity", "client", "client_url",
            "images", "links", "note", "tags", "priority", "source");

    private final ImportDraft draft;
    private final Original global;
    private final Map<String, Integer> numbers = new HashMap<>();

    ChannelMaker(ImportDraft draft, Original global) {
        this.draft = draft;
        this.global = global;
    }

    /**
     * What became of a configuration.
     *
     * @param addresses
     *            as a target writes them
     * @param delivered
     *            whether Tocsin delivers through it today
     */
    record Made(List<String> addresses, boolean delivered) {

        static final Made NOTHING = new Made(List.of(), false);
    }

    Made make(String key, String receiver, Original config, SourcePosition at) {
        wording(config);
        if (config.node("http_config").isPresent()) {
            draft.note(config.node("http_config").orElseThrow().place(), "http_config has no equivalent");
        }
        return switch (key) {
            case "slack_configs" -> slack(receiver, config);
            case "pagerduty_configs" -> pagerduty(receiver, config);
            case "email_configs" -> email(receiver, config);
            case "webhook_configs" -> webhook(receiver, config);
            case "opsgenie_configs" -> keyed(receiver, config, "opsgenie", "api-key", "api_key", "opsgenie_api_key");
            case "msteams_configs", "msteamsv2_configs" ->
                keyed(receiver, config, "teams", "webhook-url", "webhook_url", "webhook_url");
            default -> {
                draft.note(at, "'" + key + "' of receiver '" + receiver + "' has no equivalent");
                yield Made.NOTHING;
            }
        };
    }

    private void wording(Original config) {
        var worded = config.keys().stream().filter(key -> WORDING.contains(key.text())).toList();
        if (!worded.isEmpty()) {
            draft.note(worded.getFirst().place(), "the wording ("
                    + String.join(", ", worded.stream().map(Scalar::text).toList())
                    + ") has no equivalent: Tocsin writes its own messages");
        }
    }

    private Made slack(String receiver, Original config) {
        var room = config.text("channel").orElse("");
        var token = config.node("app_token").or(() -> global.node("slack_app_token"));
        if (token.isPresent()) {
            var name = own(receiver, "slack", config, "app_token");
            draft.channel(name, "{type: slack, token: "
                    + secret(variable(name, "TOKEN"), config, "app_token", "slack_app_token",
                            "the token of the Slack app")
                    + tells(config) + "}");
            draft.note(config.place(), "Slack addresses rooms by ID: replace '" + room + "' with the ID");
            return new Made(List.of("{channel: " + name + ", address: " + Quoted.yaml(orRoom(room)) + "}"), true);
        }
        var name = own(receiver, "slack", config, "api_url");
        draft.channel(name, "{type: slack, webhook-url: " + secret(variable(name, "WEBHOOK"), config, "api_url",
                "slack_api_url", "the Slack incoming webhook") + tells(config) + "}");
        if (!room.isEmpty()) {
            draft.note(config.scalar("channel").map(Scalar::place).orElse(config.place()),
                    "an incoming webhook posts only to the room it was created for, regardless of 'channel: " + room
                            + "' says");
        }
        return new Made(List.of("{channel: " + name + "}"), true);
    }

    private static String orRoom(String room) {
        return room.isEmpty() ? "C0000000000" : room;
    }

    private Made pagerduty(String receiver, Original config) {
        var old = config.node("service_key").or(() -> config.node("service_key_file"));
        var name = own(receiver, "pagerduty", config, "routing_key");
        old.ifPresent(node -> draft.note(node.place(),
                "service_key belongs to the older Events API v1: create an Events API v2 integration "
                        + "and use its key"));
        draft.channel(name, "{type: pagerduty, routing-key: " + secret(variable(name, "ROUTING_KEY"), config,
                old.isPresent() ? "service_key" : "routing_key", "-", "the PagerDuty routing key")
                + plainUrl(config, "url").map(url -> ", url: " + Quoted.yaml(url)).orElse("") + tells(config) + "}");
        return new Made(List.of("{channel: " + name + "}"), true);
    }

    private Made webhook(String receiver, Original config) {
        var name = own(receiver, "webhook", config, "url");
        draft.channel(name, "{type: webhook, url: "
                + secret(variable(name, "URL"), config, "url", "-", "the webhook URL") + tells(config)
                + "}");
        draft.note(config.place(), "the webhook payload differs from Alertmanager's");
        return new Made(List.of("{channel: " + name + "}"), true);
    }

    private Made email(String receiver, Original config) {
        var host = either(config, "smarthost", "smtp_smarthost").orElse("localhost:25");
        var from = either(config, "from", "smtp_from").filter(it -> it.matches("[^@\\s<>,;{]+@[^@\\s<>,;}]+"));
        if (from.isEmpty()) {
            draft.note(config.place(), "'from' is not a plain email address: set the sender in the channel");
        }
        var user = either(config, "auth_username", "smtp_auth_username").filter(it -> !it.contains("{{"));
        var settings = new StringBuilder("{type: email, host: ").append(Quoted.yaml(host.replaceFirst(":\\d*$", "")));
        if (host.matches(".*:[0-9]{1,5}")) {
            settings.append(", port: ").append(host.substring(host.lastIndexOf(':') + 1));
        }
        settings.append(", from: ").append(Quoted.yaml(from.orElse("tocsin@example.org")));
        if (either(config, "require_tls", "smtp_require_tls").filter("false"::equals).isPresent()) {
            settings.append(", starttls: false");
        }
        var own = List.of("smarthost", "from", "auth_username", "auth_password", "auth_password_file").stream()
                .anyMatch(key -> config.node(key).isPresent());
        var name = own ? numbered("email-" + Quoted.name(receiver)) : "email";
        user.ifPresent(username -> settings.append(", username: ").append(Quoted.yaml(username)).append(", password: ")
                .append(secret(variable(name, "PASSWORD"), config, "auth_password", "smtp_auth_password",
                        "the password of the email account")));
        draft.channel(name, settings + tells(config) + "}");
        var addresses = new ArrayList<String>();
        config.scalar("to").ifPresent(to -> Arrays.stream(to.text().split(",")).map(String::strip).forEach(each -> {
            var address = each.replaceFirst("^.*<([^>]*)>$", "$1");
            if (address.matches("[^@\\s<>,;{]+@[^@\\s<>,;}]+")) {
                addresses.add("{channel: " + name + ", address: " + Quoted.yaml(address) + "}");
            } else {
                draft.note(to.place(), "'to' is not a plain email address and is omitted");
            }
        }));
        return new Made(addresses, !addresses.isEmpty());
    }

    private Made keyed(String receiver, Original config, String type, String setting, String key, String globalKey) {
        var name = own(receiver, type, config, key);
        draft.channel(name, "{type: " + type + ", " + setting + ": " + secret(variable(name, Quoted.variable(setting)),
                config, key, globalKey, "'" + key + "' of " + type) + "}");
        var reaches = ChannelCatalogue.known(type).reachesPeople();
        if (!reaches) {
            draft.note(config.place(), "Tocsin accepts channels of type " + type + " but does not page through them");
        }
        return new Made(List.of("{channel: " + name + "}"), reaches);
    }

    private Optional<String> either(Original config, String key, String globalKey) {
        return config.text(key).or(() -> global.text(globalKey));
    }

    /** Its own channel when it brings its own secret, else the one that all share. */
    private String own(String receiver, String type, Original config, String key) {
        var alone = config.node(key).isPresent() || config.node(key + "_file").isPresent()
                || config.node("service_key").isPresent() || config.node("service_key_file").isPresent();
        return alone ? numbered(type + "-" + Quoted.name(receiver)) : type;
    }

    private String numbered(String name) {
        var number = numbers.merge(name, 1, Integer::sum);
        var fitting = name.substring(0, Math.min(name.length(), 60));
        return number == 1 ? fitting : fitting + "-" + number;
    }

    private static String variable(String channel, String what) {
        return Quoted.variable(channel + "_" + what);
    }

    /** A file stays a file; everything else becomes a variable. The secret itself is not even looked at. */
    private String secret(String variable, Original config, String key, String globalKey, String what) {
        var file = config.text(key + "_file").or(() -> config.node(key).isPresent()
                ? Optional.empty()
                : global.text(globalKey + "_file"));
        if (file.isPresent()) {
            return "{file: " + Quoted.yaml(file.get()) + "}";
        }
        var at = config.node(key).or(() -> global.node(globalKey)).map(node -> node.place()).orElse(config.place());
        return draft.secret(variable, what, at);
    }

    /** Only an address that holds no secret. */
    private Optional<String> plainUrl(Original config, String key) {
        return config.text(key).filter(url -> url.matches("https://[A-Za-z0-9.-]+/v2/enqueue"));
    }

    private static String tells(Original config) {
        return config.text("send_resolved").filter("false"::equals).map(no -> ", tells: []").orElse("");
    }
}
