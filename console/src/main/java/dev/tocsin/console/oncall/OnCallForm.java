package dev.tocsin.console.oncall;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.schemas.time.Durations;

/** Reads an override or swap from a request's body. */
final class OnCallForm {

    private static final Set<String> MEMBERS = Set.of("kind", "schedule", "people", "from", "until", "for", "author",
            "reason");
    private static final int LONGEST_LINE = 250;
    private static final int ID_LETTERS = 12;

    private OnCallForm() {}

    /**
     * @throws ProblemException
     *             400 with what to write instead
     */
    static OnCallChange read(JsonBody body, Instant now) {
        body.only(MEMBERS);
        var from = instant(body, "from").orElse(now);
        return OnCallChange.newBuilder().setId(UUID.randomUUID().toString().replace("-", "").substring(0, ID_LETTERS))
                .setSchedule(line(body, "schedule")).setKind(kind(body)).setPeople(body.strings("people").stream().map(
                        String::strip).toList()).setFrom(from).setUntil(until(body, from)).setAuthor(line(body,
                                "author")).setReason(line(body, "reason")).setSetAt(now).build();
    }

    /** One line that must be there. */
    static String line(JsonBody body, String name) {
        return plain(body.string(name).orElse(""), name);
    }

    static String plain(String written, String name) {
        var text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST_LINE || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest(name + " is required: one line of at most " + LONGEST_LINE
                    + " characters");
        }
        return text;
    }

    private static OnCallChangeKind kind(JsonBody body) {
        return switch (body.string("kind").orElse("override")) {
            case "override" -> OnCallChangeKind.OVERRIDE;
            case "swap" -> OnCallChangeKind.SWAP;
            default -> throw ProblemException.badRequest("kind must be override or swap");
        };
    }

    private static Instant until(JsonBody body, Instant from) {
        var end = instant(body, "until");
        var length = body.string("for").map(String::strip);
        if (end.isPresent() == length.isPresent()) {
            throw ProblemException.badRequest(
                    "either until (such as 2026-11-21T06:00:00Z) or for (such as 2h) is required");
        }
        return end.orElseGet(() -> from.plus(Durations.parse(length.orElseThrow()).filter(Duration::isPositive)
                .orElseThrow(() -> ProblemException.badRequest("for must be a duration such as "
                        + Durations.EXAMPLES))));
    }

    private static Optional<Instant> instant(JsonBody body, String name) {
        try {
            return body.string(name).map(Instant::parse).map(at -> Instant.ofEpochMilli(at.toEpochMilli()));
        } catch (DateTimeException | ArithmeticException wrong) {
            throw ProblemException.badRequest(name + " must be an instant such as 2026-11-21T06:00:00Z");
        }
    }
}
