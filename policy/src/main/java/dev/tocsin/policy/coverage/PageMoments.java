package dev.tocsin.policy.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;

/**
 * The moments of opening at which the people that a ladder pages may change: those at which one of its steps falls on a
 * handover, an override, a swap, an edge of a layer's hours or of a calendar. Between two of them the answer is the same.
 *
 * <p>
 * A condition that reads the clock itself ({@code time}) may change at any quarter of an hour, because hours and days of all
 * time zones begin at one; if it reads minutes or fixed times, at any minute.
 */
public final class PageMoments {

    private static final Pattern CLOCK = Pattern.compile("\\btime\\b");
    private static final Pattern MINUTES = Pattern.compile(
            "getMinutes|getSeconds|getMilliseconds|\\btimestamp\\b|\\bduration\\b|\\bstring\\b|\\bint\\b");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Policy policy;
    private final Instant from;
    private final Instant to;
    private final NavigableSet<Instant> moments = new TreeSet<>();

    private PageMoments(Policy policy, Instant from, Instant to) {
        this.policy = policy;
        this.from = from;
        this.to = to;
    }

    /** From the first moment, which is always one of them, to the second, which is not. */
    public static NavigableSet<Instant> of(Policy policy, Ladder ladder, Instant from, Instant to) {
        var found = new PageMoments(policy, from, to);
        found.moments.add(from);
        ladder.rungs().forEach(found::handovers);
        ladder.rungs().forEach(found::edges);
        return found.moments;
    }

    /** The same for the question whether a step applies, whoever is on call then. */
    public static NavigableSet<Instant> ofConditions(Policy policy, Ladder ladder, Instant from, Instant to) {
        var found = new PageMoments(policy, from, to);
        found.moments.add(from);
        ladder.rungs().forEach(found::edges);
        return found.moments;
    }

    private void handovers(Ladder.Rung rung) {
        rung.targets().stream().map(policy.practice().schedules()::get).filter(Schedule.class::isInstance)
                .map(Schedule.class::cast)
                .flatMap(schedule -> schedule.timeline(from.plus(rung.after()), to.plus(rung.after())).stream())
                .map(Shift::from).forEach(moment -> add(rung, moment));
    }

    private void edges(Ladder.Rung rung) {
        if (rung.when().equals(IncidentCondition.ALWAYS)) {
            return;
        }
        var text = rung.when().text();
        named(text).forEach(calendar -> each(rung, calendar::nextChange));
        if (CLOCK.matcher(text).find()) {
            var pace = MINUTES.matcher(text).find() ? MINUTE : QUARTER;
            each(rung, moment -> next(moment, pace));
        }
    }

    /** The calendars whose names a condition contains. */
    private Stream<BusinessCalendar> named(String text) {
        return policy.practice().calendars().values().stream().filter(calendar -> text.contains(calendar.name()));
    }

    private static Instant next(Instant moment, Duration pace) {
        var seconds = pace.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(moment.getEpochSecond(), seconds) + 1) * seconds);
    }

    private void each(Ladder.Rung rung, UnaryOperator<Instant> next) {
        var end = to.plus(rung.after());
        for (var at = next.apply(from.plus(rung.after())); at.isBefore(end); at = next.apply(at)) {
            add(rung, at);
        }
    }

    private void add(Ladder.Rung rung, Instant due) {
        var opened = due.minus(rung.after());
        if (opened.isAfter(from) && opened.isBefore(to)) {
            moments.add(opened);
        }
    }
}
