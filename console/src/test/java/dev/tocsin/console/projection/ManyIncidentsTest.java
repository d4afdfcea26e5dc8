package dev.tocsin.console.projection;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import org.junit.jupiter.api.Test;

/** What is held when more incidents are open than there is room for in full. */
class ManyIncidentsTest {

    private static final int DETAILED = 3;

    private final Projection projection = new Projection(new Bounds(100, DETAILED, 1_000, 2_000, Duration.ofDays(30),
            300, 300, 10, 10, 10));

    @Test
    void shouldHoldTheHeadlinesOfAllAndTheDetailsOfTheNewest() {
        IntStream.range(0, 10).forEach(this::open);

        assertThat(projection.incidents()).hasSize(10);
        assertThat(projection.snapshots()).extracting(incident -> incident.getId()).containsExactlyInAnyOrder("i7",
                "i8", "i9");
        assertThat(projection.file("i0")).isEmpty();
        assertThat(projection.incident("i0")).isPresent();
    }

    @Test
    void shouldKeepLogPositionOfIncidentWithoutDetails() {
        projection.apply(anIncident("i0").setUpdatedAt(NOW).build(), new LogPlace(4, 17));
        IntStream.range(1, 10).forEach(this::open);

        assertThat(projection.place("i0")).contains(new LogPlace(4, 17));
    }

    @Test
    void shouldHoldOpenIncidentsBeforeThoseThatAreOver() {
        projection.apply(anIncident("old-and-open").setUpdatedAt(NOW.minus(Duration.ofDays(3))).build());
        IntStream.range(0, 5).forEach(number -> projection.apply(anIncident("over-" + number).setState(
                IncidentState.RESOLVED).setUpdatedAt(NOW.plusSeconds(number)).build()));

        assertThat(projection.file("old-and-open")).isPresent();
    }

    @Test
    void shouldSayThatEarlierFactsAreNotHeldOfAnIncidentThatComesBack() {
        open(0);
        projection.apply(aFact("i0", "early", FactKind.OPENED).build());
        IntStream.range(1, 10).forEach(this::open);

        projection.apply(anIncident("i0").setUpdatedAt(NOW.plusSeconds(60)).build());
        projection.apply(aFact("i0", "late", FactKind.NOTE_ADDED).build());

        var file = projection.file("i0").orElseThrow();
        assertThat(file.whole()).isFalse();
        assertThat(file.timeline()).extracting(entry -> entry.getId()).containsExactly("i0/late");
    }

    @Test
    void shouldHoldTheWholeStoryOfAnIncidentWhoseSnapshotsAloneWereReadSoFar() {
        open(0);
        IntStream.range(1, 10).forEach(this::open);
        projection.apply(anIncident("i0").setUpdatedAt(NOW.plusSeconds(60)).build());

        projection.snapshotsRead();
        projection.apply(aFact("i0", "opened", FactKind.OPENED).build());

        assertThat(projection.file("i0")).map(IncidentFile::whole).contains(true);
    }

    @Test
    void shouldFindTheAnswerToACommandOfAnIncidentWithoutDetails() {
        IntStream.range(0, 10).forEach(this::open);

        projection.apply(aFact("i0", "refused", FactKind.COMMAND_REFUSED).setDetails(java.util.Map.of("command", "c-1"))
                .build());

        assertThat(projection.fact("i0", "command", "c-1")).isPresent();
    }

    @Test
    void shouldHoldFewerInFullWhenTheirStoriesAreLong() {
        var small = new Projection(new Bounds(100, 50, 1_000, 2_000, Duration.ofDays(30), 300, 300, 10, 10, 10));
        IntStream.range(0, 10).forEach(number -> {
            small.apply(anIncident("i" + number).setUpdatedAt(NOW.plusSeconds(number)).build());
            IntStream.range(0, 300).forEach(fact -> small.apply(aFact("i" + number, "f" + fact, FactKind.ALERT_JOINED)
                    .build()));
        });

        assertThat(small.detailed()).isEqualTo(3);
        assertThat(small.incidents()).hasSize(10);
    }

    @Test
    void shouldOnlyCountTheLeastSevereWhenTooManyAreOpen() {
        projection.apply(anIncident("worst").setSeverity(new Severity("SEV1", 1)).setUpdatedAt(NOW.minusSeconds(9))
                .build());
        IntStream.range(0, 120).forEach(this::open);

        assertThat(projection.incidents()).hasSizeLessThanOrEqualTo(100).extracting(IncidentHeadline::id).contains(
                "worst",
                "i119").doesNotContain("i0");
        assertThat(projection.incidents().size() + projection.openNotHeld()).isEqualTo(121);
    }

    @Test
    void shouldNotCountAnIncidentTwiceThatComesBackAfterItWasLetGo() {
        IntStream.range(0, 120).forEach(this::open);
        var before = projection.openNotHeld();

        projection.apply(anIncident("i0").setState(IncidentState.RESOLVED).setUpdatedAt(NOW.plusSeconds(500)).build());

        assertThat(projection.openNotHeld()).isEqualTo(before - 1);
        assertThat(projection.incident("i0")).map(IncidentHeadline::isOver).contains(true);
    }

    @Test
    void shouldKeepLongTextsOutOfTheHeadlines() {
        projection.apply(anIncident("i0").setTitle("x".repeat(50_000)).build());

        assertThat(projection.incident("i0").orElseThrow().description().title()).hasSize(300).endsWith("…");
        assertThat(projection.file("i0").orElseThrow().incident().getTitle()).hasSize(50_000);
    }

    private void open(int number) {
        projection.apply(anIncident("i" + number).setUpdatedAt(NOW.plusSeconds(number)).build());
    }
}
