package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.IncidentRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One storm is one incident: in virtual time, over the whole topology (promise 7). */
@Tag("long")
class StormTest {

    private static final String STORMS = """
            storms:
              - {id: flood, by: source, alerts: 48, within: 1m, leave: 5, severity: SEV2, ladder: urgent, except: [SEV1], hold: 5s}
            """;

    private final CorrelatorHarness correlator = CorrelatorHarness.under(CorrelatorHarness.resource("policy.yml")
            + STORMS);

    @Test
    void shouldOpenOneIncidentForAStormAndFoldNewIncidents() {
        flood(200);

        var open = latest();
        var storm = storm(open);
        var folded = open.values().stream().filter(each -> each.getParentId().equals(storm.getId())).toList();
        assertThat(storm.getTitle()).contains("Storm:").contains("of prom");
        assertThat(storm.getSeverity().getId()).isEqualTo("SEV2");
        assertThat(storm.getLadder()).isEqualTo("urgent");
        assertThat(storm.getSuppressedBy()).isEmpty();
        assertThat(folded).hasSize(200).allSatisfy(each -> assertThat(each.getSuppressedBy())
                .contains("folded under incident " + storm.getId()));
        end();
    }

    @Test
    void shouldNeitherFoldNorDelayExceptedSeverities() {
        flood(200);

        correlator.fire("checkout", anAlert("checkout-1").named("Down"));

        var down = correlator.incident();
        assertThat(down.getSeverity().getId()).isEqualTo("SEV1");
        assertThat(down.getParentId()).isEmpty();
        assertThat(down.getSuppressedBy()).isEmpty();
        assertThat(down.getPageNotBefore()).isEmpty();
        end();
    }

