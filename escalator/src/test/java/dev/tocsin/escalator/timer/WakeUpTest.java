package dev.tocsin.escalator.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** One appointment at a time, and the earliest of all. */
class WakeUpTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final List<Instant> woken = new ArrayList<>();
    private final WakeUp wakeUp = new WakeUp(context, SweepLimits.lateAfter(Duration.ofSeconds(30)), woken::add);

    private List<Duration> appointments() {
        return context.scheduledPunctuators().stream().filter(punctuation -> !punctuation.cancelled())
                .map(MockProcessorContext.CapturedPunctuator::getInterval).toList();
    }

    private void pass(Instant now) {
        context.scheduledPunctuators().stream().filter(punctuation -> !punctuation.cancelled()).toList()
                .forEach(punctuation -> punctuation.getPunctuator().punctuate(now.toEpochMilli()));
    }

    @Test
    void shouldWakeUpWhenSomethingFallsDueAndNotInARhythm() {
        wakeUp.at(Optional.of(NOW.plusMillis(1_234)), NOW);
        assertThat(appointments()).containsExactly(Duration.ofMillis(1_234));

        pass(NOW.plusMillis(1_234));

        assertThat(woken).containsExactly(NOW.plusMillis(1_234));
        assertThat(appointments()).isEmpty();
    }

    @Test
    void shouldKeepAnEarlierAppointment() {
        wakeUp.at(Optional.of(NOW.plusSeconds(2)), NOW);

        wakeUp.at(Optional.of(NOW.plusSeconds(5)), NOW.plusSeconds(1));
        wakeUp.at(Optional.empty(), NOW.plusSeconds(1));

        assertThat(appointments()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void shouldGiveUpALaterAppointmentForAnEarlierOne() {
        wakeUp.at(Optional.of(NOW.plusSeconds(20)), NOW);

        wakeUp.at(Optional.of(NOW.plusSeconds(5)), NOW.plusSeconds(1));

        assertThat(appointments()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void shouldLookNowAndThenThoughNothingFallsDueSoon() {
        wakeUp.at(Optional.of(NOW.plus(Duration.ofDays(1))), NOW);

        assertThat(appointments()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void shouldLeaveTheThreadAMomentForRecordsWhenThereIsMoreToDo() {
        wakeUp.at(Optional.of(NOW.minusSeconds(1)), NOW);

        assertThat(appointments()).containsExactly(Duration.ofMillis(1));
    }
}
