package dev.tocsin.schemas.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.schemas.time.Durations;

/** Reads the value of an argument. */
public final class ArgumentValue {

    private static final Pattern INCIDENT = Pattern.compile("[A-Za-z0-9-]{3,80}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);

    private ArgumentValue() {}

    /** The value in its usual form; empty if the argument cannot have it. */
    static Optional<String> read(Argument argument, String text, Instant now) {
        return switch (argument.type()) {
            case LINE, TEXT, SEVERITY, ROLE, PERSON, ESCALATION, FOLLOW_UP -> Optional.of(text).filter(
                    value -> value.length() <= argument.longest());
            case URL -> Optional.of(text).filter(value -> value.length() <= argument.longest() && URL.matcher(value)
                    .matches());
            case CHOICE -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(argument.choices()::contains);
            case BOOLEAN -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(value -> value.equals("true") || value
                    .equals("false"));
            case INCIDENT -> Optional.of(text).filter(INCIDENT.asMatchPredicate());
            case ALERTS -> Optional.of(text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(
                    Collectors.joining("\n")));
            case DURATION -> Optional.of(text).filter(value -> duration(value).filter(length -> isWithin(argument, now,
                    now.plus(length))).isPresent());
            case INSTANT -> instant(text).filter(at -> isWithin(argument, now, at)).map(Instant::toString);
            case MOMENT -> duration(text).isPresent()
                    ? Optional.of(text).filter(value -> isWithin(argument, now, now.plus(duration(value)
                            .orElseThrow())))
                    : instant(text).filter(at -> isWithin(argument, now, at)).map(Instant::toString);
        };
    }

    /** The length of a {@link ArgumentType#DURATION}. */
    public static Optional<Duration> duration(String text) {
        return Durations.parse(text).filter(length -> length.compareTo(Duration.ofDays(3650)) <= 0);
    }

    /** The time of an {@link ArgumentType#INSTANT}. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }

    /** The time of a {@link ArgumentType#MOMENT}. */
    public static Optional<Instant> moment(String text, Instant now) {
        return duration(text).map(now::plus).or(() -> instant(text));
    }

    private static boolean isWithin(Argument argument, Instant now, Instant at) {
        return at.isAfter(now) && argument.latest().filter(most -> at.isAfter(now.plus(most))).isEmpty();
    }
}
