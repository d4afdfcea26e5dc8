package dev.tocsin.console.api;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.schemas.time.Durations;

/** Numbers and durations in query parameters. */
public final class Limits {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private Limits() {}

    public static int parse(Optional<String> limit, int usual, int most) {
        if (limit.isEmpty()) {
            return usual;
        }
        try {
            var number = Integer.parseInt(limit.get());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw ProblemException.badRequest("limit must be a whole number from 1 to " + most);
        }
        throw ProblemException.badRequest("limit must be a whole number from 1 to " + most);
    }

    static Duration parseWait(Optional<String> wait) {
        if (wait.isEmpty()) {
            return Duration.ZERO;
        }
        var asked = Durations.parse(wait.get()).orElseThrow(() -> ProblemException.badRequest(
                "wait must be a duration such as 5s or 500ms"));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
