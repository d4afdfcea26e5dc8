package dev.tocsin.console.alertmanager;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;

/**
 * A silence as it is posted ({@code postableSilence}). Members that are unknown are ignored, because newer clients send more.
 *
 * @param replaces
 *            id of the silence that it changes
 */
record PostedSilence(Optional<String> replaces, SilenceSet silence) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_LINE = 200;

    /**
     * Reads it.
     *
     * @throws ProblemException
     *             400 with what is wrong
     */
    static PostedSilence read(JsonBody body, Instant now) {
        var start = instant(body, "startsAt").filter(at -> at.isAfter(now)).orElse(now);
        var end = instant(body, "endsAt").orElseThrow(() -> ProblemException.badRequest(
                "invalid silence: endsAt is required"));
        if (!end.isAfter(start)) {
            throw ProblemException.badRequest("invalid silence: end time must be in the future and after the start");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ProblemException.badRequest(
                    "A silence lasts at most 366 days. Define permanent silences in the policy.");
        }
        var matchers = body.objects("matchers").stream().map(PostedSilence::matcher).map(ApiMatcher::toMatcher)
                .toList();
        if (matchers.isEmpty()) {
            throw ProblemException.badRequest("invalid silence: at least one matcher required");
        }
        return new PostedSilence(body.string("id").filter(id -> !id.isBlank()), SilenceSet.newBuilder().setSilenceId(
                UUID.randomUUID().toString()).setKind(SilenceKind.SILENCE).setMatchers(matchers).setStartsAt(start)
                .setEndsAt(end).setAuthor(line(body, "createdBy").orElse("unknown via Alertmanager's API"))
                .setReason(line(body, "comment").orElseThrow(() -> ProblemException.badRequest(
                        "invalid silence: comment is required"))).build());
    }

    private static ApiMatcher matcher(JsonBody body) {
        return new ApiMatcher(line(body, "name").orElseThrow(() -> ProblemException.badRequest(
                "invalid silence: a matcher has no name")), body.string("value").orElse(""), body.bool("isRegex")
                        .orElse(false), body.bool("isEqual").orElse(true));
    }

    private static Optional<Instant> instant(JsonBody body, String name) {
        try {
            return body.string(name).map(OffsetDateTime::parse).map(at -> Instant.ofEpochMilli(at.toInstant()
                    .toEpochMilli()));
        } catch (DateTimeException | ArithmeticException wrong) {
            throw ProblemException.badRequest(name + " must be a time such as 2026-11-21T06:00:00Z");
        }
    }

    /** One line: control characters become blanks, and what is too long is cut. */
    private static Optional<String> line(JsonBody body, String name) {
        return body.string(name).map(text -> text.replaceAll("\\p{Cntrl}", " ").strip()).filter(text -> !text.isEmpty())
                .map(text -> text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
    }
}
