package dev.tocsin.policy.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A person on call twice at once, or for too long without a break.
 *
 * @param person
 *            name of the target
 * @param schedules
 *            names of the schedules: two when it is twice at once, one when it is too long
 * @param to
 *            exclusive
 */
public record OnCallConflict(String person, List<String> schedules, Instant from, Instant to) {

    public OnCallConflict {
        schedules = List.copyOf(schedules);
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** When people are on call by two schedules at the same time, in order. */
    public static List<OnCallConflict> twice(List<Schedule> schedules, Instant from, Instant to) {
        var twice = new ArrayList<OnCallConflict>();
        for (int i = 0; i < schedules.size(); i++) {
            var one = runs(schedules.get(i), from, to);
            for (var other : schedules.subList(i + 1, schedules.size())) {
                for (var second : runs(other, from, to)) {
                    one.stream().filter(first -> first.overlaps(second)).map(first -> new OnCallConflict(first.person(),
                            List.of(first.schedules().getFirst(), second.schedules().getFirst()),
                            first.from().isAfter(second.from()) ? first.from() : second.from(),
                            first.to().isBefore(second.to()) ? first.to() : second.to())).forEach(twice::add);
                }
            }
        }
        return inOrder(twice);
    }

    /** When people are on call by one schedule for longer than the limit without a break, in order. */
    public static List<OnCallConflict> tooLong(List<Schedule> schedules, Instant from, Instant to, Duration limit) {
        return inOrder(schedules.stream().flatMap(schedule -> runs(schedule, from, to).stream())
                .filter(run -> run.length().compareTo(limit) > 0).toList());
    }

    private boolean overlaps(OnCallConflict other) {
        return person.equals(other.person) && from.isBefore(other.to) && other.from.isBefore(to);
    }

    private static List<OnCallConflict> inOrder(List<OnCallConflict> bookings) {
        return bookings.stream().sorted(Comparator.comparing(OnCallConflict::from).thenComparing(
                OnCallConflict::person)).toList();
    }

    /** From when to when each is on call without a break. */
    private static List<OnCallConflict> runs(Schedule schedule, Instant from, Instant to) {
        var timeline = schedule.timeline(from, to);
        var runs = new ArrayList<OnCallConflict>();
        for (var person : timeline.stream().flatMap(shift -> shift.people().stream()).distinct().toList()) {
            var begin = from;
            var on = false;
            for (var shift : timeline) {
                var is = shift.people().contains(person);
                if (is && !on) {
                    begin = shift.from();
                } else if (!is && on) {
                    runs.add(new OnCallConflict(person, List.of(schedule.name()), begin, shift.from()));
                }
                on = is;
            }
            if (on) {
                runs.add(new OnCallConflict(person, List.of(schedule.name()), begin, to));
            }
        }
        return runs;
    }
}
