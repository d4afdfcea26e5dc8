package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Durations and relative times for people. */
final class RelativeTimes {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'")
            .withZone(ZoneOffset.UTC);

    private RelativeTimes() {}

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** The two largest units: 40 s, 12 min, 3 h 5 min, 2 d 4 h. */
    static String length(Duration duration) {
        var length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toMinutes() < 1) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + " min";
        }
        return length.toDays() < 1
                ? both(length.toHours(), " h", length.toMinutesPart(), " min")
                : both(length.toDays(), " d", length.toHoursPart(), " h");
    }

    /** A part of a duration, in one unit if possible: 9 of 15 min. */
    static String share(Duration part, Duration whole) {
        return part.toHours() < 1 && part.toMinutes() > 0 && whole.toHours() < 1 && whole.toMinutes() > 0
                ? part.toMinutes() + " of " + length(whole)
                : length(part) + " of " + length(whole);
    }

    /** A relative time: in 3 min, 2 min ago, or now. */
    static String off(Instant moment, Instant now) {
        if (Duration.between(moment, now).abs().toSeconds() < 1) {
            return "now";
        }
        return moment.isAfter(now)
                ? "in " + length(Duration.between(now, moment))
                : length(Duration.between(moment, now)) + " ago";
    }

    private static String both(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
