package dev.tocsin.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.CommandKind;

/** Arguments of each kind of command. Checks their form; the correlator validates the rest. */
final class CommandArguments {

    private static final int LONGEST = 200;
    private static final int MOST_ALERTS = 100;
    private static final Pattern FOR = Pattern.compile("[1-9][0-9]{0,4}[smhd]([1-9][0-9]{0,4}[smhd])*");
    private static final Pattern INCIDENT = Pattern.compile("[A-Za-z0-9-]{3,80}");

    private CommandArguments() {}

    /** Fields of the body, by kind. */
    static Set<String> names(CommandKind kind) {
        return switch (kind) {
            case SET_SEVERITY -> Set.of("severity");
            case ASSIGN_ROLE -> Set.of("role", "person");
            case SNOOZE -> Set.of("for", "until");
            case ESCALATE -> Set.of("to");
            case MERGE -> Set.of("into");
            case SPLIT -> Set.of("alerts");
            case MOVE -> Set.of("alerts", "to");
            case SET_CONFIDENTIAL -> Set.of("confidential");
            case MITIGATE -> Set.of("action", "next");
            case RESOLVE -> Set.of("cause", "fix", "impact", "review");
            case ASSESS -> Set.of("assessment");
            case POST_UPDATE -> Set.of("text", "audience", "status", "next");
            case PAUSE_CLOCKS -> Set.of("phase", "reason", "for");
            case RESUME_CLOCKS -> Set.of("phase");
            case ADD_TASK, ASSIGN_TASK -> Set.of("task", "owner", "due");
            case COMPLETE_TASK -> Set.of("task");
            case ACKNOWLEDGE, UNACKNOWLEDGE, ADD_NOTE, CLOSE, REOPEN, MITIGATION_FAILED, UNKNOWN -> Set.of();
        };
    }

    /**
     * Reads the arguments.
     *
     * @throws ProblemException
     *             400
     */
    static Map<String, String> read(CommandKind kind, JsonBody body) {
        return switch (kind) {
            case SET_SEVERITY -> Map.of("severity", text(body, "severity", "such as SEV1"));
            case ASSIGN_ROLE -> Map.of("role", text(body, "role", "such as commander"), "person", person(body));
            case SNOOZE -> snooze(body);
            case ESCALATE -> Map.of("to", text(body, "to", "an escalation or target of the policy"));
            case MERGE -> Map.of("into", incident(body, "into"));
            case SPLIT -> Map.of("alerts", alerts(body));
            case MOVE -> Map.of("alerts", alerts(body), "to", incident(body, "to"));
            case SET_CONFIDENTIAL -> Map.of("confidential", body.bool("confidential").orElseThrow(
                    () -> ProblemException.badRequest("confidential is required: true or false")).toString());
            case MITIGATE, RESOLVE, ASSESS, POST_UPDATE, PAUSE_CLOCKS, RESUME_CLOCKS, ADD_TASK, ASSIGN_TASK,
                    COMPLETE_TASK -> ReportArguments.read(kind, body);
            case ACKNOWLEDGE, UNACKNOWLEDGE, ADD_NOTE, CLOSE, REOPEN, MITIGATION_FAILED, UNKNOWN -> Map.of();
        };
    }

    private static Map<String, String> snooze(JsonBody body) {
        var length = body.string("for");
        var until = body.string("until");
        if (length.isPresent() == until.isPresent()) {
            throw ProblemException.badRequest(
                    "either for (such as 30m) or until (such as 2026-11-21T06:00:00Z) is required");
        }
        if (length.isPresent()) {
            if (!FOR.matcher(length.get()).matches()) {
                throw ProblemException.badRequest("for must be a duration such as 30m or 2h");
            }
            return Map.of("for", length.get());
        }
        try {
            return Map.of("until", Instant.parse(until.orElseThrow()).toString());
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest("until must be an instant such as 2026-11-21T06:00:00Z");
        }
    }

    /** An empty name unassigns the role. */
    private static String person(JsonBody body) {
        return body.string("person").map(String::strip).filter(CommandArguments::isOneLine).orElseThrow(
                () -> ProblemException.badRequest(
                        "person is required: a name, or an empty string to unassign the role"));
    }

    private static String incident(JsonBody body, String name) {
        return body.string(name).map(String::strip).filter(INCIDENT.asMatchPredicate()).orElseThrow(
                () -> ProblemException.badRequest(name + " must be the ID of another incident"));
    }

    private static String alerts(JsonBody body) {
        List<String> alerts = body.strings("alerts");
        if (alerts.isEmpty() || alerts.size() > MOST_ALERTS || alerts.stream().anyMatch(alert -> alert.isBlank()
                || alert.chars().anyMatch(Character::isISOControl))) {
            throw ProblemException.badRequest("alerts must be a list of 1 to " + MOST_ALERTS
                    + " alert identities of this incident");
        }
        return String.join("\n", alerts);
    }

    private static String text(JsonBody body, String name, String such) {
        return body.string(name).map(String::strip).filter(it -> !it.isEmpty()).filter(CommandArguments::isOneLine)
                .orElseThrow(
                        () -> ProblemException.badRequest(name + " is required: one line, " + such));
    }

    private static boolean isOneLine(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