    @Test
    void shouldReleaseAnIncidentThatGetsAsBadAsAnExceptedOne() {
        flood(200);
        correlator.skip();

        correlator.fire("service-7", anAlert("other-7").named("HighLatency"));

        assertThat(correlator.incident()).satisfies(raised -> {
            assertThat(raised.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(raised.getSuppressedBy()).isEmpty();
            assertThat(raised.getPageNotBefore()).isEmpty();
        });
        assertThat(correlator.facts()).contains(FactKind.SEVERITY_CHANGED, FactKind.UNLINKED, FactKind.UNSUPPRESSED);
        end();
    }

    @Test
    void shouldHoldFirstPagesSoThatAStormIsRecognisedBeforeThem() {
        correlator.fire("service-1", alert(1));

        assertThat(correlator.incident().getPageNotBefore()).contains(correlator.now().plusSeconds(5));
        end();
    }

    /** Word of a storm lies behind the storm in the log: until it is read, nobody is to be paged for its parts. */
    @Test
    void shouldHoldFirstPagesLongerWhenAsManyIncidentsBeginAsPartsOfAStormWould() {
        for (var count = 0; count < 3; count++) {
            correlator.fire("service-" + count, alert(count));
        }

        assertThat(latest().values()).hasSize(3).allSatisfy(each -> assertThat(each.getPageNotBefore()).contains(
                each.getRoundStartedAt().plusSeconds(60)));
        end();
    }

    @Test
    void shouldLeaveAlertsAloneThatComeSlowly() {
        for (var count = 0; count < 100; count++) {
            correlator.fire("service-" + count, alert(count));
            correlator.advance(Duration.ofSeconds(3));
        }

        assertThat(latest().values()).hasSize(100).allSatisfy(each -> assertThat(each.getParentId()).isEmpty());
        assertThat(declared()).isZero();
        end();
    }

    @Test
    void shouldCalmDownWhenFewComeAndNothingFoldedIsOpenAndResolveLikeAnyOther() {
        flood(100);
        for (var count = 0; count < 100; count++) {
            correlator.resolve("service-" + count, alert(count));
        }
        correlator.advance(Duration.ofMinutes(2));

        var goesQuiet = storm(latest());
        correlator.advance(Duration.ofMinutes(5));

        assertThat(goesQuiet.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(goesQuiet.getTitle()).matches("Storm: 9\\d alerts of prom over 9\\d services");
        assertThat(storm(latest()).getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(bulletins(BulletinKind.STORM_OVER)).hasSize(1);
        end();
    }

    /** Word of what is folded may still be on its way: in a storm the log is behind. */
    @Test
    void shouldNotBeOverInItsFirstFiveMinutesWhenNothingWasFoldedYet() {
        for (var count = 0; count < 100; count++) {
            correlator.fire("service-" + count, anAlert("severe-" + count).named("Down"));
        }
        correlator.advance(Duration.ofMinutes(4));

        assertThat(storm(latest()).getAlertsFiring()).isOne();
        assertThat(bulletins(BulletinKind.STORM_JOINED)).isEmpty();
        correlator.advance(Duration.ofMinutes(2));

        assertThat(storm(latest()).getAlertsFiring()).isZero();
        assertThat(bulletins(BulletinKind.STORM_OVER)).isNotEmpty();
        end();
    }

    @Test
    void shouldContinueWhileAFoldedIncidentIsOpen() {
        flood(100);

        correlator.advance(Duration.ofMinutes(30));

        assertThat(storm(latest()).getAlertsFiring()).isOne();
        assertThat(bulletins(BulletinKind.STORM_OVER)).isEmpty();
        end();
    }

    @Test
    void shouldReleaseFiringIncidentsWhenAPersonResolvesTheStorm() {
        flood(100);

        correlator.command(CommandKind.RESOLVE, storm(latest()));

        var open = latest();
        assertThat(storm(open).getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(open.values()).filteredOn(each -> each.getState() == IncidentState.OPEN).hasSize(100)
                .allSatisfy(each -> {
                    assertThat(each.getSuppressedBy()).isEmpty();
                    assertThat(each.getParentId()).isEmpty();
                });
        end();
    }

    @Test
    void shouldKeepFoldedAndLetGoWhatAnEarlierVersionFoldedWithoutNamingTheStorm() {
        flood(100);
        correlator.rewrite(RowKind.INCIDENTS, row -> IncidentRow.newBuilder(row).setParentStorm("").build());
        correlator.restart();

        correlator.fire("service-1", anAlert("node-1").named("HighLatency").severity("warning").label("disk", "sdb"));
        assertThat(correlator.everySnapshot().getLast().getSuppressedBy()).contains("folded");
        for (var count = 0; count < 100; count++) {
            correlator.resolve("service-" + count, alert(count));
        }
        correlator.advance(Duration.ofMinutes(7));

        assertThat(bulletins(BulletinKind.STORM_LEFT)).hasSameSizeAs(bulletins(BulletinKind.STORM_JOINED));
        assertThat(storm(latest()).getState()).isEqualTo(IncidentState.RESOLVED);
        end();
    }

    @Test
    void shouldLetAStormComeBackAfterItEndedWithRowsOfAnEarlierVersionUnderIt() {
        flood(100);
        correlator.rewrite(RowKind.INCIDENTS, row -> IncidentRow.newBuilder(row).setParentStorm("").build());
        correlator.restart();

        correlator.command(CommandKind.RESOLVE, storm(latest()));

        assertThat(bulletins(BulletinKind.STORM_LEFT)).hasSize(100);
        assertThat(correlator.contents(RowKind.STORMS).values()).allSatisfy(row -> assertThat(row.getFolded())
                .isZero());
        end();
    }

    @Test
    void shouldSayInItsTitleHowLargeItBecameButNotForEachAlert() {
        flood(400);

        var titles = storms(correlator.everySnapshot()).stream().map(Incident::getTitle).distinct().toList();
        assertThat(titles).hasSizeBetween(3, 8);
        assertThat(titles.getLast()).matches("Storm: \\d{3} alerts of prom over \\d{3} services");
        end();
    }

    @Test
    void shouldContinueAfterARestart() {
        flood(100);
        correlator.restart();

        correlator.fire("service-500", alert(500));

        assertThat(correlator.incident().getSuppressedBy()).contains("folded");
        end();
    }

    @Test
    void shouldReproduceTheSameBytesOnReplayWithoutWritingToTheLog() {
        flood(150);
        for (var count = 0; count < 150; count++) {
            correlator.resolve("service-" + count, alert(count));
        }
        correlator.advance(Duration.ofHours(1));

        var replay = CorrelatorHarness.replaying(correlator.log());

        assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
        assertThat(replay.log()).hasSameSizeAs(correlator.log());
        replay.crash();
        end();
    }

    /** Acceptance 5 of issue 3 in virtual time and a tenth of its size: 500 services, 3 SEV1 among them. */
    @Test
    void shouldMakeOneIncidentOfAStormAndHideNoSevOneInIt() {
        var severe = Map.of(900, "service-11", 2_500, "service-222", 4_800, "service-499");
        for (var count = 0; count < 5_000; count++) {
            correlator.fire("service-" + count % 500, severe.containsKey(count)
                    ? anAlert("severe-" + count).named("Down")
                    : anAlert("node-" + count).named("HighLatency").severity("warning"));
            if (count % 100 == 0) {
                correlator.advance(Duration.ofSeconds(1));
            }
        }

        var open = latest();
        var pages = open.values().stream().filter(each -> each.getSuppressedBy().isEmpty()).toList();
        assertThat(open).hasSize(504);
        assertThat(pages).extracting(each -> each.getSeverity().getId()).containsExactlyInAnyOrder("SEV1", "SEV1",
                "SEV1", "SEV2");
        assertThat(pages).filteredOn(each -> each.getSeverity().getId().equals("SEV1"))
                .allSatisfy(each -> assertThat(each.getPageNotBefore()).isEmpty());
        assertThat(declared()).isOne();
        end();
    }

    private void flood(int alerts) {
        for (var count = 0; count < alerts; count++) {
            correlator.fire("service-" + count, alert(count));
            correlator.advance(Duration.ofMillis(20));
        }
    }

    private static AlertFixture alert(int count) {
        return anAlert("node-" + count).named("HighLatency").severity("warning");
    }

    private Map<String, Incident> latest() {
        var latest = new LinkedHashMap<String, Incident>();
        correlator.everySnapshot().forEach(each -> latest.put(each.getId(), each));
        return latest;
    }

    private static Incident storm(Map<String, Incident> open) {
        return storms(List.copyOf(open.values())).getLast();
    }

    private static List<Incident> storms(List<Incident> snapshots) {
        return snapshots.stream().filter(each -> each.getServiceKey().startsWith("storm/")).toList();
    }

    private long declared() {
        return bulletins(BulletinKind.STORM_DECLARED).size();
    }

    private List<Bulletin> bulletins(BulletinKind kind) {
        var seen = new HashSet<String>();
        return correlator.log().stream().map(entry -> entry.value().getBody()).filter(Bulletin.class::isInstance)
                .map(Bulletin.class::cast).filter(each -> each.getKind() == kind && seen.add(each.getId())).toList();
    }

    private void end() {
        correlator.skip();
        correlator.close();
    }
}
