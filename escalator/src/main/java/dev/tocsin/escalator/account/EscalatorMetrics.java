package dev.tocsin.escalator.account;

import static dev.tocsin.runtime.metric.MetricSpec.counter;
import static dev.tocsin.runtime.metric.MetricSpec.gauge;
import static dev.tocsin.runtime.metric.MetricSpec.histogram;
import static dev.tocsin.runtime.metric.MetricSpec.timer;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of the escalator. */
public final class EscalatorMetrics {

    /** Ladders with a next step. */
    public static final MetricSpec LADDERS_OPEN = gauge("tocsin.escalator.ladders.open",
            "Ladders with a next step.");

    /** Ladders that paged everybody without an acknowledgement. */
    public static final MetricSpec LADDERS_EXHAUSTED = counter("tocsin.escalator.ladders.exhausted",
            "Ladders that paged everybody without an acknowledgement.");

    /** Time between the due time of a step and the step. */
    public static final MetricSpec TIMER_LATENESS = histogram("tocsin.escalator.timer.lateness",
            "Time between the due time of a step and the step.");

    /** Pages, and whether they were late. */
    public static final MetricSpec PAGES = counter("tocsin.escalator.pages",
            "Pages, and whether they were late.", "late");

    /** Pages that came too late to wake anybody. */
    public static final MetricSpec PAGES_MISSED = counter("tocsin.escalator.pages.missed",
            "Pages that came too late to wake anybody.");

    /** Escalation steps whose pages all failed; the next step followed at once. */
    public static final MetricSpec STEPS_FAILED = counter("tocsin.escalator.steps.failed",
            "Escalation steps whose pages all failed; the next step followed at once.");

    /** Notifications other than pages. */
    public static final MetricSpec NOTIFICATIONS = counter("tocsin.escalator.notifications",
            "Notifications other than pages.", "kind");

    /** Decisions to notify nobody, by reason. */
    public static final MetricSpec NOTIFICATIONS_WITHHELD = counter("tocsin.escalator.notifications.withheld",
            "Decisions to notify nobody, by reason.", "reason");

    /** Facts that the escalator added to timelines. */
    public static final MetricSpec TIMELINE_ENTRIES = counter("tocsin.escalator.timeline.entries",
            "Facts that the escalator added to timelines.", "kind");

    /** Due timers that could not be decided; the log names the incident. */
    public static final MetricSpec DECISION_ERRORS = counter("tocsin.escalator.decision.errors",
            "Due timers that could not be decided; the log names the incident.");

    /** Response clocks that have not ended. */
    public static final MetricSpec CLOCKS_RUNNING = gauge("tocsin.escalator.clocks.running",
            "Response clocks that have not ended.");

    /** Response clocks that are breached and have not ended. */
    public static final MetricSpec CLOCKS_OVERDUE = gauge("tocsin.escalator.clocks.overdue",
            "Response clocks that are breached and have not ended.");

    /** Warnings before the breach of a response clock. */
    public static final MetricSpec CLOCKS_WARNED = counter("tocsin.escalator.clocks.warned",
            "Warnings before the breach of a response clock.", "phase", "severity");

    /** Breached response clocks. */
    public static final MetricSpec CLOCKS_BREACHED = counter("tocsin.escalator.clocks.breached",
            "Breached response clocks.", "phase", "severity");

    /** Time that a response clock ran, without pauses; the outcome is met or late. */
    public static final MetricSpec CLOCK_DURATION = timer("tocsin.escalator.clock.duration",
            "Time that a response clock ran, without pauses; the outcome is met or"
                    + " late.", "phase", "severity", "outcome");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(LADDERS_OPEN, LADDERS_EXHAUSTED, TIMER_LATENESS, PAGES,
            PAGES_MISSED, STEPS_FAILED, NOTIFICATIONS, NOTIFICATIONS_WITHHELD, TIMELINE_ENTRIES, DECISION_ERRORS,
            CLOCKS_RUNNING, CLOCKS_OVERDUE, CLOCKS_WARNED, CLOCKS_BREACHED, CLOCK_DURATION);

    private EscalatorMetrics() {}
}
