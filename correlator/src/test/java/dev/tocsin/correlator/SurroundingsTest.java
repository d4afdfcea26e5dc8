package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Change;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.Suspect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What incidents know of other services, of changes and of silences. */
class SurroundingsTest {

    private static final String GRAPH = """
            services:
              checkout: {depends-on: [payments]}
              payments: {depends-on: [orders-db]}
              orders-db: {depends-on: [payments]}
              search: {}
            changes: {look-back: 4h}
            dependents: fold
            """;

    private static final String SECURITY = """
            rules:
              - {id: security, when: 'severity="security"', severity: SEV1, correlate-by: [service, name], set: {security: true}}
            """;

    private final CorrelatorHarness correlator = CorrelatorHarness.under(CorrelatorHarness.resource("policy.yml")
            .replace("rules:\n", SECURITY) + GRAPH);

    @AfterEach
    void close() {
        correlator.skip();
        correlator.close();
    }

    @Test
    void shouldFoldAnIncidentUnderOneOfAServiceThatItNeeds() {
        var parent = opened("payments", "Down");

        var child = opened("checkout", "Errors");

        assertThat(child.getParentId()).isEqualTo(parent.getId());
        assertThat(child.getParentReason()).isEqualTo("depends on payments");
        assertThat(child.getSuppressedBy()).contains(parent.getId()).contains("payments");
        assertThat(parent.getParentId()).isEmpty();
        assertThat(correlator.facts()).contains(FactKind.LINKED, FactKind.SUPPRESSED);
    }

    @Test
    void shouldLinkAChildThatOpenedBeforeItsParent() {
        var child = opened("checkout", "Errors");
        assertThat(child.getParentId()).isEmpty();

        var parent = opened("payments", "Down");

        assertThat(now(child).getParentId()).isEqualTo(parent.getId());
    }

    @Test
    void shouldTakeTheNearestServiceAsParent() {
        opened("orders-db", "Down");
        var near = opened("payments", "Down");

        assertThat(opened("checkout", "Errors").getParentId()).isEqualTo(near.getId());
    }

    @Test
    void shouldNeverMakeTwoIncidentsEachOthersParent() {
        var older = opened("payments", "Down");
        correlator.advance(Duration.ofSeconds(1));
        var younger = opened("orders-db", "Down");

        assertThat(younger.getParentId()).isEqualTo(older.getId());
        assertThat(now(older).getParentId()).isEmpty();
    }

    @Test
    void shouldNotFoldAnIncidentThatIsWorseThanItsParent() {
        correlator.fire("payments", anAlert("payments-1").named("Slow").severity("warning"));
        var parent = correlator.incident();

        var child = opened("checkout", "Errors");

        assertThat(child.getParentId()).isEqualTo(parent.getId());
        assertThat(child.getSuppressedBy()).isEmpty();
    }

    /** RUNBOOKS.md B13. */
    @Test
    void shouldNeitherFoldASecurityIncidentNorLetItFoldOthers() {
        opened("payments", "Down");
        correlator.fire("checkout", anAlert("checkout-1").named("TokenLeaked").severity("security"));
        var apart = correlator.incident();
        correlator.fire("orders-db", anAlert("db-1").named("DumpStolen").severity("security"));

        var neighbour = opened("payments", "Slow");

        assertThat(apart.getSuppressedBy()).isEmpty();
        assertThat(apart.getParentId()).isEmpty();
        assertThat(neighbour.getParentId()).isEmpty();
    }

    @Test
    void shouldReleaseAChildThatGetsWorseThanItsParent() {
        correlator.fire("payments", anAlert("payments-1").named("Slow").severity("warning"));
        correlator.fire("checkout", anAlert("checkout-1").named("Errors").severity("warning"));
        assertThat(correlator.incident().getSuppressedBy()).isNotEmpty();

        correlator.fire("checkout", anAlert("checkout-2").named("Errors"));

        assertThat(correlator.incident().getSuppressedBy()).isEmpty();
        assertThat(correlator.facts()).contains(FactKind.UNSUPPRESSED);
    }

    @Test
    void shouldUnlinkAndReleaseWhenTheParentEnds() {
        var parent = opened("payments", "Down");
        var child = opened("checkout", "Errors");
        correlator.skip();

        correlator.command(CommandKind.RESOLVE, parent);

        assertThat(now(child).getParentId()).isEmpty();
        assertThat(now(child).getSuppressedBy()).isEmpty();
        assertThat(correlator.facts()).contains(FactKind.UNLINKED, FactKind.UNSUPPRESSED);
    }

    @Test
    void shouldNotAnnounceIncidentsOfUnconnectedServices() {
        opened("search", "Down");

        assertThat(bulletins()).isEmpty();
    }

    @Test
    void shouldKnowItsNeighboursAfterARestart() {
        var parent = opened("payments", "Down");
        correlator.restart();

        assertThat(opened("checkout", "Errors").getParentId()).isEqualTo(parent.getId());
    }

