package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.escalator.clock.ClockEvent.Breached;
import dev.tocsin.escalator.clock.ClockEvent.Cancelled;
import dev.tocsin.escalator.clock.ClockEvent.Met;
import dev.tocsin.escalator.clock.ClockEvent.Warned;
import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.event.FactKind;
import dev.tocsin.schemas.time.Durations;

/** Timeline entries for clocks, and their sentences. */
final class ClockFacts {

    private static final int DAY_HOURS = 24;

    private ClockFacts() {}

    /** Occasion of an event, such as {@code clock/respond/breached/1}. */
    static String occasion(RunningClock clock, String what) {
        return "clock/" + clock.phase().key() + "/" + what + "/" + clock.row().getNumber();
    }

    static Happened warned(Warned event, Instant now) {
        return new Happened(FactKind.CLOCK_WARNED, occasion(event.clock(), "warned"), warning(event.clock()), details(
                event.clock(), now));
    }

    static Happened breached(Breached event, Instant now) {
        return new Happened(FactKind.CLOCK_BREACHED, occasion(event.clock(), "breached"), breach(event.clock()),
                details(event.clock(), now));
    }

    static Happened met(Met event) {
        var clock = event.clock();
        var late = clock.lateBy(event.at());
        var summary = clock.phase().done() + " after " + Durations.inWords(clock.watch().counted(event.at())) + (late
                .isZero()
                        ? ", " + allowed(clock)
                        : ", late by " + Durations.inWords(late) + "; the limit was " + limit(clock));
        return new Happened(FactKind.CLOCK_MET, occasion(clock, "met"), summary, details(clock, event.at()));
    }

    /** One fact for all clocks that started together. */
    static Happened started(List<RunningClock> clocks) {
        return together(FactKind.CLOCK_STARTED, "started", clocks, "clocks started", clock -> clock.phase().key()
                + " " + until(clock));
    }

    /** One fact for all clocks that pause together. */
    static Happened paused(List<RunningClock> clocks) {
        return together(FactKind.CLOCK_PAUSED, "paused", clocks, "clocks paused", clock -> clock.phase().key());
    }

    /** One fact for all clocks that resume together. */
    static Happened resumed(List<RunningClock> clocks) {
        return together(FactKind.CLOCK_RESUMED, "resumed", clocks, "clocks resumed", clock -> clock.phase()
                .key() + " " + until(clock));
    }

    /** One fact for all clocks that are cancelled together. */
    static Happened cancelled(List<Cancelled> events, String what) {
        var clocks = events.stream().map(Cancelled::clock).toList();
        return together(FactKind.CLOCK_CANCELLED, what, clocks, events.getFirst().why()
                + "; clocks cancelled", clock -> clock.phase().key());
    }

    private static Happened together(FactKind kind, String what, List<RunningClock> clocks, String sentence,
            Function<RunningClock, String> each) {
        var details = new LinkedHashMap<String, String>();
        details.put("phase", clocks.stream().map(clock -> clock.phase().key()).collect(Collectors.joining(",")));
        details.put("severity", clocks.getFirst().row().getSeverity());
        clocks.forEach(clock -> clock.row().getDueAt().ifPresent(due -> details.put(clock.phase().key(), due
                .toString())));
        return new Happened(kind, "clock/" + what, sentence + ": " + clocks.stream().map(each).collect(Collectors
                .joining(", ")), details);
    }

    private static String until(RunningClock clock) {
        if (clock.row().getBreached()) {
            return "(already breached)";
        }
        return clock.row().getDueAt().map(due -> "by " + due).orElse("(paused)");
    }

    /** Machine-readable details of a clock. */
    static Map<String, String> details(RunningClock clock, Instant at) {
        var details = new LinkedHashMap<String, String>();
        var deadline = clock.watch().deadline();
        details.put("phase", clock.phase().key());
        details.put("severity", clock.row().getSeverity());
        details.put("startedAt", clock.row().getStartedAt().toString());
        details.put("within", deadline.within().toString());
        deadline.calendar().ifPresent(calendar -> details.put("calendar", calendar.name()));
        clock.watch().dueAt().ifPresent(due -> details.put("dueAt", due.toString()));
        details.put("elapsedMillis", Long.toString(clock.watch().counted(at).toMillis()));
        details.put("stoodStillMillis", Long.toString(clock.watch().stoodStill(at).toMillis()));
        var late = clock.lateBy(at);
        if (late.isPositive()) {
            details.put("lateByMillis", Long.toString(late.toMillis()));
        }
        return details;
    }

    /** Such as {@code not acknowledged within 15 min (SEV1)}. */
    static String breach(RunningClock clock) {
        return clock.phase().notDone() + " " + allowed(clock);
    }

    /** Such as {@code not acknowledged; due at 2026-03-02T10:15:00Z (SEV1, 15 min)}. */
    static String warning(RunningClock clock) {
        return clock.phase().notDone() + "; due"
                + clock.watch().dueAt().map(due -> " at " + due).orElse(" soon") + " (" + clock.row().getSeverity()
                + ", " + within(clock) + ")";
    }

    private static String allowed(RunningClock clock) {
        return "within " + limit(clock);
    }

    private static String limit(RunningClock clock) {
        return within(clock) + " (" + clock.row().getSeverity() + ")";
    }

    private static String within(RunningClock clock) {
        var within = clock.watch().deadline().within();
        var days = within.toDays();
        var inDays = within.equals(Duration.ofDays(days));
        if (clock.watch().deadline().calendar().isEmpty()) {
            return inDays && within.toHours() > 2 * DAY_HOURS ? days + " days" : Durations.inWords(within);
        }
        return inDays
                ? days + (days == 1 ? " working day" : " working days")
                : Durations.inWords(within) + " of working time";
    }
}
