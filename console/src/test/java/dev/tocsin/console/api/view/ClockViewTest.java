package dev.tocsin.console.api.view;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.event.FactKind.CLOCK_BREACHED;
import static dev.tocsin.event.FactKind.CLOCK_CANCELLED;
import static dev.tocsin.event.FactKind.CLOCK_MET;
import static dev.tocsin.event.FactKind.CLOCK_PAUSED;
import static dev.tocsin.event.FactKind.CLOCK_RESUMED;
import static dev.tocsin.event.FactKind.CLOCK_STARTED;
import static dev.tocsin.event.FactKind.CLOCK_WARNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Rows A1, B1, C3. */
class ClockViewTest {

    private static final Instant DUE = NOW.plusSeconds(900);

    private final List<TimelineEntry> timeline = new ArrayList<>();

    @Test
    void shouldShowClocksInTheOrderOfTheirPhases() {
        happened(CLOCK_STARTED, "resolve,respond,first-update", "respond", DUE.toString());

        assertThat(ClockView.of(timeline)).extracting(ClockView::phase).containsExactly("respond", "first-update",
                "resolve");
        assertThat(clock("respond").state()).isEqualTo("running");
        assertThat(clock("respond").dueAt()).contains(DUE);
        assertThat(clock("resolve").dueAt()).isEmpty();
    }

    @Test
    void shouldFollowAClockToItsEnd() {
        happened(CLOCK_STARTED, "respond", "respond", DUE.toString());
        happened(CLOCK_WARNED, "respond", "dueAt", DUE.toString());
        assertThat(clock("respond").state()).isEqualTo("warned");

        happened(CLOCK_BREACHED, "respond", "dueAt", DUE.toString());
        assertThat(clock("respond").state()).isEqualTo("breached");

        happened(CLOCK_MET, "respond", "lateByMillis", "60000");
        assertThat(clock("respond").state()).isEqualTo("late");
        assertThat(clock("respond").dueAt()).contains(DUE);
    }

    @Test
    void shouldShowPausedClockAndItsLaterDeadline() {
        happened(CLOCK_STARTED, "mitigate,respond", "mitigate", DUE.toString());
        happened(CLOCK_MET, "respond");
        happened(CLOCK_PAUSED, "mitigate,respond");
        assertThat(clock("mitigate").state()).isEqualTo("paused");
        assertThat(clock("mitigate").dueAt()).isEmpty();
        assertThat(clock("respond").state()).isEqualTo("met");

        happened(CLOCK_RESUMED, "mitigate", "mitigate", DUE.plusSeconds(60).toString());
        assertThat(clock("mitigate").state()).isEqualTo("running");
        assertThat(clock("mitigate").dueAt()).contains(DUE.plusSeconds(60));
    }

    @Test
    void shouldForgetAClockThatWasCalledOffAndBeginAnew() {
        happened(CLOCK_STARTED, "review");
        happened(CLOCK_CANCELLED, "review");
        assertThat(ClockView.of(timeline)).isEmpty();

        happened(CLOCK_STARTED, "review", "review", "no moment");
        assertThat(clock("review").state()).isEqualTo("running");
        assertThat(clock("review").dueAt()).isEmpty();
    }

    private ClockView clock(String phase) {
        return ClockView.of(timeline).stream().filter(it -> it.phase().equals(phase)).findFirst().orElseThrow();
    }

    private void happened(FactKind kind, String phase, String... details) {
        var all = new HashMap<String, String>();
        all.put("phase", phase);
        for (var at = 0; at < details.length; at += 2) {
            all.put(details[at], details[at + 1]);
        }
        timeline.add(aFact("i1", "f" + timeline.size(), kind).setAt(NOW.plusSeconds(timeline.size())).setDetails(all)
                .build());
    }
}
