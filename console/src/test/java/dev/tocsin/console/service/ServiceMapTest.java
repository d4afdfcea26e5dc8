package dev.tocsin.console.service;

import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.report.GeneratedMonth;
import dev.tocsin.console.service.ServiceRow.FirstPaged;
import dev.tocsin.console.service.ServiceRow.OpenCount;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.model.ServiceGraph.Node;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

/** The services, what they depend on, their incidents and who is paged. */
class ServiceMapTest {

    /** A Tuesday: ada and dan take turns by the week. */
    private static final Instant NOW = Instant.parse("2026-10-13T10:00:00Z");

    @Test
    void shouldShowDeclaredServicesByLayerWithWhoIsPagedFirst() {
        var rows = rows();

        assertThat(rows).extracting(ServiceRow::name).containsExactly("checkout", "payments", "orders-db");
        assertThat(rows).extracting(ServiceRow::layer).containsExactly(0, 1, 2);
        assertThat(rows.getFirst().dependsOn()).containsExactly("payments", "orders-db");
        assertThat(rows).allSatisfy(row -> assertThat(row.pages()).singleElement().satisfies(paged -> {
            assertThat(paged.target()).isEqualTo("europe");
            assertThat(paged.people()).containsAnyOf("ada", "dan").hasSize(1);
        }));
    }

    @Test
    void shouldCountOpenIncidentsBySeverityAndNameTheirTeams() {
        var rows = rows(incident("i1").setSeverity(new Severity("SEV2", 2)), incident("i2").setSeverity(new Severity(
                "SEV1", 1)).setState(IncidentState.ACKNOWLEDGED).setTeam("shop"), incident("i3").setSeverity(
                        new Severity("SEV2", 2)), resolved("i4", NOW).setService("checkout").setTeam("old").setOpenedAt(
                                NOW.minusSeconds(9_999)));

        var checkout = rows.getFirst();
        assertThat(checkout.open()).containsExactly(new OpenCount("SEV1", 1, 1), new OpenCount("SEV2", 2, 2));
        assertThat(checkout.unacknowledged()).isEqualTo(2);
        assertThat(checkout.teams()).contains("shop", "payments");
    }

    @Test
    void shouldShowServicesThatOnlyIncidentsName() {
        var rows = rows(incident("i1").setService("mystery").setLadder("gone"));

        assertThat(rows).filteredOn(row -> row.name().equals("mystery")).singleElement().satisfies(row -> {
            assertThat(row.declared()).isFalse();
            assertThat(row.pages()).isEmpty();
        });
    }

    @Test
    void shouldTakeATargetForItself() {
        var rows = rows(incident("i1"));

        assertThat(rows.getFirst().pages()).containsExactly(new FirstPaged("europe", rows.getLast().pages().getFirst()
                .people()));
    }

    @Test
    void shouldLayerACycleAndWhatIsBelow() {
        var graph = new ServiceGraph(Map.of("a", node("b"), "b", node("c"), "c", node("a", "d"), "d", node(), "e",
                node("d")));

        var layers = ServiceLayers.of(graph, List.of("a", "b", "c", "d", "e"));

        assertThat(layers.get("e")).isZero();
        assertThat(layers.get("d")).isGreaterThan(layers.get("c")).isGreaterThan(layers.get("e"));
        assertThat(layers.values().stream().filter(layer -> layer == 0).count()).isEqualTo(2);
    }

    private static Node node(String... needed) {
        return new Node(List.of(needed), Optional.empty());
    }

    private static Incident.Builder incident(String id) {
        return anIncident(id).setService("checkout").setOpenedAt(NOW.minusSeconds(60));
    }

    private static List<ServiceRow> rows(Incident.Builder... incidents) {
        var policy = policy();
        return new ServiceMap(policy, policy.policy().practice().schedules(), NOW).rows(List.of(incidents).stream().map(
                each -> IncidentHeadline.of(each.build())).collect(Collectors.toList()));
    }

    private static CompiledPolicy policy() {
        try {
            return PolicyLoader.load(GeneratedMonth.published());
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
