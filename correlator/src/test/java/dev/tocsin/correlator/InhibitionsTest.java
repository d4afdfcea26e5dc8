package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.correlator.SilencesTest.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Matcher;
import dev.tocsin.state.HeldBy;
import org.junit.jupiter.api.Test;

/** A firing alert inhibits others. */
class InhibitionsTest {

    private static final String POLICY = resource("policy.yml") + """
            services:
              checkout: {depends-on: [payments]}
              payments: {depends-on: [orders-db]}
              orders-db: {}
              search: {}
            sources:
              sentry: {expire: 1h}
            inhibit:
              - {id: cluster-down, source: 'alertname="ClusterDown"', target: 'severity=~"warning|info"', equal: [cluster]}
              - {id: dependency-down, source: 'alertname="Down"', target: 'alertname="UpstreamErrors"', along: dependencies}
              - {id: worse, source: 'severity="critical"', target: 'alertname="Noisy"'}
            """;

    private static final AlertFixture CLUSTER_DOWN = anAlert("eu").named("ClusterDown").label("cluster", "eu");
    private static final AlertFixture MILD = anAlert("db-1").severity("warning").label("cluster", "eu");

    @Test
    void shouldSuppressATargetUntilItsSourceResolves() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var source = CLUSTER_DOWN.since(correlator.now());
            correlator.fire("platform", source);
            correlator.fire(MILD);
            var held = correlator.held();
            correlator.skip();
            correlator.advance(Duration.ofMinutes(10));

            correlator.resolve("platform", source);

