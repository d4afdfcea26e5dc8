package dev.tocsin.policytools.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.routes.RouteAnswer;
import dev.tocsin.policytools.routes.RouteAnswer.Climb;
import dev.tocsin.policytools.routes.RouteQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations of our own, built like six that stand in public repositories; the first line of each says of what kind. */
class AlertmanagerImportTest {

    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-11-23T23:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"tree", "office-hours", "chat-only", "night-mute", "kubernetes", "many-systems"})
    void shouldMakeAPolicyThatPassesTheCheckAndHoldsNoSecret(String name) throws Exception {
        var imported = imported(name);

        assertThat(PolicyCheck.look("imported.yml", imported.policy()).policy().name()).isEqualTo("imported");
        assertThat(imported.policy()).doesNotContain("DO-NOT-COPY", "DO/NOT/COPY");
        assertThat(imported.notes()).asString().doesNotContain("DO-NOT-COPY", "DO/NOT/COPY");
        assertThat(imported.variables()).asString().doesNotContain("DO-NOT-COPY", "DO/NOT/COPY");
    }

    @Test
    void shouldSendEachAlertWhereTheTreeOfRoutesDoes() throws Exception {
        var policy = policy("tree");

        assertThat(paged(policy, Map.of("service", "shop", "severity", "critical"))).containsExactly("shop-pager");
        assertThat(paged(policy, Map.of("service", "shop"))).containsExactly("shop-mail");
        assertThat(paged(policy, Map.of("service", "shopping"))).as("regular expressions fit the whole")
                .containsExactly("ops-mail");
        assertThat(paged(policy, Map.of("service", "database"))).containsExactly("dba-pager");
        assertThat(paged(policy, Map.of("service", "database", "owner", "shop"))).containsExactly("shop-pager");
        assertThat(paged(policy, Map.of("service", "database", "owner", "shop", "replicated", "yes")))
                .as("a route that continues").containsExactly("shop-pager", "ops-mail");
        assertThat(paged(policy, Map.of())).containsExactly("ops-mail");
    }

    @Test
    void shouldKeepGroupsRepeatsInhibitionsAndAddresses() throws Exception {
        var policy = policy("tree").policy();

        var routes = policy.routes().orElseThrow().root().all().toList();
        assertThat(routes).extracting(route -> String.join(" ", route.groupBy().orElseThrow())).contains(
                "alertname cluster service", "alertname cluster database");
        assertThat(routes).allSatisfy(route -> assertThat(route.repeat().orElseThrow()).hasHours(3));
        assertThat(policy.handling().inhibitions()).singleElement()
                .satisfies(rule -> assertThat(rule.equal()).containsExactly("labels.alertname", "cluster"));
        assertThat(policy.targets().get("ops-mail").addresses()).hasSize(2);
    }

    @Test
    void shouldNoteUnsupportedSettingsWithTheirLine() throws Exception {
        assertThat(imported("tree").notes()).contains(
                new Imported.Note(7, "templates have no equivalent: Tocsin writes its own messages"),
                new Imported.Note(37, "receiver 'unused' is not used by any route and is omitted"));
        assertThat(imported("many-systems").notes()).extracting(Imported.Note::text)
                .contains("'tracing' has no equivalent", "'webex_configs' of receiver 'teams' has no equivalent");
    }

    @Test
    void shouldListTheVariablesToSet() throws Exception {
        var imported = imported("tree");

        assertThat(imported.variables()).containsOnlyKeys("EMAIL_PASSWORD", "PAGERDUTY_SHOP_PAGER_ROUTING_KEY",
                "PAGERDUTY_DBA_PAGER_ROUTING_KEY").containsEntry("EMAIL_PASSWORD",
                        "the password of the email account (line 6 of the original)");
        assertThat(imported("office-hours").policy()).contains("password: {file: '/run/secrets/mail'}",
                "send-resolved: false");
    }

    @Test
    void shouldBeSilentOutsideOfActiveTimes() throws Exception {
        var policy = policy("office-hours");

        assertThat(hidden(policy, Map.of("severity", "warning"), MONDAY_NOON)).isFalse();
        assertThat(hidden(policy, Map.of("severity", "warning"), MONDAY_NIGHT)).isTrue();
        assertThat(hidden(policy, Map.of("severity", "info"), MONDAY_NIGHT)).isFalse();
    }

    @Test
    void shouldMuteOnlyAlertsOfTheMutedRoute() throws Exception {
        var policy = policy("night-mute");

        assertThat(hidden(policy, Map.of("team", "database"), MONDAY_NIGHT)).isTrue();
        assertThat(hidden(policy, Map.of("team", "database"), MONDAY_NOON)).isFalse();
        assertThat(hidden(policy, Map.of("team", "database", "severity", "critical"), MONDAY_NIGHT))
                .as("the pager is not muted").isFalse();
        assertThat(paged(policy, Map.of("team", "database", "severity", "critical"))).containsExactly("pager", "dba");
    }

    @Test
    void shouldLetNobodyBePagedByAReceiverWithoutConfiguration() throws Exception {
        var policy = policy("kubernetes");

        assertThat(paged(policy, Map.of("severity", "critical"))).isEmpty();
        assertThat(policy.policy().targets()).isEmpty();
    }

    @Test
    void shouldGiveNoInboxToWhoIsReachedByAChannelOfTheirs() throws Exception {
        var policy = policy("many-systems").policy();

        assertThat(policy.targets().get("teams").addresses()).extracting("channel").containsExactly("teams-teams");
    }

    @Test
    void shouldKeepTextsThatOtherLanguagesWouldReadOtherwise() throws Exception {
        var policy = policy("many-systems");

        assertThat(paged(policy, Map.of("host.name", "db-1", "path", "C:\\dir\\x"))).containsExactly("teams");
        assertThat(paged(policy, Map.of("team", "shop"))).containsExactly("bot");
        assertThat(paged(policy, Map.of("team", "ops"))).containsExactly("Ops Team / 24x7");
    }

    @Test
    void shouldSayThatAManifestOfKubernetesIsNone() {
        assertThatThrownBy(() -> AlertmanagerImport.read("am.yml", "kind: AlertmanagerConfig\nspec: {}\n", "x"))
                .isInstanceOf(PolicyErrors.class).hasMessageContaining("am.yml:1:1: this is a Kubernetes manifest");
    }

    @Test
    void shouldRefuseARouteToAReceiverThatIsNotThere() {
        assertThatThrownBy(() -> AlertmanagerImport.read("am.yml", "route: {receiver: gone}\nreceivers: []\n", "x"))
                .hasMessageContaining("am.yml:1:19: undefined receiver 'gone' used in route");
    }

    @Test
    void shouldKeepATopicOfSnsAndAnAlertSourceOfIncidentIo() throws Exception {
        var imported = AlertmanagerImport.read("am.yml", """
                route: {receiver: a}
                receivers:
                  - name: a
                    sns_configs:
                      - topic_arn: arn:aws:sns:eu-central-1:123456789012:pages
                        sigv4: {region: eu-central-1, access_key: AKIA1, secret_key: DO-NOT-COPY}
                    incidentio_configs:
                      - {url: 'https://api.incident.io/v2/alert_events/alertmanager/01GW', alert_source_token: DO-NOT-COPY}
                """, "x");

        assertThat(imported.policy()).doesNotContain("DO-NOT-COPY").contains(
                "type: sns, access-key-id: 'AKIA1', secret-access-key: {env: SNS_A_SECRET_KEY}",
                "address: 'arn:aws:sns:eu-central-1:123456789012:pages'",
                "type: incident-io, token: {env: INCIDENT_IO_A_TOKEN}, source: '01GW'");
        assertThat(imported.variables()).containsOnlyKeys("SNS_A_SECRET_KEY", "INCIDENT_IO_A_TOKEN");
    }

    @Test
    void shouldRefuseATopicThatARoleOfTheMachineMayPublishTo() {
        assertThatThrownBy(() -> AlertmanagerImport.read("am.yml", "route: {receiver: a}\nreceivers: [{name: a, "
                + "sns_configs: [{topic_arn: 'arn:aws:sns:us-east-1:123456789012:t', sigv4: {}}]}]\n", "x"))
                .hasMessageContaining("'sns_configs' of receiver 'a' has no 'access_key'");
    }

    private static List<String> paged(CompiledPolicy policy, Map<String, String> labels) {
        return answer(policy, labels, MONDAY_NOON).ladders().stream().flatMap(Climb::steps)
                .flatMap(step -> step.targets().stream()).toList();
    }

    /** Whether nobody who is paged is paged now. */
    private static boolean hidden(CompiledPolicy policy, Map<String, String> labels, Instant at) {
        return answer(policy, labels, at).ladders().stream().allMatch(climb -> climb.mute().isPresent());
    }

    private static RouteAnswer answer(CompiledPolicy policy, Map<String, String> labels, Instant at) {
        return RouteAnswer.of(policy, new RouteQuestion(labels, "alertmanager", at, Optional.empty()));
    }

    private static CompiledPolicy policy(String name) throws PolicyErrors, IOException {
        return PolicyLoader.load("imported.yml", imported(name).policy());
    }

    private static Imported imported(String name) throws PolicyErrors, IOException {
        try (var in = AlertmanagerImportTest.class.getResourceAsStream(name + ".yml")) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
            return AlertmanagerImport.read(name + ".yml", text, new ImportOptions("imported", "alertmanager",
                    ZoneOffset.UTC,
                    true));
        }
    }
}
