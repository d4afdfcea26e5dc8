package dev.tocsin.escalator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.escalator.account.DecisionRecords;
import dev.tocsin.escalator.clock.ClockMetrics;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Exhausted;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Listed;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.NobodyReached;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.Released;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.Skipped;
import dev.tocsin.escalator.decision.LadderDecision.Spared;
import dev.tocsin.escalator.decision.LadderDecision.StartLadder;
import dev.tocsin.escalator.decision.LadderDecision.StopLadder;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.LadderDecision.Unlisted;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.decision.ObligationDecision.Silent;
import dev.tocsin.state.Escalation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.streams.processor.TaskId;

/** What the ladders show in figures. Work that is rolled back and done again is counted again. */
final class LadderMetrics {

    private final MeterRegistry registry;
    private final Timer lateness;
    private final ClockMetrics clocks;
    private final Map<TaskId, Integer> openLadders = new ConcurrentHashMap<>();

    LadderMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.clocks = new ClockMetrics(registry);
        this.lateness = Timer.builder("tocsin.escalator.timer.lateness").publishPercentileHistogram()
                .description("How long after its due time a step was taken").register(registry);
        Gauge.builder("tocsin.escalator.ladders.open", openLadders, open -> open.values().stream().mapToInt(
                Integer::intValue).sum()).description("Ladders on which a step is waited for").register(registry);
        registry.counter("tocsin.escalator.ladders.exhausted");
        registry.counter("tocsin.escalator.undecided");
        registry.counter("tocsin.escalator.nobody.reached");
        registry.counter("tocsin.escalator.pages.missed");
        registry.counter("tocsin.escalator.pages", "late", "false");
        registry.counter("tocsin.escalator.pages", "late", "true");
    }

    /** A row is another one now; it may have come or gone. */
    void changed(TaskId task, Optional<Escalation> before, Optional<Escalation> after) {
        openLadders.merge(task, climbing(after) - climbing(before), Integer::sum);
        clocks.changed(task, before, after);
    }

    private static int climbing(Optional<Escalation> row) {
        return row.flatMap(Escalation::getNextDueAt).isPresent() ? 1 : 0;
    }

    /** The rows of a task are somebody else's, or are read anew. */
    void left(TaskId task) {
        openLadders.remove(task);
        clocks.left(task);
    }

    /** What was due of an incident could not be decided. */
    void undecided() {
        registry.counter("tocsin.escalator.undecided").increment();
    }

    void late(Duration by) {
        lateness.record(by);
    }

    void decided(ObligationDecision decision) {
        switch (decision) {
            case Notify notify -> registry.counter("tocsin.escalator.told", "kind", notify.kind().name()).increment();
            case Happened happened -> {
                registry.counter("tocsin.escalator.happened", "kind", happened.kind().name()).increment();
                clocks.happened(happened);
            }
            case Silent _ -> registry.counter("tocsin.escalator.silences", "reason", DecisionRecords.outcome(decision))
                    .increment();
        }
    }

    void decided(LadderDecision decision) {
        switch (decision) {
            case Page page -> registry.counter("tocsin.escalator.pages", "late", Boolean.toString(page.isLate()))
                    .increment();
            case Missed _ -> registry.counter("tocsin.escalator.pages.missed").increment();
            case Tell tell -> registry.counter("tocsin.escalator.told", "kind", tell.kind().name()).increment();
            case Exhausted _ -> registry.counter("tocsin.escalator.ladders.exhausted").increment();
            case Nothing _ -> registry.counter("tocsin.escalator.silences", "reason", DecisionRecords.outcome(decision))
                    .increment();
            case Held _ -> registry.counter("tocsin.escalator.silences", "reason", DecisionRecords.outcome(decision))
                    .increment();
            case NobodyReached _ -> registry.counter("tocsin.escalator.nobody.reached").increment();
            case StartLadder _,StopLadder _,ScheduleRung _,Released _,Skipped _,Spared _,Listed _,Unlisted _ -> {
                /* to be seen in the gauge */ }
        }
    }
}
