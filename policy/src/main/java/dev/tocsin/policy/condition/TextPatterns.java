package dev.tocsin.policy.condition;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells globs, regular expressions and plain texts apart by their looks. */
final class TextPatterns {

    private static final Pattern GLOB = Pattern.compile("[\\w./-]*\\w\\*|\\*[\\w./-]+\\*?");
    private static final Pattern ALTERNATIVES = Pattern.compile("[\\w.-]+(\\|[\\w.-]+)+");
    private static final Pattern REPEATED_LETTER = Pattern.compile("[\\w-]*\\w{2}\\*");
    private static final Pattern REGEX = Pattern.compile(".*(\\.[*+]|\\\\|\\^|\\$|\\(|\\|).*", Pattern.DOTALL);

    private TextPatterns() {}

    /** {@code web*} or {@code *web}, and not a regular expression. */
    static boolean looksLikeGlob(String value) {
        return GLOB.matcher(value).matches();
    }

    /** {@code critical|page}. */
    static boolean looksLikeAlternatives(String value) {
        return ALTERNATIVES.matcher(value).matches();
    }

    /** What somebody means who writes {@code web*} for a regular expression; empty for all others. */
    static Optional<String> globInRegex(String value) {
        return REPEATED_LETTER.matcher(value).matches()
                ? Optional.of(value.substring(0, value.length() - 1) + ".*")
                : Optional.empty();
    }

    /** {@code web.*}, {@code ^web} or {@code web|api}, none of which means anything in a glob. */
    static boolean looksLikeRegex(String value) {
        return REGEX.matcher(value).matches();
    }

    /** The expression of a matcher without the anchors that it is compiled with. */
    static String written(Matcher.Regex regex) {
        var pattern = regex.pattern().pattern();
        return pattern.substring("^(?:".length(), pattern.length() - ")$".length());
    }
}
