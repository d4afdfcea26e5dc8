package dev.tocsin.policytools.imports;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.policy.suppress.TimeWindow;

/**
 * Minutes of a week, so that times can be joined and turned around.
 *
 * @param zone
 *            of the local times
 * @param minutes
 *            from Monday 00:00 on
 */
record Week(String zone, BitSet minutes) {

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    static Week empty(String zone) {
        return new Week(zone, new BitSet(WEEK));
    }

    /** Adds one of Alertmanager's time intervals; without days or times it means all of them. */
    void add(Original interval) {
        var times = interval.items("times");
        for (var day : days(interval.words("weekdays"))) {
            if (times.isEmpty()) {
                minutes.set(day * DAY, (day + 1) * DAY);
            }
            for (var item : times) {
                var time = new Original(item);
                int from = minute(time.text("start_time").orElse("00:00"));
                int to = minute(time.text("end_time").orElse("24:00"));
                if (from < to) {
                    minutes.set(day * DAY + from, day * DAY + to);
                }
            }
        }
    }

    private static int minute(String text) {
        var parts = text.split(":", -1);
        return parts.length == 2 && text.matches("[0-9]{1,2}:[0-9]{2}")
                ? Math.min(DAY, Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]))
                : 0;
    }

    private static List<Integer> days(List<String> ranges) {
        var days = new ArrayList<Integer>();
        for (var range : ranges.isEmpty() ? List.of("monday:sunday") : ranges) {
            var ends = range.toLowerCase(Locale.ROOT).strip().split(":", -1);
            int day = number(ends[0]);
            int last = number(ends[ends.length - 1]);
            for (int count = 0; count < 7; count++, day = (day + 1) % 7) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int number(String day) {
        for (var each : DayOfWeek.values()) {
            if (each.name().equalsIgnoreCase(day.strip())) {
                return each.getValue() - 1;
            }
        }
        return 0;
    }

    Week and(Week other) {
        var both = (BitSet) minutes.clone();
        both.or(other.minutes);
        return new Week(zone, both);
    }

    Week turnedAround() {
        var other = (BitSet) minutes.clone();
        other.flip(0, WEEK);
        return new Week(zone, other);
    }

    /** As a policy writes them, days with the same hours together. */
    List<String> windows() {
        Map<String, List<String>> daysByHours = new LinkedHashMap<>();
        for (int day = 0; day < 7; day++) {
            int at = minutes.nextSetBit(day * DAY);
            while (at >= 0 && at < (day + 1) * DAY) {
                int end = Math.min(minutes.nextClearBit(at), (day + 1) * DAY);
                daysByHours.computeIfAbsent("from: \"" + shown(at - day * DAY) + "\", to: \"" + shown(end - day * DAY)
                        + "\"", _ -> new ArrayList<>()).add(TimeWindow.DAY_NAMES.get(day));
                at = minutes.nextSetBit(end);
            }
        }
        var windows = new ArrayList<String>();
        daysByHours.forEach((hours, days) -> windows.add("{days: [" + String.join(", ", days) + "], " + hours
                + ", zone: " + zone + "}"));
        return windows;
    }

    private static String shown(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
