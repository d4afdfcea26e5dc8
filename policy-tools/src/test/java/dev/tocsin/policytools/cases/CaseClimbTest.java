package dev.tocsin.policytools.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.RouteTaker;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policytools.imports.AlertmanagerImport;
import org.junit.jupiter.api.Test;

class CaseClimbTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ROUTED = """
            route:
              receiver: a
              group_wait: 0s
              routes: [{receiver: b, group_wait: 30s}, {receiver: c, mute_time_intervals: [noon]}]
            time_intervals:
              - {name: noon, time_intervals: [{times: [{start_time: '11:00', end_time: '13:00'}]}]}
            receivers:
              - {name: a, webhook_configs: [{url: 'http://a.example.org/'}]}
              - {name: b, webhook_configs: [{url: 'http://b.example.org/'}]}
              - {name: c, webhook_configs: [{url: 'http://c.example.org/'}]}
            """;

    @Test
    void shouldClimbTheLaddersOfTheRoutesFromWhenEachTookIt() throws Exception {
        var policy = policy();

        assertThat(CaseClimb.of(taken(policy, NOON, 1), policy)).containsExactly("30s b");
        assertThat(CaseClimb.of(taken(policy, NOON.plusSeconds(60), 1, 0), policy)).containsExactly("1m a", "1m30s b");
    }

    @Test
    void shouldPageNobodyByARouteThatIsMute() throws Exception {
        var policy = policy();

        assertThat(CaseClimb.of(taken(policy, NOON, 2), policy)).isEmpty();
        assertThat(CaseClimb.of(taken(policy, NOON.plusSeconds(3_600), 2), policy)).hasSize(1);
    }

    @Test
    void shouldPageNobodyWhileTheIncidentIsHidden() throws Exception {
        var policy = policy();
        var hidden = Incident.newBuilder(taken(policy, NOON, 0)).setSuppressedBy("silence s").build();

        assertThat(CaseClimb.of(hidden, policy)).isEmpty();
    }

    private static CompiledPolicy policy() throws Exception {
        return PolicyLoader.load("routed.yml", AlertmanagerImport.read("am.yml", ROUTED, "routed").policy());
    }

    /** An incident of noon that the routes of these places in the tree take. */
    private static Incident taken(CompiledPolicy policy, Instant since, int... places) {
        var routes = policy.routes().orElseThrow().root().all().toList();
        var takers = IntStream.of(places).mapToObj(place -> new RouteTaker(routes.get(place).name(), since)).toList();
        return Incident.newBuilder().setId("i").setRevision(1).setServiceKey("shop").setCorrelationKey("shop")
                .setState(IncidentState.OPEN).setTitle("Down").setSeverity(new Severity("SEV1", 1)).setService("shop")
                .setLadder("").setPolicyName("routed").setPolicyVersion(1).setRuleId("").setRuleReason("")
                .setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(NOON).setRoundStartedAt(NOON).setUpdatedAt(NOON)
                .setTakers(List.copyOf(takers)).build();
    }
}
