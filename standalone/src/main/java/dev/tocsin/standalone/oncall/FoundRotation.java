package dev.tocsin.standalone.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.oncall.Turns;

/**
 * A rotation that a calendar shows.
 *
 * @param turns
 *            from its first shift on, which is turn 0
 * @param crews
 *            who is on call together, in the order of the turns
 */
record FoundRotation(Turns.ByTheClock turns, List<Set<String>> crews) {

    FoundRotation {
        crews = List.copyOf(crews);
    }

    /** Whether it covers no time of the calendar in which nobody is on call. */
    boolean stands(List<Duty> shifts) {
        for (var i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).from().isAfter(shifts.get(i - 1).to())) {
                return false;
            }
        }
        return true;
    }

    /** As people say it. */
    String words() {
        return crews.stream().map(crew -> String.join(" and ", crew)).collect(Collectors.joining(", ")) + ", rotating "
                + (length().matches("[a-z]+") ? length() : "every " + length());
    }

    /** The section {@code schedules} with one entry: the rotation, and what differs from it. */
    String yaml(String name, ZoneId zone, List<Duty> shifts) {
        var people = crews.stream().map(crew -> crew.size() == 1
                ? ScheduleText.people(crew).replaceAll("^\\[|]$", "")
                : ScheduleText.people(crew)).collect(Collectors.joining(", ", "[", "]"));
        return ScheduleText.of(name, zone, "    layers:\n      - {people: " + people + ", rotate: " + length()
                + ", from: " + ScheduleText.moment(turns.start(0), zone) + "}\n", differing(shifts));
    }

    private String length() {
        var length = turns.length();
        var days = length.toDays();
        if (!length.equals(Duration.ofDays(days))) {
            return length.toHours() + "h";
        }
        return days == 1 ? "daily" : days == 7 ? "weekly" : days % 7 == 0 ? days / 7 + "w" : days + "d";
    }

    /** The parts of shifts in which others are on call than the rotation says. */
    private List<Duty> differing(List<Duty> shifts) {
        var differing = new ArrayList<Duty>();
        for (var shift : shifts) {
            for (Instant at = shift.from(), end; at.isBefore(shift.to()); at = end) {
                var turn = turns.at(at);
                end = turns.start(turn + 1).isBefore(shift.to()) ? turns.start(turn + 1) : shift.to();
                if (!crews.get(Math.floorMod(turn, crews.size())).equals(shift.people())) {
                    DutyTimes.add(differing, new Duty(shift.people(), at, end));
                }
            }
        }
        return differing;
    }
}
