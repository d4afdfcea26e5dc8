package dev.tocsin.console.silence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SilenceWindow;
import dev.tocsin.schemas.time.Durations;

/** Reads a silence from a request's body; the policy module has the last word on matchers, condition and windows. */
public final class SilenceForm {

    private static final Set<String> MEMBERS = Set.of("id", "kind", "matchers", "condition", "services", "windows",
            "startsAt", "endsAt", "for", "author", "actor", "reason", "hideEverything");
    private static final Set<String> MATCHER = Set.of("name", "value", "isRegex", "isEqual");
    private static final Set<String> WINDOW = Set.of("days", "from", "to", "zone");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_CONDITION = 2_000;
    private static final int MOST = 50;
    private static final Map<String, Object> INSTANT = Map.of("type", "string", "format", "date-time");

    private SilenceForm() {}

    /**
     * @param via
     *            console or api
     * @throws ProblemException
     *             400 with what to write instead
     */
    static SilenceSet read(JsonBody body, String via, Instant now) {
        body.only(MEMBERS);
        var startsAt = instant(body, "startsAt").orElse(now);
        var endsAt = end(body, startsAt);
        if (!endsAt.isAfter(startsAt) || !endsAt.isAfter(now)) {
            throw ProblemException.badRequest("endsAt must be after startsAt and in the future");
        }
        if (Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
            throw ProblemException.badRequest(
                    "A silence lasts at most 366 days. Define permanent silences in the policy.");
        }
        return SilenceSet.newBuilder().setSilenceId(id(body)).setKind(kind(body)).setMatchers(few(body.objects(
                "matchers"), "matchers").stream().map(SilenceForm::matcher).toList()).setCondition(line(body,
                        "condition", LONGEST_CONDITION).orElse("")).setServices(few(body.strings("services"),
                                "services").stream().map(String::strip).filter(it -> !it.isEmpty()).map(
                                        SilenceForm::service).toList())
                .setWindows(few(body.objects("windows"), "windows").stream().map(SilenceForm::window).toList())
                .setStartsAt(startsAt).setEndsAt(endsAt).setAuthor(line(body, "author", LONGEST_LINE).or(() -> line(
                        body, "actor", LONGEST_LINE)).orElse("unknown via " + via)).setReason(line(body, "reason",
                                LONGEST_LINE).orElseThrow(() -> ProblemException.badRequest(
                                        "reason is required")))
                .setHidesEverything(body.bool("hideEverything").orElse(false)).build();
    }

    /** JSON Schema of the body, for the description of the API. */
    public static Map<String, Object> schema() {
        var properties = new TreeMap<String, Object>(Map.of("id", Map.of("type", "string", "pattern", "^" + ID.pattern()
                + "$"), "kind", Map.of("type", "string", "enum", List.of("silence", "maintenance")), "condition", text(
                        LONGEST_CONDITION), "startsAt", INSTANT, "endsAt", INSTANT, "for", Map.of("type", "string",
                                "description", "Duration, such as " + Durations.EXAMPLES + "."), "author", text(
                                        LONGEST_LINE), "actor", text(LONGEST_LINE), "reason", text(LONGEST_LINE),
                "hideEverything", Map.of("type", "boolean")));
        properties.put("services", list(Map.of("type", "string")));
        properties.put("matchers", list(Map.of("type", "object", "additionalProperties", false, "required", List.of(
                "name"), "properties", Map.of("name", text(LONGEST_LINE), "value", Map.of("type", "string"), "isRegex",
                        Map.of("type", "boolean"), "isEqual", Map.of("type", "boolean")))));
        properties.put("windows", list(Map.of("type", "object", "additionalProperties", false, "properties", Map.of(
                "days", Map.of("type", "array", "items", Map.of("type", "string")), "from", Map.of("type", "string"),
                "to", Map.of("type", "string"), "zone", Map.of("type", "string")))));
        return Map.of("type", "object", "additionalProperties", false, "properties", properties, "required", List.of(
                "reason"), "oneOf", List.of(Map.of("required", List.of("for")), Map.of("required", List.of(
                        "endsAt"))));
    }

    private static Map<String, Object> text(int longest) {
        return Map.of("type", "string", "maxLength", longest);
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "maxItems", MOST, "items", items);
    }

    private static Instant end(JsonBody body, Instant startsAt) {
        var length = body.string("for").map(String::strip);
        var end = instant(body, "endsAt");
        if (length.isPresent() == end.isPresent()) {
            throw ProblemException.badRequest(
                    "either for (such as 2h) or endsAt (such as 2026-11-21T06:00:00Z) is required");
        }
        return end.orElseGet(() -> startsAt.plus(duration(length.orElseThrow())));
    }

    private static Duration duration(String written) {
        return Durations.parse(written).filter(Duration::isPositive).orElseThrow(() -> ProblemException.badRequest(
                "for must be a duration such as " + Durations.EXAMPLES));
    }

    private static String id(JsonBody body) {
        var id = body.string("id").orElseGet(() -> UUID.randomUUID().toString());
        if (!ID.matcher(id).matches()) {
            throw ProblemException.badRequest(
                    "id must be 1 to 100 letters, digits, dots, colons, dashes or underscores");
        }
        return id;
    }

    private static SilenceKind kind(JsonBody body) {
        return switch (body.string("kind").orElse("silence")) {
            case "silence" -> SilenceKind.SILENCE;
            case "maintenance" -> SilenceKind.MAINTENANCE;
            default -> throw ProblemException.badRequest("kind must be silence or maintenance");
        };
    }

    private static Matcher matcher(JsonBody body) {
        body.only(MATCHER);
        return Matcher.newBuilder().setName(line(body, "name", LONGEST_LINE).orElseThrow(
                () -> ProblemException.badRequest("name is required in a matcher: the name of a label"))).setValue(body
                        .string("value")
                        .orElse("")).setIsRegex(body.bool("isRegex").orElse(false)).setIsEqual(body.bool("isEqual")
                                .orElse(true)).build();
    }

    private static String service(String name) {
        if (name.contains("*")) {
            throw ProblemException.badRequest("services takes full names, so '" + name
                    + "' matches nothing: list each service, or"
                    + " use a matcher such as service=~\"orders-.*\"");
        }
        return name;
    }

    private static SilenceWindow window(JsonBody body) {
        body.only(WINDOW);
        return SilenceWindow.newBuilder().setDays(body.strings("days")).setFrom(body.string("from").orElse("00:00"))
                .setTo(body.string("to").orElse("24:00")).setZone(body.string("zone").orElse("UTC")).build();
    }

    private static <T> List<T> few(List<T> list, String name) {
        if (list.size() > MOST) {
            throw ProblemException.badRequest(name + " has more than " + MOST + " entries: create several silences");
        }
        return list;
    }

    private static Optional<Instant> instant(JsonBody body, String name) {
        try {
            return body.string(name).map(Instant::parse).map(at -> Instant.ofEpochMilli(at.toEpochMilli()));
        } catch (DateTimeException | ArithmeticException wrong) {
            throw ProblemException.badRequest(name + " must be an instant such as 2026-11-21T06:00:00Z");
        }
    }

    private static Optional<String> line(JsonBody body, String name, int longest) {
        var text = body.string(name).map(String::strip).filter(it -> !it.isEmpty());
        if (text.filter(it -> it.length() > longest || it.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw ProblemException.badRequest(name + " must be one line of at most " + longest + " characters");
        }
        return text;
    }
}