            assertThat(held.get("prom:db-1").getBy()).singleElement().satisfies(by -> {
                assertThat(by.getKind()).isEqualTo("inhibition");
                assertThat(by.getId()).isEqualTo("cluster-down");
                assertThat(by.getSource()).isEqualTo("prom:eu");
                assertThat(by.getReason()).contains("Disk full on eu", "platform");
            });
            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.snapshots()).extracting("serviceKey").contains("payments");
            assertThat(correlator.decided()).contains("suppress:released");
            correlator.skip();
        }
    }

    @Test
    void shouldHoldNothingWithOtherValuesOfTheEqualLabels() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(CLUSTER_DOWN);

            correlator.fire(MILD.label("cluster", "us"));

            assertThat(correlator.held()).isEmpty();
            correlator.skip();
        }
    }

    /** C follows B follows A: what needs a service through another one is its target too. */
    @Test
    void shouldFollowTheServiceGraphThroughOtherServices() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire("orders-db", anAlert("orders-1").named("Down"));

            correlator.fire("checkout", anAlert("checkout-1").named("UpstreamErrors"));
            correlator.fire("search", anAlert("search-1").named("UpstreamErrors"));
            correlator.fire("orders-db", anAlert("orders-2").named("UpstreamErrors"));

            assertThat(correlator.held()).containsOnlyKeys("prom:checkout-1");
            correlator.skip();
        }
    }

    @Test
    void shouldNotInhibitAnAlertByItselfNorByItsLike() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(anAlert("noisy-1").named("Noisy"));
            correlator.fire(anAlert("noisy-2").named("Noisy"));
            var bySome = correlator.held();

            correlator.fire(anAlert("db-1"));
            correlator.fire(anAlert("noisy-3").named("Noisy").severity("warning"));
            correlator.fire(anAlert("noisy-4").named("Noisy"));

            assertThat(bySome).isEmpty();
            assertThat(correlator.held()).containsOnlyKeys("prom:noisy-3", "prom:noisy-4");
            correlator.skip();
        }
    }

    @Test
    void shouldStaySuppressedByAnotherSourceWhenOneResolves() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var one = CLUSTER_DOWN.since(correlator.now());
            correlator.fire(one);
            correlator.fire(anAlert("eu-2").named("ClusterDown").label("cluster", "eu"));
            correlator.fire(MILD);
            correlator.advance(Duration.ofMinutes(1));

            correlator.resolve(one);

            assertThat(correlator.held().get("prom:db-1").getBy()).extracting(HeldBy::getSource)
                    .containsExactly("prom:eu-2");
            correlator.skip();
        }
    }

    @Test
    void shouldStayHeldByASilenceThatWasSetWhileItWasInhibited() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var source = CLUSTER_DOWN.since(correlator.now());
            correlator.fire(source);
            correlator.fire(MILD);
            correlator.silence(silence("moving").build());
            correlator.advance(Duration.ofMinutes(1));
            correlator.skip();

            correlator.resolve(source);
            var held = correlator.held().get("prom:db-1").getBy();
            correlator.advance(Duration.ofHours(1));

            assertThat(held).extracting(HeldBy::getId).containsExactly("moving");
            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.decided()).containsSubsequence("suppress:silenced", "suppress:released");
            correlator.skip();
        }
    }

    @Test
    void shouldStayHeldByASourceThatBeganWhileItWasSilenced() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("moving").build());
            correlator.fire(MILD);
            correlator.advance(Duration.ofMinutes(1));
            correlator.fire(CLUSTER_DOWN);

            correlator.advance(Duration.ofHours(1));

            assertThat(correlator.held().get("prom:db-1").getBy()).extracting(HeldBy::getId)
                    .containsExactly("cluster-down");
            correlator.skip();
        }
    }

    @Test
    void shouldInhibitThoughTheSourceItselfIsSilenced() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("moving").setMatchers(List.of(new Matcher("alertname", "ClusterDown", false,
                    true)))
                    .build());
            correlator.fire(CLUSTER_DOWN);

            correlator.fire(MILD);

            assertThat(correlator.held()).containsOnlyKeys("prom:db-1", "prom:eu");
        }
    }

    /** Of sources in other partitions, this one hears by bulletins alone. */
    @Test
    void shouldHearOfSourcesInOtherPartitions() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.bulletin(told(BulletinKind.SOURCE_FIRING));
            correlator.fire(MILD);
            var held = correlator.held();
            correlator.restart();

            correlator.bulletin(told(BulletinKind.SOURCE_OVER));

            assertThat(held).containsOnlyKeys("prom:db-1");
            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.rows(RowKind.INHIBITORS)).isZero();
            correlator.skip();
        }
    }

    @Test
    void shouldAnnounceTheStartAndTheEndOfASourceOnce() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var source = CLUSTER_DOWN.since(correlator.now());
            correlator.fire("platform", source);
            correlator.advance(Duration.ofMinutes(1));
            correlator.fire("platform", source);
            correlator.resolve("platform", source);

            assertThat(correlator.log()).map(entry -> entry.value().getBody()).filteredOn(Bulletin.class::isInstance)
                    .map(Bulletin.class::cast).filteredOn(told -> told.getKind().name().startsWith("SOURCE"))
                    .extracting(told -> told.getKind() + " " + told.getSubject() + " of " + told.getService())
                    .containsExactly("SOURCE_FIRING prom:eu of platform", "SOURCE_OVER prom:eu of platform");
            correlator.skip();
        }
    }

    @Test
    void shouldReleaseTargetsOfASourceThatExpired() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(CLUSTER_DOWN.from("sentry"));
            correlator.fire(MILD);
            var held = correlator.held();
            correlator.advance(Duration.ofMinutes(61));

            correlator.advance(Duration.ofMinutes(1));

            assertThat(held).containsOnlyKeys("prom:db-1");
            assertThat(correlator.held()).isEmpty();
            correlator.skip();
        }
    }

    private static Bulletin told(BulletinKind kind) {
        return Bulletin.newBuilder().setId("far/" + kind).setKind(kind).setSubject("prom:far").setService("platform")
                .setServiceKey("platform").setAt(CorrelatorHarness.START).setSummary("Cluster eu is down")
                .setLabels(Map.of("cluster", "eu")).setDetails(Map.of("cluster-down", "source")).build();
    }
}
