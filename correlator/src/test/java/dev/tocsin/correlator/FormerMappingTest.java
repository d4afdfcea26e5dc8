package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.address.AddressProcessor;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.policy.FormerMappings;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The policy maps alerts to services in another way while they fire. */
class FormerMappingTest {

    private static final String BY_SERVICE = "service: {labels: [service]}\n" + CorrelatorHarness.resource(
            "policy.yml");
    private static final String BY_TEAM = BY_SERVICE.replace("[service]}", "[team]}");
    private static final Instant NOW = CorrelatorHarness.START;

    private final AlertFixture alert = anAlert("db-1").label("service", "shop").label("team", "web").since(NOW);

    @Test
    @DisplayName("A3: an alert that fires while services are mapped in another way is resolved where it began")
    void shouldResolveWhereItBegan() {
        try (var correlator = CorrelatorHarness.under(BY_SERVICE)) {
            correlator.deliver("shop", alert.firing());
            correlator.activate(CorrelatorHarness.policy(2, BY_TEAM));
            correlator.advance(Duration.ofMinutes(1));
            correlator.deliver("web", alert.firing());
            correlator.deliver("web", alert.until(correlator.now()).resolved());
            correlator.deliver("web", anAlert("db-2").label("team", "web").since(correlator.now()).firing());
            correlator.advance(Duration.ofMinutes(6));

            assertThat(correlator.everySnapshot()).extracting("serviceKey").startsWith("shop").contains("web");
            assertThat(correlator.facts()).contains(OPENED, RESOLVED);
            var replay = CorrelatorHarness.replaying(correlator.log());
            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            replay.crash();
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A3: after another mapping came into force, the service that an alert began under is asked for it, and keeps it")
    void shouldAskTheLogInWhichItBegan() {
        var partitions = new Partitions("shop", "web");
        partitions.knows("shop", alert.firing());

        partitions.deliver("web", alert.firing());
        partitions.deliver("web", alert.until(NOW.plusSeconds(60)).resolved());

        assertThat(partitions.judged).containsExactly("shop FIRING in shop", "shop RESOLVED in shop");
    }

    @Test
    @DisplayName("A3: an alert that no other service knows comes back, and is looked for no more once it is known")
    void shouldProcessAnUnknownAlertInItsMappedService() {
        var partitions = new Partitions("shop", "web");

        partitions.deliver("web", alert.firing());
        partitions.knows("web", alert.firing());
        partitions.deliver("web", alert.firing());

        assertThat(partitions.judged).containsExactly("web FIRING in web", "web FIRING in web");
        assertThat(partitions.written).isEqualTo(2);
    }

    @Test
    @DisplayName("A3: of one request, only what is not known here is looked for elsewhere")
    void shouldAskForEachAlertOfARequest() {
        var partitions = new Partitions("shop", "web");
        var other = anAlert("db-2").label("service", "shop").label("team", "web").since(NOW).firing();
        partitions.knows("shop", alert.firing());
        partitions.knows("web", other);

        partitions.deliver("web", other, alert.firing());

        assertThat(partitions.judged).containsExactly("web FIRING in web", "shop FIRING in shop");
    }

    @Test
    @DisplayName("A3: a mapping that is over for long is forgotten")
    void shouldForgetFormerMappings() {
        var partitions = new Partitions("shop", "web");
        partitions.now = NOW.plus(FormerMappings.KEPT).plusSeconds(1);

        partitions.deliver("web", alert.firing());

        assertThat(partitions.written).isZero();
    }

    /** Each service in a partition of its own, between which the log is one queue. */
    private static final class Partitions {

        private final Map<String, Partition> byService = new TreeMap<>();
        private final ArrayDeque<Signal> log = new ArrayDeque<>();
        private final List<String> judged = new ArrayList<>();
        private final CompiledPolicies policies = new CompiledPolicies();
        private final CompiledPolicy policy = policies.of(CorrelatorHarness.policy(2, BY_TEAM)).policy().orElseThrow();
        private Instant now = NOW;
        private int written;

        Partitions(String... services) {
            for (var service : services) {
                byService.put(service, new Partition(policies, policy));
            }
        }

        void knows(String service, Alert alert) {
            byService.get(service).alerts.put(alert.getIdentity(), AlertState.newBuilder().setIdentity(alert
                    .getIdentity()).setStatus(AlertStatus.FIRING).setStartsAt(NOW).setFirstSeen(NOW).setLastSeen(now)
                    .setOccurrences(1).setRepeats(0).setServiceKey(service).build());
        }

        void deliver(String service, Alert... alerts) {
            log.add(Signal.newBuilder().setId("s-" + judged.size()).setServiceKey(service).setReceivedAt(now).setBody(
                    alerts[0]).setMoreAlerts(List.of(alerts).subList(1, alerts.length)).build());
            while (!log.isEmpty()) {
                read(log.remove());
            }
        }

        private void read(Signal signal) {
            var partition = byService.get(signal.getServiceKey());
            partition.processor.process(new Record<>(signal.getServiceKey(), JudgedSignal.under(policy, signal), now
                    .toEpochMilli()));
            for (var forward : partition.context.forwarded(CorrelatorTopology.STEP)) {
                var made = ((JudgedSignal) forward.record().value()).signal();
                judged.add(made.getServiceKey() + " " + ((Alert) made.getBody()).getStatus() + " in " + signal
                        .getServiceKey());
            }
            for (var forward : partition.context.forwarded(CorrelatorTopology.TIMERS)) {
                written++;
                log.add((Signal) forward.record().value());
            }
            partition.context.resetForwards();
        }
    }

    private static final class Partition {

        private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
        private final State state = MemoryState.in(context);
        private final Rows<AlertState> alerts = state.rows(RowKind.ALERTS);
        private final AddressProcessor processor;

        Partition(CompiledPolicies policies, CompiledPolicy policy) {
            var versions = state.rows(RowKind.POLICY);
            var before = CorrelatorHarness.policy(1, BY_SERVICE);
            versions.put("active", CorrelatorHarness.policy(2, BY_TEAM));
            new FormerMappings(versions, policies).replaced(before, policies.of(before).policy().orElseThrow(), policy,
                    NOW);
            processor = new AddressProcessor(policies, Timers.LIVE, new SimpleMeterRegistry(), CorrelatorTopology.STEP);
            processor.init(context);
        }
    }
}
