package dev.tocsin.console.projection;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.aPolicy;
import static dev.tocsin.console.Records.aQuarantined;
import static dev.tocsin.console.Records.acknowledged;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.tocsin.console.projection.Change.IncidentChanged;
import dev.tocsin.console.projection.Change.MessageChanged;
import dev.tocsin.console.projection.Change.TimelineGrew;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private final Projection projection = new Projection(new Bounds(1_000, 100, 5_000, 2, Duration.ofDays(30), 8, 3, 2,
            2, 4));

    @Test
    void shouldShowTheLastSnapshotOfAnIncident() {
        projection.apply(anIncident("i1").build());

        var change = projection.apply(acknowledged("i1", "ada").build());

        assertThat(change).contains(new IncidentChanged("i1"));
        assertThat(projection.incident("i1")).map(IncidentHeadline::state).contains(IncidentState.ACKNOWLEDGED);
        assertThat(projection.incidents()).hasSize(1);
    }

    @Test
    void shouldAddAFactOnceHoweverOftenItIsRead() {
        projection.apply(anIncident("i1").build());
        var fact = aFact("i1", "opened", FactKind.OPENED).build();

        var first = projection.apply(fact);
        var again = projection.apply(fact);

        assertThat(first).contains(new TimelineGrew("i1"));
        assertThat(again).isEmpty();
        assertThat(projection.file("i1").orElseThrow().timeline()).containsExactly(fact);
    }

    @Test
    void shouldKeepFactsThatComeBeforeTheirIncident() {
        projection.apply(aFact("i1", "opened", FactKind.OPENED).build());
        assertThat(projection.file("i1")).isEmpty();

        projection.apply(anIncident("i1").build());

        assertThat(projection.file("i1").orElseThrow().timeline()).hasSize(1);
    }

    @Test
    void shouldForgetTheOldestStrangersFirst() {
        projection.apply(aFact("i1", "opened", FactKind.OPENED).build());
        projection.apply(aFact("i2", "opened", FactKind.OPENED).build());
        projection.apply(aFact("i3", "opened", FactKind.OPENED).build());

        projection.apply(anIncident("i1").build());
        projection.apply(anIncident("i3").build());

        assertThat(projection.file("i1").orElseThrow().timeline()).isEmpty();
        assertThat(projection.file("i3").orElseThrow().timeline()).hasSize(1);
    }

    @Test
    void shouldOrderTheTimelineByTimeWhateverTheOrderOfArrival() {
        projection.apply(anIncident("i1").build());
        var later = aFact("i1", "acknowledged", FactKind.ACKNOWLEDGED).setAt(NOW.plusSeconds(5)).build();
        var earlier = aFact("i1", "opened", FactKind.OPENED).build();

        projection.apply(later);
        projection.apply(earlier);

        assertThat(projection.file("i1").orElseThrow().timeline()).containsExactly(earlier, later);
    }

    @Test
    void shouldKeepTheBeginningAndTheEndOfALongTimeline() {
        projection.apply(anIncident("i1").build());

        IntStream.range(0, 20).forEach(number -> projection.apply(aFact("i1", "fact-" + number, FactKind.ALERT_JOINED)
                .setAt(NOW
                        .plusSeconds(number)).build()));

        var file = projection.file("i1").orElseThrow();
        assertThat(file.timeline()).extracting(TimelineEntry::getId).containsExactly("i1/fact-0", "i1/fact-1",
                "i1/fact-14",
                "i1/fact-15", "i1/fact-16", "i1/fact-17", "i1/fact-18", "i1/fact-19");
        assertThat(file.timelineLeftOut()).isEqualTo(12);
    }

    @Test
    void shouldShowHowADeliveryWent() {
        var incident = anIncident("i1").build();
        projection.apply(incident);
        projection.apply(aPage("n1", incident).build());
        projection.apply(aDelivery("n1", "i1", DeliveryOutcome.STARTED).build());

        var change = projection.apply(aDelivery("n1", "i1", DeliveryOutcome.DELIVERED).build());

        assertThat(change).contains(new MessageChanged("i1", "n1"));
        assertThat(projection.message("i1", "n1").orElseThrow().delivery()).map(DeliveryAttempt::outcome).contains(
                DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldShowADeliveryThatWasReadBeforeItsNotification() {
        var incident = anIncident("i1").build();
        projection.apply(incident);
        projection.apply(aDelivery("n1", "i1", DeliveryOutcome.DELIVERED).build());

        projection.apply(aPage("n1", incident).build());

        assertThat(projection.message("i1", "n1").orElseThrow().delivery()).map(DeliveryAttempt::outcome).contains(
                DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldNotForgetADeliveryWhenItsNotificationIsReadAgain() {
        var incident = anIncident("i1").build();
        projection.apply(incident);
        projection.apply(aPage("n1", incident).build());
        projection.apply(aDelivery("n1", "i1", DeliveryOutcome.DELIVERED).build());

        var again = projection.apply(aPage("n1", incident).build());

        assertThat(again).isEmpty();
        assertThat(projection.message("i1", "n1").orElseThrow().delivery()).isPresent();
    }

    @Test
    void shouldLetGoOfTheOldestResolvedIncidentsPastTheBound() {
        projection.apply(resolved("i1", NOW.minusSeconds(30)).build());
        projection.apply(resolved("i2", NOW.minusSeconds(20)).build());
        projection.apply(resolved("i3", NOW.minusSeconds(10)).build());

        var gone = projection.expire(NOW);

        assertThat(gone).containsExactly(new IncidentChanged("i1"));
        assertThat(projection.incidents()).extracting(IncidentHeadline::id).containsExactlyInAnyOrder("i2", "i3");
    }

    @Test
    void shouldLetGoOfResolvedIncidentsThatAreTooOld() {
        projection.apply(resolved("old", NOW.minus(Duration.ofDays(31))).build());
        projection.apply(resolved("young", NOW.minus(Duration.ofDays(29))).build());

        projection.expire(NOW);

        assertThat(projection.incidents()).extracting(IncidentHeadline::id).containsExactly("young");
    }

    @Test
    void shouldNeverLetGoOfAnOpenIncident() {
        var ancient = NOW.minus(Duration.ofDays(400));
        IntStream.range(0, 50).forEach(number -> projection.apply(anIncident("open-" + number).setOpenedAt(ancient)
                .setUpdatedAt(
                        ancient).build()));

        var gone = projection.expire(NOW);

        assertThat(gone).isEmpty();
        assertThat(projection.incidents()).hasSize(50);
    }

    @Test
    void shouldForgetAnIncidentThatWasTakenOffTheTopic() {
        projection.apply(anIncident("i1").build());

        var change = projection.forget("i1");

        assertThat(change).contains(new IncidentChanged("i1"));
        assertThat(projection.incident("i1")).isEmpty();
        assertThat(projection.forget("i1")).isEmpty();
    }

    @Test
    void shouldKeepTheNewestQuarantinedRequestsAndTheBeginningOfTheirBodies() {
        projection.apply(aQuarantined("q1", "first").build());
        projection.apply(aQuarantined("q2", "second").build());
        projection.apply(aQuarantined("q3", "third").build());

        assertThat(projection.quarantine()).extracting(QuarantineEntry::id).containsExactly("q3", "q2");
        assertThat(projection.quarantine().getFirst().excerpt()).isEqualTo("thir");
        assertThat(projection.quarantine().getFirst().bytes()).isEqualTo(5);
    }

    @Test
    void shouldShowTheNewestPolicyVersion() {
        projection.apply(aPolicy(2));
        var older = projection.apply(aPolicy(1));

        assertThat(older).isEmpty();
        assertThat(projection.policy().orElseThrow().getVersion()).isEqualTo(2);
    }

    @Test
    void shouldReturnAwaitedResultAfterAnotherThreadAppliesIt() throws Exception {
        projection.apply(anIncident("i1").build());
        var seen = CompletableFuture.supplyAsync(() -> {
            try {
                return projection.await(() -> projection.fact("i1", "command", "c1"), Duration.ofMinutes(4));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });

        projection.apply(dev.tocsin.console.Records.theEffectOf("c1", "i1", FactKind.ACKNOWLEDGED).build());

        assertThat(seen.get(4, TimeUnit.MINUTES)).map(TimelineEntry::getKind).contains(FactKind.ACKNOWLEDGED);
    }

    @Test
    void shouldReturnEmptyAfterTimeout() throws Exception {
        var seen = projection.await(() -> projection.fact("i1", "command", "c1"), Duration.ofMillis(1));

        assertThat(seen).isEmpty();
    }
}
