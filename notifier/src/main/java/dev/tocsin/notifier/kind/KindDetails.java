package dev.tocsin.notifier.kind;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.Notification;

/**
 * Typed access to the details of a notification: texts, instants (ISO 8601) and durations (such as PT15M). Missing or malformed values are empty, so that the message is still sent.
 */
public record KindDetails(Notification notification) {

    /** A text that is not blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(notification.getDetails().get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    /** A moment. */
    public Optional<Instant> instant(String name) {
        return text(name).flatMap(it -> {
            try {
                return Optional.of(Instant.parse(it));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    /** A length of time. */
    public Optional<Duration> duration(String name) {
        return text(name).flatMap(it -> {
            try {
                return Optional.of(Duration.parse(it));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    /** A length of time that is given as a number of milliseconds. */
    public Optional<Duration> millis(String name) {
        return text(name).filter(it -> it.matches("\\d{1,15}")).map(it -> Duration.ofMillis(Long.parseLong(it)));
    }

    /** Words with commas between them. */
    public List<String> words(String name) {
        return text(name).stream().flatMap(it -> Arrays.stream(it.split(",", -1))).map(String::strip)
                .filter(it -> !it.isEmpty()).toList();
    }

    /** Ids of the tasks that it is about. */
    public List<String> tasks() {
        return text("task").map(List::of).orElseGet(() -> words("tasks"));
    }

    /** Key of the phase that a clock is about, from the details or from an occasion such as clock/respond/breached. */
    public String phase() {
        return text("phase").or(() -> ofOccasion("clock")).orElse("").toLowerCase(Locale.ROOT);
    }

    /** Whom a promised update is for, from the details or from an occasion such as update/inside/3. */
    public String audience() {
        return text("audience").or(() -> ofOccasion("update")).orElse("").toLowerCase(Locale.ROOT);
    }

    private Optional<String> ofOccasion(String what) {
        var parts = notification.getOccasion().split("/", -1);
        return parts.length > 1 && parts[0].equals(what) ? Optional.of(parts[1]) : Optional.empty();
    }
}
