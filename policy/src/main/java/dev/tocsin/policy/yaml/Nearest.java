package dev.tocsin.policy.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Suggests the nearest known name. */
public final class Nearest {

    private static final int LISTED = 12;
    private static final int LONGEST_COMPARED = 64;
    private static final int SHORTEST_BEGINNING = 3;

    private Nearest() {}

    /** "write 'severity'" when one known name is close to what was written, else the known names. */
    public static String advice(String written, Collection<String> known) {
        return to(written, known).map(name -> "write '" + name + "'").orElseGet(() -> list(known));
    }

    /** The known name that begins with the written one, or else is spelt most like it, when it is alike at all. */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        var given = plain(written);
        var begun = known.stream().filter(name -> given.length() >= SHORTEST_BEGINNING && plain(name).startsWith(given))
                .limit(2).toList();
        if (begun.size() == 1) {
            return Optional.of(begun.getFirst());
        }
        record Candidate(String name, int distance) {}
        return known.stream().map(name -> new Candidate(name, distance(given, plain(name))))
                .filter(candidate -> candidate.distance <= Math.max(1, Math.min(given.length(), 9) / 3))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name)).map(Candidate::name);
    }

    private static String list(Collection<String> known) {
        if (known.isEmpty()) {
            return "none are defined yet";
        }
        var names = known.stream().sorted().limit(LISTED).collect(Collectors.joining(", "));
        return "known: " + names + (known.size() > LISTED ? ", ..." : "");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(" ", "-");
    }

    /**
     * How many characters must be inserted, removed, replaced or swapped with their neighbour (optimal string alignment).
     */
    private static int distance(String left, String right) {
        var rows = new int[left.length() + 1][right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= right.length(); j++) {
                var same = left.charAt(i - 1) == right.charAt(j - 1);
                rows[i][j] = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(rows[i][j - 1], rows[i - 1][j]) + 1);
                if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[left.length()][right.length()];
    }
}