    /** Rows B16, D7. */
    @Test
    void shouldNameChangesBeforeItAsSuspectsTheNearestServiceFirst() {
        correlator.change("orders-db", change("far", Duration.ofMinutes(5)));
        correlator.change("checkout", change("old", Duration.ofHours(3)));
        correlator.change("checkout", change("own", Duration.ofMinutes(50)));
        correlator.change("search", change("unrelated", Duration.ofMinutes(1)));
        correlator.change("checkout", change("too-old", Duration.ofHours(5)));
        correlator.change("checkout", change("later", Duration.ofMinutes(-5)));

        var incident = opened("checkout", "Errors");

        assertThat(incident.getSuspects()).extracting(Suspect::getChangeId, Suspect::getDistance).containsExactly(
                tuple("own", 0), tuple("old", 0),
                tuple("far", 2));
    }

    @Test
    void shouldAddAChangeThatIsHeardOfLateButNotOneThatCameAfterTheOpening() {
        var incident = opened("checkout", "Errors");
        correlator.advance(Duration.ofMinutes(5));
        correlator.skip();

        correlator.change("payments", change("before", Duration.ofMinutes(10)));
        correlator.change("payments", change("before", Duration.ofMinutes(10)));
        correlator.change("payments", change("after", Duration.ofMinutes(1)));

        assertThat(now(incident).getSuspects()).extracting(Suspect::getChangeId).containsExactly("before");
        assertThat(correlator.facts()).containsExactly(FactKind.SUSPECT_FOUND);
    }

    @Test
    void shouldNameTenSuspectsAtMost() {
        IntStream.range(0, 20).forEach(number -> correlator.change("checkout", change("c" + number, Duration.ofMinutes(
                number + 1L))));

        assertThat(opened("checkout", "Errors").getSuspects()).hasSize(10).extracting(Suspect::getChangeId)
                .startsWith("c0", "c1");
    }

    @Test
    void shouldHoldBackAnOpenIncidentWhoseAlertsASilenceHidesAndLetItGoWhenThisEnds() {
        var incident = opened("search", "Down");
        correlator.skip();

        correlator.silence(silence(Duration.ofMinutes(10)));
        assertThat(now(incident).getSuppressedBy()).contains("silence").contains("Deployment");
        assertThat(now(incident).getAlertsSuppressed()).isOne();
        correlator.advance(Duration.ofMinutes(9));
        assertThat(now(incident).getSuppressedBy()).isNotEmpty();
        IntStream.range(0, 8).forEach(_ -> correlator.advance(Duration.ofSeconds(15)));

        assertThat(now(incident).getSuppressedBy()).isEmpty();
        assertThat(correlator.facts()).containsExactly(FactKind.SUPPRESSED, FactKind.UNSUPPRESSED);
    }

    @Test
    void shouldNoticeTheEndOfASilenceAlsoAfterARestart() {
        var incident = opened("search", "Down");
        correlator.silence(silence(Duration.ofMinutes(10)));
        correlator.restart();

        correlator.advance(Duration.ofMinutes(1));
        assertThat(now(incident).getSuppressedBy()).isNotEmpty();
        IntStream.range(0, 40).forEach(_ -> correlator.advance(Duration.ofSeconds(15)));

        assertThat(now(incident).getSuppressedBy()).isEmpty();
    }

    @Test
    void shouldReproduceTheSameBytesOnReplayWithoutWritingToTheLog() {
        opened("checkout", "Errors");
        correlator.change("payments", change("before", Duration.ofMinutes(10)));
        var parent = opened("payments", "Down");
        correlator.silence(silence(Duration.ofMinutes(10)));
        correlator.command(CommandKind.RESOLVE, parent);
        correlator.advance(Duration.ofMinutes(30));

        var replay = CorrelatorHarness.replaying(correlator.log());

        assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
        assertThat(replay.log()).hasSameSizeAs(correlator.log());
        replay.crash();
    }

    private Incident opened(String service, String name) {
        correlator.fire(service, anAlert(service + "-1").named(name));
        return correlator.everySnapshot().stream().filter(each -> each.getServiceKey().equals(service)).toList()
                .getLast();
    }

    private Incident now(Incident incident) {
        return correlator.everySnapshot().stream().filter(each -> each.getId().equals(incident.getId())).toList()
                .getLast();
    }

    private Change change(String id, Duration ago) {
        Instant at = correlator.now().minus(ago);
        return Change.newBuilder().setId(id).setSource("ci").setKind("deployment").setSummary("Release " + id)
                .setAuthor("bob").setChangedAt(at).setLabels(Map.of()).build();
    }

    private SilenceSet silence(Duration lasts) {
        return SilenceSet.newBuilder().setSilenceId("s1").setMatchers(List.of()).setStartsAt(correlator.now())
                .setEndsAt(correlator.now().plus(lasts)).setAuthor("carol").setReason("Deployment")
                .setKind(SilenceKind.SILENCE).setCondition("alertname=\"Down\"").build();
    }

    private List<BulletinKind> bulletins() {
        return correlator.log().stream().map(entry -> entry.value().getBody()).filter(Bulletin.class::isInstance)
                .map(body -> ((Bulletin) body).getKind()).toList();
    }
}
