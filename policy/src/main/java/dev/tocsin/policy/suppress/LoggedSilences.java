package dev.tocsin.policy.suppress;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SilenceWindow;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.yaml.SourcePosition;

/** Compiles silences from the log. Never throws. */
public final class LoggedSilences {

    private final Supplier<ConditionReader> readers;

    /**
     * Silences under one policy.
     *
     * @param readers
     *            makes a reader for one silence; its expressions are forgotten with the silence
     */
    public LoggedSilences(Supplier<ConditionReader> readers) {
        this.readers = readers;
    }

    /** A silence, ready, or why it cannot be judged. */
    public SilenceReading read(SilenceSet set) {
        try {
            return new SilenceReading.Ready(silence(set));
        } catch (Unreadable | DateTimeException wrong) {
            return new SilenceReading.Broken(set.getSilenceId(),
                    String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private Silence silence(SilenceSet set) throws Unreadable {
        var when = when(set);
        if (!set.getHidesEverything() && Breadth.isEverything(when, set.getServices(), set.getStartsAt())) {
            throw new Unreadable(set.getMatchers().isEmpty() && set.getCondition().isBlank()
                    ? "it has no matcher, condition or service, so it would hide every alert"
                    : "its condition matches unrelated alerts, so it would hide every alert");
        }
        var windows = new ArrayList<TimeWindow>();
        for (var window : set.getWindows()) {
            windows.add(window(window));
        }
        return new Silence(set.getSilenceId(), set.getKind(), when, set.getServices(),
                Optional.of(set.getStartsAt()), Optional.of(set.getEndsAt()), windows, set.getAuthor(),
                set.getReason());
    }

    private Condition when(SilenceSet set) throws Unreadable {
        var problems = new ArrayList<String>();
        var conditions = new ArrayList<Condition>();
        if (!set.getMatchers().isEmpty()) {
            ConditionReader.matchers(set.getMatchers(), problems::add).ifPresent(conditions::add);
        }
        if (!set.getCondition().isBlank()) {
            readers.get().read(set.getCondition(),
                    (at, problem, writeInstead) -> problems.add(problem + "; " + writeInstead),
                    character -> new SourcePosition(1, character + 1)).ifPresent(conditions::add);
        }
        if (!problems.isEmpty()) {
            throw new Unreadable(problems.getFirst());
        }
        return Condition.all(conditions);
    }

    private static TimeWindow window(SilenceWindow window) throws Unreadable {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var word : window.getDays()) {
            days.add(TimeWindow.dayNamed(word).orElseThrow(
                    () -> new Unreadable("unknown day '" + word + "'; write one of " + TimeWindow.DAY_NAMES)));
        }
        return new TimeWindow(days, timeOfDay(window.getFrom()), timeOfDay(window.getTo()),
                ZoneId.of(window.getZone()));
    }

    private static LocalTime timeOfDay(String text) throws Unreadable {
        return TimeWindow.timeOfDay(text)
                .orElseThrow(() -> new Unreadable("'" + text + "' is not a time of day; write something like 22:00"));
    }

    /** The silence cannot be judged. */
    private static final class Unreadable extends Exception {

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }
}
