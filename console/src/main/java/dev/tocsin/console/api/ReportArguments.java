package dev.tocsin.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.CommandKind;

/** What commands need that say how an incident stands, what was done and what is to be done; checked for form. */
final class ReportArguments {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_TASK = 500;
    private static final int LONGEST_NAME = 100;
    private static final Pattern FOR = Pattern.compile("[1-9][0-9]{0,4}[smhd]([1-9][0-9]{0,4}[smhd])*");
    private static final List<String> AUDIENCES = List.of("inside", "outside", "both");
    private static final List<String> STATUSES = List.of("investigating", "identified", "monitoring", "resolved");

    private final JsonBody body;
    private final Map<String, String> read = new TreeMap<>();

    private ReportArguments(JsonBody body) {
        this.body = body;
    }

    /**
     * Reads them.
     *
     * @throws ProblemException
     *             400
     */
    static Map<String, String> read(CommandKind kind, JsonBody body) {
        var arguments = new ReportArguments(body);
        return switch (kind) {
            case MITIGATE -> arguments.text("action", LONGEST).text("next", LONGEST).read;
            case RESOLVE -> arguments.text("cause", LONGEST).text("fix", LONGEST).text("impact", LONGEST).address(
                    "review").read;
            case ASSESS -> arguments.needed("assessment", LONGEST).read;
            case POST_UPDATE -> arguments.needed("text", LONGEST).word("audience", AUDIENCES).word("status", STATUSES)
                    .length("next").read;
            case PAUSE_CLOCKS -> arguments.line("phase").needed("reason", LONGEST).length("for").read;
            case RESUME_CLOCKS -> arguments.line("phase").read;
            case ADD_TASK -> arguments.needed("task", LONGEST_TASK).line("owner").moment("due").read;
            case ASSIGN_TASK -> arguments.needed("task", LONGEST_NAME).owner().moment("due").read;
            case COMPLETE_TASK -> arguments.needed("task", LONGEST_NAME).read;
            default -> throw new IllegalArgumentException(kind + " has no report arguments");
        };
    }

    private ReportArguments needed(String name, int longest) {
        text(name, longest);
        if (!read.containsKey(name)) {
            throw ProblemException.badRequest(name + " is required");
        }
        return this;
    }

    /** Several lines, where they are there. */
    private ReportArguments text(String name, int longest) {
        var text = body.string(name).map(String::strip).orElse("");
        if (text.length() > longest || text.chars().anyMatch(letter -> Character.isISOControl(letter) && letter != '\n'
                && letter != '\r' && letter != '\t')) {
            throw ProblemException.badRequest(name + " must be at most " + longest
                    + " characters, without control characters");
        }
        return put(name, text);
    }

    private ReportArguments line(String name) {
        text(name, LONGEST_NAME);
        if (read.getOrDefault(name, "").chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest(name + " must be one line");
        }
        return this;
    }

    /** An empty one takes the task away from who has it. */
    private ReportArguments owner() {
        line("owner");
        body.string("owner").map(String::strip).filter(String::isEmpty).ifPresent(nobody -> read.put("owner", nobody));
        return this;
    }

    private ReportArguments word(String name, List<String> words) {
        var word = body.string(name).map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse("");
        if (!word.isEmpty() && !words.contains(word)) {
            throw ProblemException.badRequest(name + " must be one of " + String.join(", ", words));
        }
        return put(name, word);
    }

    private ReportArguments address(String name) {
        text(name, LONGEST);
        if (read.containsKey(name) && !read.get(name).matches("(?i)https?://\\S+")) {
            throw ProblemException.badRequest(name + " must be a URL that begins with https:// or http://");
        }
        return this;
    }

    private ReportArguments length(String name) {
        var length = body.string(name).map(String::strip).orElse("");
        if (!length.isEmpty() && !FOR.matcher(length).matches()) {
            throw ProblemException.badRequest(name + " must be a duration such as 30m or 2h");
        }
        return put(name, length);
    }

    private ReportArguments moment(String name) {
        var moment = body.string(name).map(String::strip).orElse("");
        if (moment.isEmpty() || FOR.matcher(moment).matches()) {
            return put(name, moment);
        }
        try {
            return put(name, Instant.parse(moment).toString());
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest(name
                    + " must be a duration such as 2d, or an instant such as 2026-11-24T08:00:00Z");
        }
    }

    private ReportArguments put(String name, String text) {
        if (!text.isEmpty()) {
            read.put(name, text);
        }
        return this;
    }
}
