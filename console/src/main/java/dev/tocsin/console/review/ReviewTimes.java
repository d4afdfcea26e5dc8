package dev.tocsin.console.review;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as a document writes them, in one zone. */
final class ReviewTimes {

    private final DateTimeFormatter minute;
    private final DateTimeFormatter whole;
    private final ZoneId zone;

    ReviewTimes(ZoneId zone) {
        this.zone = zone;
        this.minute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.whole = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(zone);
    }

    String minute(Instant at) {
        return minute.format(at);
    }

    String withZone(Instant at) {
        return minute.format(at) + " " + zone.getId().replace("Z", "UTC");
    }

    String day(Instant at) {
        return whole.format(at);
    }

    static String of(Duration time) {
        var minutes = time.toMinutes();
        if (minutes < 1) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
