package dev.tocsin.escalator;

import static dev.tocsin.escalator.account.EscalatorMetrics.DECISION_ERRORS;
import static dev.tocsin.escalator.account.EscalatorMetrics.LADDERS_EXHAUSTED;
import static dev.tocsin.escalator.account.EscalatorMetrics.LADDERS_OPEN;
import static dev.tocsin.escalator.account.EscalatorMetrics.NOTIFICATIONS;
import static dev.tocsin.escalator.account.EscalatorMetrics.NOTIFICATIONS_WITHHELD;
import static dev.tocsin.escalator.account.EscalatorMetrics.PAGES;
import static dev.tocsin.escalator.account.EscalatorMetrics.PAGES_MISSED;
import static dev.tocsin.escalator.account.EscalatorMetrics.STEPS_FAILED;
import static dev.tocsin.escalator.account.EscalatorMetrics.TIMELINE_ENTRIES;
import static dev.tocsin.escalator.account.EscalatorMetrics.TIMER_LATENESS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.escalator.account.DecisionRecords;
import dev.tocsin.escalator.clock.ClockMetrics;
import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.escalator.decision.LadderDecision.Exhausted;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Listed;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.NobodyReached;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.PagedInEmergency;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.streams.processor.TaskId;

/** Metrics of the ladders. Work that is rolled back and repeated counts twice. */
final class LadderMetrics {

    private final MeterRegistry registry;
    private final Timer lateness;
    private final ClockMetrics clocks;
    private final Map<TaskId, Integer> openLadders = new ConcurrentHashMap<>();

    LadderMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.clocks = new ClockMetrics(registry);
        this.lateness = TIMER_LATENESS.timer(registry);
        LADDERS_OPEN.watch(registry, openLadders, open -> open.values().stream().mapToInt(Integer::intValue).sum());
        List.of(LADDERS_EXHAUSTED, DECISION_ERRORS, STEPS_FAILED, PAGES_MISSED).forEach(metric -> metric.in(registry));
        PAGES.in(registry, "false");
        PAGES.in(registry, "true");
    }

    /** A row is another one now; it may have come or gone. */
    void changed(TaskId task, Optional<Escalation> before, Optional<Escalation> after) {
        openLadders.merge(task, climbing(after) - climbing(before), Integer::sum);
        clocks.changed(task, before, after);
    }

    private static int climbing(Optional<Escalation> row) {
        return row.flatMap(Escalation::getNextDueAt).isPresent() ? 1 : 0;
    }

    /** The task lost its rows, or reads them again. */
    void left(TaskId task) {
        openLadders.remove(task);
        clocks.left(task);
    }

    /** A due timer of an incident failed. */
    void undecided() {
        DECISION_ERRORS.in(registry).increment();
    }

    void late(Duration by) {
        lateness.record(by);
    }

    void decided(ObligationDecision decision) {
        switch (decision) {
            case Notify notify -> NOTIFICATIONS.in(registry, notify.kind().name()).increment();
            case Happened happened -> {
                TIMELINE_ENTRIES.in(registry, happened.kind().name()).increment();
                clocks.happened(happened);
            }
            case Silent _ -> NOTIFICATIONS_WITHHELD.in(registry, DecisionRecords.outcome(decision))
                    .increment();
        }
    }

    void decided(LadderDecision decision) {
        switch (decision) {
            case Page page -> PAGES.in(registry, Boolean.toString(page.isLate()))
                    .increment();
            case Missed _ -> PAGES_MISSED.in(registry).increment();
            case Tell tell -> NOTIFICATIONS.in(registry, tell.kind().name()).increment();
            case Exhausted _ -> LADDERS_EXHAUSTED.in(registry).increment();
            case Nothing _ -> NOTIFICATIONS_WITHHELD.in(registry, DecisionRecords.outcome(decision))
                    .increment();
            case Held _ -> NOTIFICATIONS_WITHHELD.in(registry, DecisionRecords.outcome(decision))
                    .increment();
            case PagedInEmergency _ -> NOTIFICATIONS_WITHHELD.in(registry, DecisionRecords.outcome(decision))
                    .increment();
            case NobodyReached _ -> STEPS_FAILED.in(registry).increment();
            case Contacting contacting when contacting.reason() == ContactReason.QUIET_HOURS -> NOTIFICATIONS_WITHHELD
                    .in(
                            registry, DecisionRecords.outcome(decision)).increment();
            case Contacting _,StartLadder _,StopLadder _,ScheduleRung _,Released _,Skipped _,Spared _,Listed _,Unlisted _ -> {
                /* to be seen in the gauge */ }
        }
    }
}
