package dev.tocsin.correlator.incident.member;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.tocsin.event.Alert;

/**
 * The words of an alert without addresses, ids and numbers, so that the same message about two hosts gives the same words.
 */
public final class MessagePattern {

    private static final int KEPT = 64;
    private static final int SHORTEST = 2;
    private static final Pattern APART = Pattern.compile("[\\s,;()\\[\\]{}<>\"'|=]+");
    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}]+");
    private static final Pattern DOTTED = Pattern.compile("\\p{L}\\.\\p{L}");
    private static final Pattern HEX = Pattern.compile("[a-f]{8,}");
    private static final int LONGEST_TEXT = 2_000;

    private MessagePattern() {}

    /** Of its name, summary and description: lower case, sorted, each once, at most 64. */
    public static List<String> of(Alert alert) {
        var words = new TreeSet<String>();
        var text = String.join(" ", alert.getName(), alert.getSummary(), alert.getDescription());
        for (var token : APART.split(text.substring(0, Math.min(text.length(), LONGEST_TEXT)).toLowerCase(Locale.ROOT),
                -1)) {
            if (!isAddress(token) && !isNumbered(token)) {
                PUNCTUATION.splitAsStream(token).filter(word -> word.length() >= SHORTEST).forEach(words::add);
            }
        }
        return words.stream().limit(KEPT).toList();
    }

    /** Host names, mail addresses, addresses on the web, paths. */
    private static boolean isAddress(String token) {
        return token.indexOf('@') >= 0 || token.indexOf('/') != token.lastIndexOf('/') || token.contains("::")
                || DOTTED.matcher(token).find();
    }

    /** Numbers, versions, internet addresses, uuids, hashes, and names that are counted, such as db-1. */
    private static boolean isNumbered(String token) {
        return token.chars().anyMatch(Character::isDigit) || HEX.matcher(token).matches();
    }

    /** Words that both have, of all words that either has (Jaccard): 0 to 1; 0 where one has none. */
    public static double overlap(Collection<String> some, Collection<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return 0;
        }
        var all = new HashSet<>(some);
        all.addAll(others);
        return (double) (some.size() + others.size() - all.size()) / all.size();
    }

    /** Those that both have, in order. */
    public static List<String> shared(Collection<String> some, Collection<String> others) {
        return some.stream().filter(others::contains).sorted().toList();
    }
}
