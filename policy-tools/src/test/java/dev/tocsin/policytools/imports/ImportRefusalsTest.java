package dev.tocsin.policytools.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Alertmanager refuses is refused, at its place in the original, and amtool agrees where it is installed. */
class ImportRefusalsTest {

    private static final String ROUTE = "route: {receiver: a}\n";
    private static final String RECEIVERS = "receivers: [{name: a, webhook_configs: [{url: 'http://x.example.org/'}]}]\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource
    void shouldRefuse(String yaml, String expected) throws Exception {
        assertThatThrownBy(() -> AlertmanagerImport.read("am.yml", yaml, "x")).isInstanceOf(PolicyErrors.class)
                .hasMessageContaining("am.yml:").hasMessageContaining(expected);
        if (Amtool.isInstalled()) {
            assertThat(Amtool.accepts(Files.writeString(folder.resolve("am.yml"), yaml))).isFalse();
        }
    }

    static Stream<Arguments> shouldRefuse() {
        return Stream.of(
                argumentSet("duplicate receiver", ROUTE + "receivers: [{name: a}, {name: a}]\n",
                        "2:31: receiver 'a' is not unique"),
                argumentSet("bad duration", "route: {receiver: a, repeat_interval: 4 hours}\n" + RECEIVERS,
                        "1:39: 'repeat_interval' is not a duration"),
                argumentSet("zero repeat", "route: {receiver: a, repeat_interval: 0s}\n" + RECEIVERS,
                        "repeat_interval cannot be zero"),
                argumentSet("unknown field", "route: {receiver: a, repeat: 4h}\n" + RECEIVERS,
                        "1:22: unknown field 'repeat' in a route"),
                argumentSet("matchers at the root", "route: {receiver: a, match: {a: b}}\n" + RECEIVERS,
                        "the root route must not have 'match'"),
                argumentSet("undefined interval",
                        "route: {receiver: a, routes: [{mute_time_intervals: [n]}]}\n" + RECEIVERS,
                        "undefined time interval 'n' used in route"),
                argumentSet("Slack without address", ROUTE + "receivers: [{name: a, slack_configs: [{channel: x}]}]\n",
                        "no Slack API URL"),
                argumentSet("weekday that is none", ROUTE + RECEIVERS
                        + "time_intervals: [{name: n, time_intervals: [{weekdays: [mondy]}]}]\n",
                        "'mondy' is not a valid weekday"),
                argumentSet("hour that is none", ROUTE + RECEIVERS
                        + "time_intervals: [{name: n, time_intervals: [{times: [{start_time: '25:00', end_time: '26:00'}]}]}]\n",
                        "'25:00' is not a time"),
                argumentSet("a mute over midnight", ROUTE + RECEIVERS
                        + "time_intervals: [{name: n, time_intervals: [{times: [{start_time: '22:00', end_time: '06:00'}]}]}]\n",
                        "start time cannot be equal or greater than end time"),
                argumentSet("'...' beside other labels", "route: {receiver: a, group_by: ['...', b]}\n" + RECEIVERS,
                        "'...' stands beside other labels"),
                argumentSet("a receiver of an unknown kind", ROUTE
                        + "receivers: [{name: a, webhook_config: [{url: 'http://x'}]}]\n",
                        "2:23: unknown field 'webhook_config' in a receiver"),
                argumentSet("a map where a list belongs", ROUTE
                        + "receivers: [{name: a, webhook_configs: {url: 'http://x'}}]\n",
                        "'webhook_configs' is a mapping"),
                argumentSet("no receiver at the root", "route: {}\n" + RECEIVERS, "must name a default receiver"),
                argumentSet("no route", RECEIVERS, "no route provided"),
                argumentSet("unknown receiver", "route: {receiver: gone}\n" + RECEIVERS,
                        "1:19: undefined receiver 'gone' used in route"),
                argumentSet("a regular expression that is none",
                        "route: {receiver: a, routes: [{match_re: {a: '['}}]}\n" + RECEIVERS,
                        "'[' is not a regular expression"),
                argumentSet("no regular expression",
                        "route: {receiver: a, routes: [{match_re: {a: }}]}\n" + RECEIVERS,
                        "'a' has no regular expression"),
                argumentSet("a secret and its file", "global: {opsgenie_api_key: x, opsgenie_api_key_file: /y}\n"
                        + ROUTE + RECEIVERS, "at most one of 'opsgenie_api_key' and 'opsgenie_api_key_file'"),
                argumentSet("a matcher that is none", "route: {receiver: a, routes: [{matchers: ['a b']}]}\n"
                        + RECEIVERS, "bad matcher format: a b"),
                argumentSet("an open quote", "route: {receiver: a, routes: [{matchers: ['a=\"b']}]}\n" + RECEIVERS,
                        "unescaped double quote"),
                argumentSet("a label name that is none", "route: {receiver: a, routes: [{match: {a-b: c}}]}\n"
                        + RECEIVERS, "invalid label name 'a-b'"),
                argumentSet("a webhook without address", ROUTE + "receivers: [{name: a, webhook_configs: [{}]}]\n",
                        "one of url or url_file must be configured"),
                argumentSet("an address of another scheme", ROUTE
                        + "receivers: [{name: a, webhook_configs: [{url: 'ftp://x/'}]}]\n", "unsupported scheme"),
                argumentSet("mail without server", ROUTE
                        + "receivers: [{name: a, email_configs: [{to: a@b.c, from: a@b.c}]}]\n", "no SMTP smarthost"),
                argumentSet("a time interval twice", ROUTE + RECEIVERS
                        + "time_intervals: [{name: n, time_intervals: []}, {name: n, time_intervals: []}]\n",
                        "time interval 'n' is not unique"),
                argumentSet("a zone that is none", ROUTE + RECEIVERS
                        + "time_intervals: [{name: n, time_intervals: [{location: Europe/Berlln}]}]\n",
                        "unknown time zone 'Europe/Berlln'"),
                argumentSet("two ways to log in", ROUTE
                        + "receivers: [{name: a, webhook_configs: [{url: 'http://x.example.org/', http_config: {bearer_token: t, basic_auth: {username: u}}}]}]\n",
                        "at most one of 'basic_auth'"),
                argumentSet("two ways to log in for all",
                        "global: {http_config: {bearer_token: t, oauth2: {client_id: i, client_secret: s, token_url: u}}}\n"
                                + ROUTE + RECEIVERS, "at most one of 'basic_auth'"),
                argumentSet("two destinations of SNS", ROUTE
                        + "receivers: [{name: a, sns_configs: [{topic_arn: t, phone_number: '1', sigv4: {region: r}}]}]\n",
                        "at most one of 'topic_arn'"),
                argumentSet("a responder of another type", ROUTE
                        + "receivers: [{name: a, opsgenie_configs: [{api_key: k, responders: [{name: x, type: crowd}]}]}]\n",
                        "the OpsGenie responder has the type 'crowd'"),
                argumentSet("a responder without name", ROUTE
                        + "receivers: [{name: a, opsgenie_configs: [{api_key: k, responders: [{type: team}]}]}]\n",
                        "an OpsGenie responder without id"),
                argumentSet("a parse mode that is none", ROUTE
                        + "receivers: [{name: a, telegram_configs: [{bot_token: k, chat_id: 1, parse_mode: bold}]}]\n",
                        "'parse_mode' is 'bold'"),
                argumentSet("a Slack action without type", ROUTE
                        + "receivers: [{name: a, slack_configs: [{api_url: 'https://x/', actions: [{text: x, url: 'https://x/'}]}]}]\n",
                        "missing type in a Slack action"),
                argumentSet("a Slack field without value", ROUTE
                        + "receivers: [{name: a, slack_configs: [{api_url: 'https://x/', fields: [{title: x}]}]}]\n",
                        "missing value in a Slack field"),
                argumentSet("a header twice", ROUTE
                        + "receivers: [{name: a, email_configs: [{to: a@b.c, from: a@b.c, smarthost: 'm:25', headers: {Subject: a, subject: b}}]}]\n",
                        "duplicate header 'subject'"),
                argumentSet("a custom field with a fixed name", ROUTE
                        + "receivers: [{name: a, victorops_configs: [{api_key: k, routing_key: r, custom_fields: {message_type: x}}]}]\n",
                        "the custom field 'message_type'"),
                argumentSet("a message type that is none", ROUTE
                        + "receivers: [{name: a, wechat_configs: [{api_secret: k, corp_id: c, message_type: html}]}]\n",
                        "'message_type' is 'html'"),
                argumentSet("fewer than no alerts", ROUTE
                        + "receivers: [{name: a, webhook_configs: [{url: 'http://x.example.org/', max_alerts: -1}]}]\n",
                        "'max_alerts' is '-1'"),
                argumentSet("a flag that is neither", ROUTE
                        + "receivers: [{name: a, opsgenie_configs: [{api_key: k, update_alerts: maybe}]}]\n",
                        "'update_alerts' is not true or false"),
                argumentSet("continue that is neither", "route: {receiver: a, routes: [{continue: maybe}]}\n"
                        + RECEIVERS, "'continue' is not true or false"));
    }
}
