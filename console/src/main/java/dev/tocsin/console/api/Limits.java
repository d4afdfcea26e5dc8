package dev.tocsin.console.api;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.console.http.ProblemException;

/** Numbers and durations in query parameters. */
final class Limits {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)");

    private Limits() {}

    static int parse(Optional<String> limit, int usual, int most) {
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
        var matcher = WAIT.matcher(wait.get());
        if (!matcher.matches()) {
            throw ProblemException.badRequest("wait must be a duration such as 5s or 500ms");
        }
        var amount = Long.parseLong(matcher.group(1));
        var asked = matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
