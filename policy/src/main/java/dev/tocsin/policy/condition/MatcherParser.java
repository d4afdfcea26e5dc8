package dev.tocsin.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Parses a list of matchers in the forms that Alertmanager's configuration accepts (prometheus/alertmanager,
 * docs/configuration.md, "Matcher"): names bare or in quotes, values in double quotes or bare, an optional pair of braces
 * and an optional last comma. In quotes, {@code \"}, {@code \\} and {@code \n} are escapes; any other backslash stays,
 * so that regular expressions need no doubling.
 */
final class MatcherParser {

    private static final String FORM = "write label=\"value\", with one of = != =~ !~, and a comma between two matchers";

    private final int[] text;
    private final ConditionProblems problems;
    private int at;

    MatcherParser(String text, ConditionProblems problems) {
        this.text = text.codePoints().toArray();
        this.problems = problems;
    }

    /** Empty when something was wrong, which was then reported. */
    Optional<List<Matcher>> parse() {
        try {
            return Optional.of(list());
        } catch (Unreadable wrong) {
            problems.add(wrong.at, wrong.getMessage(), wrong.writeInstead);
            return Optional.empty();
        }
    }

    private List<Matcher> list() throws Unreadable {
        var matchers = new ArrayList<Matcher>();
        var braced = accept('{');
        blank();
        while (!atEnd(braced)) {
            matchers.add(matcher());
            blank();
            if (!accept(',')) {
                if (!atEnd(braced)) {
                    throw joined();
                }
            }
            blank();
        }
        if (braced && !accept('}')) {
            throw new Unreadable(at, "missing closing brace");
        }
        blank();
        if (at < text.length) {
            throw new Unreadable(at, "unexpected text after the matchers");
        }
        if (matchers.isEmpty()) {
            throw new Unreadable(0, "no matchers");
        }
        return matchers;
    }

    /** What stands where a comma should. */
    private Unreadable joined() {
        var rest = new String(text, at, Math.min(4, text.length - at)).toLowerCase(Locale.ROOT);
        if (rest.startsWith("and") || rest.startsWith("&&")) {
            return new Unreadable(at, "matchers are joined by a comma, not by '" + rest.substring(0, rest.startsWith(
                    "a")
                            ? 3
                            : 2) + "'", "write a comma instead, or the whole condition in CEL");
        }
        if (rest.startsWith("or") || rest.startsWith("||")) {
            return new Unreadable(at, "matchers cannot be alternatives",
                    "write one|other with =~, two rules, or CEL, such"
                            + " as labels.a == \"x\" || labels.b == \"y\"");
        }
        return new Unreadable(at, "missing comma before the next matcher");
    }

    private boolean atEnd(boolean braced) {
        return at >= text.length || (braced && text[at] == '}');
    }

    private Matcher matcher() throws Unreadable {
        var label = peek() == '"' ? quoted() : bare("missing label name");
        blank();
        var negated = false;
        var regex = false;
        if (accept('=')) {
            regex = accept('~');
        } else if (accept('!')) {
            negated = true;
            regex = accept('~');
            if (!regex && !accept('=')) {
                throw new Unreadable(at, "'!' without '=' or '~'");
            }
        } else {
            throw new Unreadable(at, "missing operator after '" + label + "'");
        }
        if (peek() == '=') {
            throw new Unreadable(at, "'==' cannot be combined with matchers");
        }
        blank();
        var start = at;
        var value = peek() == '"' ? quoted() : bare("missing value of '" + label + "'");
        return regex
                ? new Matcher.Regex(label, pattern(value, start), !negated)
                : new Matcher.Text(label, value, !negated);
    }

    private static Pattern pattern(String value, int start) throws Unreadable {
        try {
            return Matcher.Regex.whole(value);
        } catch (PatternSyntaxException wrong) {
            throw new Unreadable(start, "not a regular expression (RE2): " + wrong.getDescription());
        }
    }

    private String quoted() throws Unreadable {
        var start = at;
        at++;
        var value = new StringBuilder();
        while (at < text.length && text[at] != '"') {
            if (text[at] == '\\' && at + 1 < text.length) {
                at++;
                switch (text[at]) {
                    case '"' -> value.append('"');
                    case '\\' -> value.append('\\');
                    case 'n' -> value.append('\n');
                    default -> value.append('\\').appendCodePoint(text[at]);
                }
            } else {
                value.appendCodePoint(text[at]);
            }
            at++;
        }
        if (!accept('"')) {
            throw new Unreadable(start, "missing closing quote");
        }
        return value.toString();
    }

    private String bare(String missing) throws Unreadable {
        var word = new StringBuilder();
        while (at < text.length && "{}!=~,\\\"'`".indexOf(text[at]) < 0 && !Character.isWhitespace(text[at])) {
            word.appendCodePoint(text[at++]);
        }
        if (word.isEmpty()) {
            throw new Unreadable(at, missing);
        }
        return word.toString();
    }

    private int peek() {
        return at < text.length ? text[at] : -1;
    }

    private boolean accept(int wanted) {
        blankBefore(wanted);
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Blanks may stand before a brace or comma, not inside an operator. */
    private void blankBefore(int wanted) {
        if (wanted == '{' || wanted == '}' || wanted == ',') {
            blank();
        }
    }

    private void blank() {
        while (at < text.length && Character.isWhitespace(text[at])) {
            at++;
        }
    }

    /** The text is no list of matchers. */
    private static final class Unreadable extends Exception {

        private final int at;
        private final String writeInstead;

        Unreadable(int at, String problem) {
            this(at, problem, FORM);
        }

        Unreadable(int at, String problem, String writeInstead) {
            super(problem, null, false, false);
            this.at = at;
            this.writeInstead = writeInstead;
        }
    }
}
