package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.policy.oncall.Load;
import dev.tocsin.policy.oncall.OnCallConflict;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;

/** Shifts of schedules between two moments, what is wrong with them, and what they cost people. */
record OncallTable(PrintWriter out, TerminalColors ink, Instant from, Instant to) {

    /** Prints all, and counts the gaps. */
    int print(List<Schedule> schedules, Duration limit) {
        var gaps = 0;
        for (var schedule : schedules) {
            out.printf("%s (times in %s)%n", schedule.name(), schedule.zone());
            for (var shift : schedule.timeline(from, to)) {
                gaps += shift.isGap() ? 1 : 0;
                out.println(line(schedule, shift));
            }
            out.println();
        }
        bookings("double bookings", OnCallConflict.twice(schedules, from, to), schedules);
        bookings("on call for more than " + limit.toDays() + " consecutive days",
                OnCallConflict.tooLong(schedules, from, to, limit), schedules);
        load(schedules);
        if (gaps > 0) {
            out.println(ink.red(gaps == 1 ? "1 gap" : gaps + " gaps"));
        }
        out.flush();
        return gaps;
    }

    private String line(Schedule schedule, Shift shift) {
        var range = "  " + Schedules.shown(shift.from(), schedule.zone()) + " - "
                + Schedules.shown(shift.to(), schedule.zone()) + "  ";
        var people = String.join(", ", shift.people());
        return switch (shift.why()) {
            case LAYER -> range + people;
            case SWAP -> range + people + "  (swapped)";
            case OVERRIDE -> range + people + "  (override)";
            case GAP -> ink.red(range + "nobody");
        };
    }

    private void bookings(String what, List<OnCallConflict> bookings, List<Schedule> schedules) {
        if (bookings.isEmpty()) {
            return;
        }
        var zone = schedules.getFirst().zone();
        out.println(what + ":");
        bookings.forEach(booking -> out.printf("  %s  %s - %s  (%s)%n", booking.person(), Schedules.shown(booking
                .from(), zone), Schedules.shown(booking.to(), zone), String.join(" and ", booking.schedules())));
        out.println();
    }

    private void load(List<Schedule> schedules) {
        var loads = Load.of(schedules, from, to);
        var width = Math.max(6, loads.stream().mapToInt(load -> load.person().length()).max().orElse(6));
        out.printf("%-" + width + "s  %8s  %8s  %8s  %9s%n", "person", "hours", "weekend", "night", "handovers");
        loads.forEach(load -> out.printf("%-" + width + "s  %8s  %8s  %8s  %9d%n", load.person(), Schedules.hours(load
                .total()), Schedules.hours(load.weekends()), Schedules.hours(load.nights()), load.handovers()));
    }
}
