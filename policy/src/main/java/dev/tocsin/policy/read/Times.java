package dev.tocsin.policy.read;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Moments, times of day, days and zones as people write them. */
public final class Times {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final ZoneId defaultZone;
    private final Findings findings;

    /**
     * A reader of times.
     *
     * @param defaultZone
     *            where the file names none
     */
    public Times(ZoneId defaultZone, Findings findings) {
        this.defaultZone = defaultZone;
        this.findings = findings;
    }

    /** The zone of a section, else the default. */
    ZoneId zone(Section section) {
        return zone(section, "zone", findings).orElse(defaultZone);
    }

    /** Empty when it is missing or wrong, and wrong is reported. */
    static Optional<ZoneId> zone(Section section, String key, Findings findings) {
        return section.scalar(key, "Europe/Berlin").flatMap(scalar -> {
            var zone = zone(scalar.text());
            if (zone.isEmpty()) {
                findings.add(scalar.place(), "unknown time zone '" + Section.shortened(scalar.text()) + "'",
                        ZoneAdvice.of(scalar.text()));
            }
            return zone;
        });
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** A moment: with an offset, or local in the given zone, or the beginning of a day. */
    public Optional<Instant> moment(Section section, String key, ZoneId zone) {
        return section.scalar(key, "2026-11-20T02:00:00Z").flatMap(scalar -> {
            var moment = moment(scalar.text(), zone).filter(it -> !it.isBefore(EARLIEST) && it.isBefore(LATEST));
            if (moment.isEmpty()) {
                findings.add(scalar.place(), "'" + key + "' is not a time: '" + Section.shortened(scalar.text())
                        + "'", "write something like 2026-11-20T02:00:00Z, 2026-11-20T02:00 or 2026-11-20");
            }
            return moment;
        });
    }

    /** Whether a moment is written as a day, without a time. */
    static boolean isDay(String text) {
        return text.length() == "2026-11-20".length();
    }

    private static Optional<Instant> moment(String text, ZoneId zone) {
        try {
            if (isDay(text)) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            var upper = text.replace(' ', 'T').toUpperCase(Locale.ROOT);
            var local = upper.matches("[^T]*T[0-9:.]*");
            return Optional.of(local
                    ? LocalDateTime.parse(upper).atZone(zone).toInstant()
                    : OffsetDateTime.parse(upper).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** A day. */
    Optional<LocalDate> day(Scalar scalar) {
        try {
            return Optional.of(LocalDate.parse(scalar.text()));
        } catch (DateTimeParseException none) {
            findings.add(scalar.place(), "'" + Section.shortened(scalar.text()) + "' is not a date",
                    "write year, month and day, such as 2026-12-25");
            return Optional.empty();
        }
    }

    /** A time of day from 00:00 to 24:00, which is midnight as an end. */
    Optional<LocalTime> timeOfDay(Section section, String key) {
        return section.neededScalar(key, "\"09:00\"").flatMap(scalar -> {
            var time = TimeWindow.timeOfDay(scalar.text());
            if (time.isEmpty()) {
                findings.add(scalar.place(), "'" + key + "' is not a time of day: '" + Section.shortened(scalar.text())
                        + "'", "write hours and minutes in quotes, such as \"09:00\"");
            }
            return time;
        });
    }

    /** Days of the week by their first three letters; none when the key is missing. */
    Set<DayOfWeek> days(Section section, String key) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var word : section.words(key, "[mon, tue]")) {
            TimeWindow.dayNamed(word.text()).ifPresentOrElse(days::add, () -> findings.add(word.place(),
                    "unknown day '" + Section.shortened(word.text()) + "'", meant(word.text())));
        }
        return days;
    }

    private static String firstLetters(String word) {
        return word.strip().length() < 3 ? word : word.strip().substring(0, 3);
    }

    /** The days of a range, which may go over the weekend. */
    private static List<String> between(DayOfWeek from, DayOfWeek to) {
        return IntStream.rangeClosed(0, Math.floorMod(to.getValue() - from.getValue(), 7))
                .mapToObj(day -> TimeWindow.DAY_NAMES.get(from.plus(day).getValue() - 1)).toList();
    }

    private static String meant(String text) {
        var beginning = text.toLowerCase(Locale.ROOT);
        var ends = beginning.split("-|\\.\\.|:", -1);
        if (ends.length == 2) {
            var from = TimeWindow.dayNamed(firstLetters(ends[0]));
            var to = TimeWindow.dayNamed(firstLetters(ends[1]));
            if (from.isPresent() && to.isPresent()) {
                return "list the days: " + String.join(", ", between(from.get(), to.get()));
            }
        }
        return TimeWindow.DAY_NAMES.stream().filter(beginning::startsWith).findFirst()
                .map(word -> "write '" + word + "'").orElse("write " + String.join(", ", TimeWindow.DAY_NAMES));
    }
}
