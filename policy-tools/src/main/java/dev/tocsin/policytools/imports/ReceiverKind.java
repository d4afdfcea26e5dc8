package dev.tocsin.policytools.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kinds of receivers of Alertmanager with their keys and whether they tell the end by default (config/notifiers.go,
 * Default...Config, VSendResolved).
 */
enum ReceiverKind {
    DISCORD(true, "webhook_url webhook_url_file content title message username avatar_url", "webhook_url"), //
    EMAIL(false, "to from hello smarthost auth_username auth_password auth_password_file auth_secret auth_secret_file"
            + " auth_identity headers html text require_tls tls_config force_implicit_tls threading", ""), //
    INCIDENTIO(true, "url url_file alert_source_token alert_source_token_file timeout max_alerts", ""), //
    JIRA(true, "api_url project summary description labels priority issue_type reopen_transition resolve_transition"
            + " wont_fix_resolution reopen_duration fields api_type", ""), //
    MATTERMOST(true, "webhook_url webhook_url_file channel username text icon_url icon_emoji attachments type props"
            + " priority", "webhook_url"), //
    MSTEAMS(true, "webhook_url webhook_url_file title summary text", "webhook_url"), //
    MSTEAMSV2(true, "webhook_url webhook_url_file title text", "webhook_url"), //
    OPSGENIE(true, "api_key api_key_file api_url message description source details entity responders actions tags note"
            + " priority update_alerts", "api_key opsgenie_api_key"), //
    PAGERDUTY(true,
            "service_key service_key_file routing_key routing_key_file url client client_url description details"
                    + " images links source severity class component group timeout", "routing_key|service_key"), //
    PUSHOVER(true, "user_key user_key_file token token_file title message url url_title device sound priority retry"
            + " expire ttl html monospace", "user_key token"), //
    ROCKETCHAT(false, "api_url channel token token_file token_id token_id_file color emoji icon_url text title"
            + " title_link short_fields link_names image_url thumb_url fields actions", ""), //
    SLACK(false, "api_url api_url_file app_token app_token_file app_url channel username color title title_link pretext"
            + " text fields short_fields footer fallback callback_id icon_emoji icon_url image_url thumb_url link_names"
            + " mrkdwn_in actions timeout message_text update_message", "api_url"), //
    SNS(true, "api_url sigv4 topic_arn phone_number target_arn subject message attributes", ""), //
    TELEGRAM(true, "api_url bot_token bot_token_file chat_id chat_id_file chat message message_thread_id"
            + " disable_notifications parse_mode", "bot_token"), //
    VICTOROPS(true, "api_key api_key_file api_url routing_key message_type state_message entity_display_name"
            + " monitoring_tool custom_fields", "api_key"), //
    WEBEX(true, "api_url room_id message", "room_id"), //
    WEBHOOK(true, "url url_file max_alerts timeout payload", "url"), //
    WECHAT(false, "api_secret api_secret_file corp_id api_url message message_type to_user to_party to_tag agent_id",
            "");

    private static final String SUFFIX = "_configs";

    private final boolean tellsEnd;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> keys;
    private final String secret;

    ReceiverKind(boolean tellsEnd, String keys, String secret) {
        this.tellsEnd = tellsEnd;
        this.keys = Stream.concat(Stream.of("send_resolved", "http_config"), Arrays.stream(keys.split(" ")))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        this.secret = secret;
    }

    /** The kind behind a key of a receiver, such as {@code slack_configs}. */
    static Optional<ReceiverKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT) + SUFFIX;
    }

    static List<String> receiverKeys() {
        return Stream.concat(Stream.of("name"), Arrays.stream(values()).map(ReceiverKind::key)).toList();
    }

    boolean tellsEnd() {
        return tellsEnd;
    }

    Set<String> keys() {
        return keys;
    }

    /** What must be set of it, and is a secret; empty where nothing is. */
    String secret() {
        return secret;
    }
}
