package dev.tocsin.escalator.clock;

import java.time.Instant;

/** What happened to a clock. */
sealed interface ClockEvent {

    /** The clock at the time of the event. */
    RunningClock clock();

    /** The clock started, or restarted with another start or limit. */
    record Started(RunningClock clock) implements ClockEvent {}

    /** The clock was paused. */
    record Paused(RunningClock clock) implements ClockEvent {}

    /** The clock resumed. */
    record Resumed(RunningClock clock) implements ClockEvent {}

    /** The clock was cancelled. */
    record Cancelled(RunningClock clock, String why) implements ClockEvent {}

    /** The warning is due. */
    record Warned(RunningClock clock) implements ClockEvent {}

    /**
     * The deadline has passed.
     *
     * @param isOver
     *            whether the phase has ended too, so that no message is needed
     */
    record Breached(RunningClock clock, boolean isOver) implements ClockEvent {}

    /** The phase ended, in time or late. */
    record Met(RunningClock clock, Instant at) implements ClockEvent {}
}
