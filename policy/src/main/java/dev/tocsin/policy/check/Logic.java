package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.policy.condition.WrittenMatchers;

/**
 * Takes conditions apart into alternatives of parts, as far as that is surely right: matchers whole, CEL at {@code ||} and
 * {@code &&} outside of everything. What is not understood stays a part of its own, equal only to its like.
 */
final class Logic {

    private static final String LABEL = "labels(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\"([^\"\\\\]*)\"\\])";
    private static final String TEXT = "\"([^\"\\\\]*)\"";
    private static final Pattern COMPARED = Pattern.compile(LABEL + "\\s*(==|!=)\\s*" + TEXT);
    private static final Pattern LISTED = Pattern
            .compile(LABEL + "\\s+in\\s+\\[\\s*(" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*)\\s*\\]");
    private static final Pattern WORD = Pattern.compile(TEXT);

    private Logic() {}

    /** The alternatives; an empty list of parts holds always. */
    static List<Conjunction> of(Optional<String> when) {
        return when.map(Logic::of).orElse(List.of(Conjunction.of(List.of())));
    }

    static List<Conjunction> of(String when) {
        return WrittenMatchers.of(when)
                .map(matchers -> List.of(Conjunction.of(matchers.stream().map(Atom::of).toList())))
                .orElseGet(() -> alternatives(when.strip()));
    }

    private static List<Conjunction> alternatives(String cel) {
        var pieces = new CelPieces(cel);
        if (!pieces.areClear()) {
            return List.of(Conjunction.of(List.of(new Atom.Expression(cel))));
        }
        var alternatives = new ArrayList<Conjunction>();
        for (var alternative : pieces.split("||")) {
            var inner = unwrapped(alternative);
            if (!inner.equals(alternative)) {
                alternatives.addAll(alternatives(inner));
            } else {
                var atoms = new ArrayList<Atom>();
                new CelPieces(alternative).split("&&").forEach(part -> atom(unwrapped(part)).ifPresent(atoms::add));
                alternatives.add(Conjunction.of(atoms));
            }
        }
        return alternatives;
    }

    private static String unwrapped(String text) {
        return new CelPieces(text).unwrapped();
    }

    /** Empty for what holds always. */
    private static Optional<Atom> atom(String cel) {
        if (cel.equals("true")) {
            return Optional.empty();
        }
        var compared = COMPARED.matcher(cel);
        if (compared.matches()) {
            return Optional.of(new Atom.OneOf(label(compared.group(1), compared.group(2)), Set.of(compared.group(4)),
                    compared.group(3).equals("==")));
        }
        var listed = LISTED.matcher(cel);
        if (listed.matches()) {
            return Optional.of(new Atom.OneOf(label(listed.group(1), listed.group(2)), WORD.matcher(listed.group(3))
                    .results().map(word -> word.group(1)).collect(Collectors.toSet()), true));
        }
        return Optional.of(new Atom.Expression(cel));
    }

    private static String label(String bare, String quoted) {
        var name = bare == null ? quoted : bare;
        return name.equals("service") || name.equals("alertname") ? "labels." + name : name;
    }
}
