package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.google.re2j.PatternSyntaxException;
import dev.tocsin.event.Matcher;
import dev.tocsin.policy.condition.WrittenMatchers;

/**
 * One text under {@code matchers}, read as Alertmanager reads it: by the classic parser (prometheus/alertmanager,
 * pkg/labels/parse.go), and what that does not understand by the one for UTF-8 names (matchers/parse), which is also the order
 * of Alertmanager's own fallback.
 */
final class MatcherLine {

    private static final Pattern MATCHER = Pattern.compile(
            "(?s)[\\t\\n\\f\\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\\t\\n\\f\\r ]*(=~|=|!=|!~)[\\t\\n\\f\\r ]*(.*?)[\\t\\n\\f\\r ]*");

    private MatcherLine() {}

    /** The matchers, or what is wrong. */
    record Read(List<Matcher> matchers, String problem) {

        Read {
            matchers = List.copyOf(matchers);
        }

        private static Read wrong(String problem) {
            return new Read(List.of(), problem);
        }

        boolean isWrong() {
            return !problem.isEmpty();
        }
    }

    static Read read(String line) {
        var classic = classic(line);
        if (!classic.isWrong()) {
            return classic;
        }
        var braced = line.strip().startsWith("{") ? line : "{" + line + "}";
        return WrittenMatchers.of(braced).map(found -> regexes(found)).filter(read -> !read.isWrong()).orElse(classic);
    }

    private static Read classic(String line) {
        var text = line.startsWith("{") ? line.substring(1) : line;
        text = text.endsWith("}") ? text.substring(0, text.length() - 1) : text;
        var matchers = new ArrayList<Matcher>();
        for (var token : tokens(text)) {
            var read = one(token);
            if (read.isWrong()) {
                return read;
            }
            matchers.addAll(read.matchers());
        }
        return regexes(matchers);
    }

    /** Parts at commas outside of quotes; what is blank after the last comma is none. */
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        var token = new StringBuilder();
        var quoted = false;
        var escaped = false;
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == ',' && !quoted) {
                tokens.add(token.toString());
                token.setLength(0);
                continue;
            }
            if (character == '"') {
                quoted ^= !escaped;
                escaped = false;
            } else {
                escaped = character == '\\' && !escaped;
            }
            token.append(character);
        }
        if (!token.toString().isBlank()) {
            tokens.add(token.toString().strip());
        }
        return tokens;
    }

    private static Read one(String token) {
        var form = MATCHER.matcher(token);
        if (!form.matches()) {
            return Read.wrong("bad matcher format: " + token);
        }
        return value(form.group(3)).map(value -> new Read(List.of(new Matcher(form.group(1), value, form.group(2)
                .endsWith("~"), form.group(2).startsWith("="))), "")).orElseGet(() -> Read.wrong(
                        "matcher value contains unescaped double quote: " + form.group(3)));
    }

    /** Without quotes and escapes; empty when a quote stands where none may. */
    private static Optional<String> value(String raw) {
        var open = raw.startsWith("\"");
        var text = open ? raw.substring(1) : raw;
        var value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                var next = text.charAt(++i);
                switch (next) {
                    case 'n' -> value.append('\n');
                    case '"', '\\' -> value.append(next);
                    default -> value.append('\\').append(next);
                }
            } else if (character == '"') {
                if (!open || i + 1 < text.length()) {
                    return Optional.empty();
                }
                open = false;
            } else {
                value.append(character);
            }
        }
        return open ? Optional.empty() : Optional.of(value.toString());
    }

    private static Read regexes(List<Matcher> matchers) {
        for (var matcher : matchers) {
            var wrong = matcher.getIsRegex() ? wrongRegex(matcher.getValue()) : Optional.<String>empty();
            if (wrong.isPresent()) {
                return Read.wrong(wrong.get());
            }
        }
        return new Read(matchers, "");
    }

    /** What is wrong with a regular expression (RE2). */
    static Optional<String> wrongRegex(String regex) {
        try {
            com.google.re2j.Pattern.compile("^(?:" + regex + ")$");
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of("'" + regex + "' is not a regular expression (RE2): " + wrong.getDescription());
        }
    }
}
