package dev.tocsin.ingest.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as a source wrote it. Understood are RFC 3339 with up to nine fraction digits (more are cut off),
 * RFC 1123,
 * {@code Z}, {@code +08:00}, {@code +0800} and {@code +08}, a blank for the T, no offset (then UTC), and seconds,
 * milli-, micro- or nanoseconds since 1970, also with a fraction. To whole milliseconds.
 */
public sealed interface SourceTime {

    /** A point in time that means something. */
    record At(Instant instant) implements SourceTime {}

    /** The source gave none: empty, or the zero of its language (year 1, or 1970 to the second). */
    record Absent() implements SourceTime {}

    /** The source gave something that is no time, or one from before anybody could have sent it. */
    record Nonsense() implements SourceTime {}

    /** Nothing that sends alerts today was running before this. */
    Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    Pattern CALENDAR = Pattern.compile("(\\d{4,6})-(\\d{1,2})-(\\d{1,2})[Tt ](\\d{1,2}):(\\d{2})"
            + "(?::(\\d{2})(?:[.,](\\d{1,30}))?)?\\s?(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?");
    /** RFC 1123, as AWS Health writes it, with blanks wherever they were seen. */
    Pattern HTTP_DATE = Pattern.compile(
            "(?:[A-Za-z]{3},\\s*)?(\\d{1,2})\\s+([A-Za-z]{3})\\s+(\\d{4})\\s+(\\d{1,2})\\s*:\\s*(\\d{2})"
                    + "\\s*:\\s*(\\d{2})\\s*(?:GMT|UTC|Z|[+]0000)?");
    List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    Pattern EPOCH = Pattern.compile("\\d{1,20}(?:\\.\\d{1,20})?(?:[eE]\\+?\\d{1,2})?");
    int LONGEST = 80;

    /** Reads it. Never throws. */
    static SourceTime read(String written) {
        var text = written.strip();
        if (text.isEmpty()) {
            return new Absent();
        }
        if (text.length() > LONGEST) {
            return new Nonsense();
        }
        var calendar = CALENDAR.matcher(text);
        try {
            if (calendar.matches()) {
                return judge(calendar(calendar));
            }
            var httpDate = HTTP_DATE.matcher(text);
            if (httpDate.matches()) {
                return judge(httpDate(httpDate));
            }
            return EPOCH.matcher(text).matches() ? judge(epoch(new BigDecimal(text))) : new Nonsense();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return new Nonsense();
        }
    }

    private static SourceTime judge(Instant instant) {
        if (instant.getEpochSecond() == 0 || instant.atOffset(ZoneOffset.UTC).getYear() <= 1) {
            return new Absent();
        }
        return instant.isBefore(EARLIEST) ? new Nonsense() : new At(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Instant calendar(Matcher match) {
        var second = match.group(6) == null ? 0 : Integer.parseInt(match.group(6));
        var fraction = match.group(7) == null ? "" : match.group(7);
        var nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        return LocalDateTime.of(number(match, 1), number(match, 2), number(match, 3), number(match, 4),
                number(match, 5), Math.min(second, second == 60 ? 59 : second), nanos)
                .toInstant(offset(match.group(8)));
    }

    private static Instant httpDate(Matcher match) {
        return LocalDateTime.of(number(match, 3), MONTHS.indexOf(match.group(2).toLowerCase(Locale.ROOT)) + 1, number(
                match, 1), number(match, 4), number(match, 5), Math.min(number(match, 6), 59)).toInstant(
                        ZoneOffset.UTC);
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static ZoneOffset offset(String written) {
        if (written == null) {
            return ZoneOffset.UTC;
        }
        return switch (written.toUpperCase(Locale.ROOT)) {
            case "Z", "UTC", "GMT" -> ZoneOffset.UTC;
            default -> ZoneOffset.of(written);
        };
    }

    private static Instant epoch(BigDecimal number) {
        var unit = 0;
        if (number.compareTo(BigDecimal.TEN.pow(17)) >= 0) {
            unit = 9;
        } else if (number.compareTo(BigDecimal.TEN.pow(14)) >= 0) {
            unit = 6;
        } else if (number.compareTo(BigDecimal.TEN.pow(11)) >= 0) {
            unit = 3;
        }
        BigInteger millis = number.movePointLeft(unit).movePointRight(3).toBigInteger();
        return Instant.ofEpochMilli(millis.longValueExact());
    }
}
