package dev.tocsin.policy.condition;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.cel.common.CelException;
import dev.cel.common.CelIssue;
import dev.tocsin.policy.yaml.Nearest;

/** Translates errors of the CEL compiler into plain messages with positions. */
final class CelComplaints {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern OVERLOAD = Pattern
            .compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("expected type '[^']*' but found '([^']*)'.*",
            Pattern.DOTALL);

    private static final Map<String, String> WORDS = Map.of("and", "&&", "or", "||", "not", "!");

    private final int[] text;
    private final Subject subject;
    private final ConditionProblems problems;
    private boolean any;

    CelComplaints(String text, Subject subject, ConditionProblems problems) {
        this.subject = subject;
        this.text = text.codePoints().toArray();
        this.problems = problems;
    }

    boolean any() {
        return any;
    }

    private void add(int character, String problem, String writeInstead) {
        any = true;
        problems.add(character, problem, writeInstead);
    }

    /** Of several complaints of the parser the later ones are mostly echoes of the first. */
    void syntax(List<CelIssue> issues) {
        var first = issues.getFirst();
        var message = first.getMessage().replaceAll("\\s+", " ");
        var character = character(first);
        if (message.contains("'<EOF>'")) {
            add(text.length, "the condition is incomplete", "complete it, or close the quote or bracket");
        } else if (message.startsWith("token recognition error at: '=")) {
            add(character, "a single '=' in a CEL condition",
                    "write '==' to compare, or only matchers such as severity=\"critical\"");
        } else if (WORDS.containsKey(wordAt(character))) {
            add(character, "'" + wordAt(character) + "' is not an operator of CEL",
                    "write '" + WORDS.get(wordAt(character)) + "'");
        } else {
            add(character, "not a CEL condition: " + message.replaceFirst(" expecting .*", ""),
                    "write for example labels.severity == \"critical\" && service.startsWith(\"api\")");
        }
    }

    private String wordAt(int character) {
        var end = character;
        while (end < text.length && Character.isLetter(text[end])) {
            end++;
        }
        return new String(text, character, end - character).toLowerCase(Locale.ROOT);
    }

    void types(List<CelIssue> issues) {
        issues.forEach(this::type);
    }

    private void type(CelIssue issue) {
        var message = issue.getMessage();
        var character = character(issue);
        var undeclared = UNDECLARED.matcher(message);
        var field = FIELD.matcher(message);
        var overload = OVERLOAD.matcher(message);
        var result = RESULT.matcher(message);
        if (undeclared.matches()) {
            undeclared(startOfName(character), undeclared.group(1));
        } else if (field.matches()) {
            add(Math.min(character + 1, text.length), subject.title() + " has no '" + field.group(1) + "'",
                    Nearest.advice(field.group(1), subject.fields()));
        } else if (overload.matches()) {
            overload(startOfName(character), overload.group(1), overload.group(2));
        } else if (result.matches()) {
            add(0, "the condition is a " + result.group(1) + ", not true or false",
                    "compare it with a value, such as == \"...\"");
        } else {
            add(character, message.replaceAll("\\s+", " "), "see the CEL section of the policy documentation");
        }
    }

    private void undeclared(int character, String name) {
        var called = character + name.codePointCount(0, name.length()) < text.length
                && text[character + name.codePointCount(0, name.length())] == '(';
        var variables = subject.variables().keySet();
        if (called) {
            add(character, "unknown function '" + name + "'",
                    Nearest.advice(name, new TreeSet<>(List.of("glob", "matches", "businessHours", "startsWith",
                            "endsWith", "contains",
                            "size", "lowerAscii", "duration", "timestamp", "has", "exists", "all"))));
        } else if (name.equals("incident") && variables.contains("alert")) {
            add(character, "unknown name 'incident': rules judge alerts, before there is an incident",
                    "use labels and values; 'incident' is known in 'when' of steps, stakeholders and status pages");
        } else {
            add(character, "unknown name '" + name + "'",
                    Nearest.to(name, variables).map(known -> "write '" + known + "'")
                            .orElseGet(() -> "write labels." + name + " for the label; known: "
                                    + String.join(", ", new TreeSet<>(variables))));
        }
    }

    private void overload(int character, String function, String types) {
        var name = switch (function) {
            case AbsentAware.TEXT, AbsentAware.NUMBER -> "[ ]";
            case AbsentAware.MATCHES -> "matches";
            case AbsentAware.OPEN -> "businessHours";
            default -> function.replace("_", "").replace("@", "");
        };
        var advice = function.equals(AbsentAware.OPEN)
                ? "write businessHours(\"office\") or businessHours(\"office\", time) with the name of a calendar"
                : types.contains("double") && types.contains("int")
                        ? "write the number with a decimal point, such as 5.0, when you compare with == or !="
                        : types.contains("string") && (types.contains("int") || types.contains("double"))
                                ? numberAgainstText(name, types)
                                : function.equals("@in") && types.equals("(string, string)")
                                        ? "write a list, such as in [\"web\"], or use contains"
                                        : "compare values of the same type";
        add(character, "'" + name + "' does not accept " + types.replace("google.protobuf.Timestamp", "timestamp"),
                advice);
    }

    private static String numberAgainstText(String operator, String types) {
        if (types.startsWith("(double")) {
            return "values are numbers: remove the quotes, such as > 5.0";
        }
        return operator.equals("==") || operator.equals("!=")
                ? "labels are texts: put the number in quotes, or compare double(labels.x)"
                : "labels are texts: compare values.x or double(labels.x), such as > 5.0";
    }

    void calendar(int character, String name, Collection<String> calendars) {
        add(character, "unknown calendar '" + name + "'",
                calendars.isEmpty()
                        ? "add it to 'calendars', such as office: {days: [mon, tue, wed, thu, fri], hours: [\"09:00-17:00\"]}"
                        : Nearest.advice(name, calendars));
    }

    void regex(int character, String description) {
        add(character, "not a regular expression (RE2): " + description,
                "correct the expression; CEL requires a doubled \\");
    }

    void other(CelException wrong) {
        add(0, "the condition cannot be compiled: " + String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "),
                "write it more simply");
    }

    /** CEL counts lines from 1 and columns from 0, in code points. */
    private int character(CelIssue issue) {
        var line = issue.getSourceLocation().getLine();
        var at = 0;
        for (int seen = 1; seen < line && at < text.length; at++) {
            if (text[at] == '\n') {
                seen++;
            }
        }
        return Math.clamp((long) at + Math.max(0, issue.getSourceLocation().getColumn()), 0, text.length);
    }

    /** Calls are reported at their bracket; a person looks for the name before it. */
    private int startOfName(int character) {
        var at = character;
        if (at < text.length && text[at] == '(') {
            while (at > 0 && (Character.isLetterOrDigit(text[at - 1]) || text[at - 1] == '_')) {
                at--;
            }
        }
        return at;
    }
}
