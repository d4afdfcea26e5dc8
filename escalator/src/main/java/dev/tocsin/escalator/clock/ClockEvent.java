package dev.tocsin.escalator.clock;

import java.time.Instant;

/** What happened to a clock. */
sealed interface ClockEvent {

    /** As it was when it happened. */
    RunningClock clock();

    /** It counts from the start, or from another start, or against another time. */
    record Started(RunningClock clock) implements ClockEvent {}

    /** It stands still. */
    record Paused(RunningClock clock) implements ClockEvent {}

    /** It goes on. */
    record Resumed(RunningClock clock) implements ClockEvent {}

    /** There is no such time any more. */
    record Cancelled(RunningClock clock, String why) implements ClockEvent {}

    /** The time will be over soon. */
    record Warned(RunningClock clock) implements ClockEvent {}

    /**
     * The time is over.
     *
     * @param isOver
     *            whether the phase is over by now too, so that nobody has to be told
     */
    record Breached(RunningClock clock, boolean isOver) implements ClockEvent {}

    /** The phase is over, in time or not. */
    record Met(RunningClock clock, Instant at) implements ClockEvent {}
}
