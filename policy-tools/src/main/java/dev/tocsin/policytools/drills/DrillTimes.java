package dev.tocsin.policytools.drills;

import java.time.Duration;

/** Moments of a drill as people read them, counted from its beginning: {@code T+15m00}, {@code T+1d02h00m00}. */
public final class DrillTimes {

    private DrillTimes() {}

    /** To the second. */
    public static String shown(Duration since) {
        var seconds = since.toSecondsPart();
        var days = since.toDaysPart();
        return days > 0
                ? "T+%dd%02dh%02dm%02d".formatted(days, since.toHoursPart(), since.toMinutesPart(), seconds)
                : since.toHours() > 0
                        ? "T+%dh%02dm%02d".formatted(since.toHours(), since.toMinutesPart(), seconds)
                        : "T+%dm%02d".formatted(since.toMinutes(), seconds);
    }
}
