package dev.tocsin.policy.condition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.errorprone.annotations.Immutable;
import com.google.re2j.Pattern;

/**
 * Regular expressions that stand in conditions, compiled once. Holds those only, so the policy bounds it. CEL wants what
 * its functions use to be immutable: this grows only while conditions are compiled, and a pattern gives the same answer
 * whether it is in here or not.
 */
@Immutable
final class RegexCache {

    @SuppressWarnings("Immutable")
    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    /**
     * Takes one that stands in a condition.
     *
     * @throws com.google.re2j.PatternSyntaxException
     *             when it is none
     */
    void add(String regex) {
        compiled.put(regex, Pattern.compile(regex));
    }

    /** Whether a part of the text fits, as CEL's {@code matches} says; time is linear in the text (RE2). */
    boolean matches(String text, String regex) {
        var pattern = compiled.get(regex);
        return (pattern == null ? Pattern.compile(regex) : pattern).matcher(text).find();
    }
}
