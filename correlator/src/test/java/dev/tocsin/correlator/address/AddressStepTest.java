package dev.tocsin.correlator.address;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.TestPolicies;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.MapShell;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import org.junit.jupiter.api.Test;

/** The step without Kafka: what is remembered is a map, and what it wants done is a list. */
class AddressStepTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AlertFixture ALERT = anAlert("db-1").since(NOON);
    private static final CompiledPolicy POLICY = TestPolicies.policy();

    private final MapShell shell = new MapShell(Memory.NONE);
    private Set<String> formerKeys = Set.of();

    @Test
    void shouldPassOnAnAlertThatIsHereAlready() {
        decide(signal("payments").build());

        assertThat(shell.passed()).hasSize(1);
        assertThat(shell.outcomes()).isEmpty();
        assertThat(shell.logged()).isEmpty();
    }

    @Test
    void shouldSendAnAlertToTheServiceOfItsFirstDelivery() {
        decide(signal("payments").setHomeKey("identity").build());
        decide(signal("checkout").setHomeKey("identity").build());

        assertThat(shell.logged()).extracting(Signal::getServiceKey).containsExactly("payments");
        assertThat(shell.said().getFirst().reason()).contains("its current labels say checkout");
        assertThat(shell.passed()).isEmpty();
    }

    @Test
    void shouldSendBothDeliveriesOfAnAlertInOneRequestToTheSameService() {
        decide(signal("").setHomeKey("identity").setBody(ALERT.label("service", "payments").firing()).setMoreAlerts(
                List.of(ALERT.label("service", "checkout").firing())).build());

        assertThat(shell.logged()).flatExtracting(Signal::getServiceKey).containsOnly("payments");
    }

    @Test
    void shouldAskTheServiceOfAFormerMappingForAnAlertThatIsNotKnownHere() {
        formerKeys = Set.of("old-payments");

        decide(signal("payments").build());

        assertThat(shell.outcomes()).containsExactly("asked");
        assertThat(shell.logged()).singleElement().satisfies(asked -> {
            assertThat(asked.getServiceKey()).isEqualTo("old-payments");
            assertThat(asked.getAskedKeys()).containsExactly("payments", "old-payments");
        });
    }

    @Test
    void shouldGiveBackAnAlertThatNoFormerServiceKnows() {
        formerKeys = Set.of("payments");

        decide(signal("old-payments").setAskedKeys(List.of("payments", "old-payments")).build());

        assertThat(shell.outcomes()).containsExactly("returned");
        assertThat(shell.logged()).extracting(Signal::getServiceKey).containsExactly("payments");
    }

    @Test
    void shouldJudgeAnAlertHereThatFiresHereSinceAnEarlierMapping() {
        formerKeys = Set.of("old-payments");
        shell.keep(RowKind.ALERTS, "prom:db-1", AlertState.newBuilder().setIdentity("prom:db-1").setSource("prom")
                .setStatus(AlertStatus.FIRING).setStartsAt(NOON).setFirstSeen(NOON).setLastSeen(NOON).setOccurrences(1)
                .setRepeats(0).setIncidentId("")
                .setServiceKey("payments").build());

        decide(signal("checkout").build());

        assertThat(shell.passed()).singleElement().satisfies(judged -> assertThat(judged.signal().getServiceKey())
                .isEqualTo("payments"));
    }

    private void decide(Signal signal) {
        shell.apply(AddressStep.decide(new Remembered(), JudgedSignal.under(POLICY, signal), NOON));
    }

    private static Signal.Builder signal(String serviceKey) {
        return Signal.newBuilder().setId("signal-1").setServiceKey(serviceKey).setReceivedAt(NOON).setBody(ALERT
                .firing());
    }

    private final class Remembered implements AddressState {

        @Override
        public Optional<AlertAddress> address(String identity) {
            return shell.row(RowKind.ADDRESSES, identity);
        }

        @Override
        public Optional<AlertState> alert(String identity) {
            return shell.row(RowKind.ALERTS, identity);
        }

        @Override
        public boolean hasOneMapping() {
            return formerKeys.isEmpty();
        }

        @Override
        public Set<String> formerKeys(Alert alert, CompiledPolicy present, String own, Instant now) {
            return formerKeys;
        }
    }
}
