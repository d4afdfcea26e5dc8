package dev.tocsin.policytools.imports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;
import dev.tocsin.schemas.time.Durations;

/**
 * The sections of an Alertmanager configuration with their keys and what stands behind each, from
 * prometheus/alertmanager, config/config.go and config/notifiers.go, and prometheus/common, config/http_config.go. Alertmanager
 * refuses keys that it does not know.
 */
enum AlertmanagerForm {
    TOP("the configuration", "global:map route:map receivers:list inhibit_rules:list templates:list"
            + " time_intervals:list mute_time_intervals:list tracing:map"), //
    GLOBAL("'global'", "resolve_timeout:duration http_config:map smtp_from smtp_hello smtp_smarthost"
            + " smtp_auth_username smtp_auth_password smtp_auth_password_file smtp_auth_secret smtp_auth_secret_file"
            + " smtp_auth_identity smtp_require_tls:flag smtp_tls_config:map smtp_force_implicit_tls:flag slack_api_url"
            + " slack_api_url_file slack_app_token slack_app_token_file slack_app_url pagerduty_url opsgenie_api_url"
            + " opsgenie_api_key opsgenie_api_key_file wechat_api_url wechat_api_secret wechat_api_secret_file"
            + " wechat_api_corp_id victorops_api_url victorops_api_key victorops_api_key_file telegram_api_url"
            + " telegram_bot_token telegram_bot_token_file webex_api_url jira_api_url rocketchat_api_url rocketchat_token"
            + " rocketchat_token_file rocketchat_token_id rocketchat_token_id_file mattermost_webhook_url"
            + " mattermost_webhook_url_file"), //
    ROUTE("a route", "receiver group_by:list match:map match_re:map matchers:list mute_time_intervals:list"
            + " active_time_intervals:list continue:flag routes:list group_wait:duration group_interval:duration"
            + " repeat_interval:duration"), //
    INHIBITION("an inhibit rule", "name source_match:map source_match_re:map source_matchers:list target_match:map"
            + " target_match_re:map target_matchers:list equal:list sources:list"), //
    NAMED_INTERVAL("a time interval", "name time_intervals:list"), //
    INTERVAL("a time interval", "times:list weekdays:list days_of_month:list months:list years:list location"), //
    TIME("a time range", "start_time end_time"), //
    HTTP("'http_config'", "basic_auth:map authorization:map oauth2:map bearer_token bearer_token_file"
            + " tls_config:map follow_redirects:flag enable_http2:flag proxy_url no_proxy proxy_from_environment:flag"
            + " proxy_connect_header:map http_headers:map");

    /** What stands behind a key. */
    private enum Kind {
        TEXT("a single value", (_, node) -> node instanceof Scalar), FLAG("true or false", (form,
                node) -> node instanceof Scalar scalar && (scalar.isEmpty()
                        || (scalar.plain() && YamlFlags.read(scalar).isPresent()))), DURATION("a duration", (form,
                                node) -> node instanceof Scalar scalar && (scalar.isEmpty() || form.isDuration(
                                        scalar.text()))), LIST("a list", (_, node) -> node instanceof Sequence
                                                || (node instanceof Scalar scalar && scalar.isEmpty())), MAP(
                                                        "a mapping", (_, node) -> node instanceof Mapping
                                                                || (node instanceof Scalar scalar && scalar.isEmpty()));

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final BiPredicate<AlertmanagerForm, YamlNode> fits;

        Kind(String title, BiPredicate<AlertmanagerForm, YamlNode> fits) {
            this.title = title;
            this.fits = fits;
        }
    }

    private static final Pattern DURATION = Pattern.compile("0|(?=[0-9])([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?"
            + "([0-9]+m)?([0-9]+s)?([0-9]+ms)?");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Map<String, Kind> keys;

    AlertmanagerForm(String title, String keys) {
        this.title = title;
        this.keys = parse(keys);
    }

    private static Map<String, Kind> parse(String keys) {
        var parsed = new LinkedHashMap<String, Kind>();
        Arrays.stream(keys.split(" ")).map(key -> key.split(":", 2)).forEach(key -> parsed.put(key[0],
                key.length == 1 ? Kind.TEXT : Kind.valueOf(key[1].toUpperCase(java.util.Locale.ROOT))));
        return parsed;
    }

    /** Reports a node that is no mapping, keys that are not known, and values of another kind. */
    void check(YamlNode node, Findings findings) {
        check(node, title, keys, findings);
    }

    /** The same with keys of which only the names are known. */
    static void checkKeys(YamlNode node, String title, Set<String> known, Findings findings) {
        var keys = new LinkedHashMap<String, Kind>();
        known.forEach(key -> keys.put(key, null));
        ROUTE.check(node, title, keys, findings);
    }

    private void check(YamlNode node, String what, Map<String, Kind> known, Findings findings) {
        if (!(node instanceof Mapping mapping)) {
            findings.add(node.place(), what + " is " + node.kind(), "write keys with values, as Alertmanager needs it");
            return;
        }
        for (var entry : mapping.entries()) {
            var key = entry.key().text();
            var kind = known.get(key);
            if (!known.containsKey(key)) {
                findings.add(entry.key().place(), "unknown field '" + key + "' in " + what, Nearest.advice(key, known
                        .keySet()));
            } else if (kind != null && !kind.fits.test(this, entry.value())) {
                findings.add(entry.value().place(), "'" + key + "' is not " + kind.title,
                        kind == Kind.DURATION ? "write a duration such as 5m" : "write " + kind.title);
            }
        }
    }

    private boolean isDuration(String text) {
        return DURATION.matcher(text).matches() && Durations.parse(text).isPresent();
    }
}
