package dev.tocsin.policy.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Names of one kind of thing: each is a name, stands once, and is known where it is used. */
final class Names {

    /** Stands for a name that could not be read where it was given, and that any name may mean. */
    static final String UNREADABLE = "";

    private final String kind;
    private final Findings findings;
    private final Map<String, SourcePosition> seen = new HashMap<>();

    /**
     * Names to be given.
     *
     * @param kind
     *            what a person calls what they name
     */
    Names(String kind, Findings findings) {
        this.kind = kind;
        this.findings = findings;
    }

    /** Takes a name that is given here, and reports it when it is none or was given before. */
    void give(Scalar name) {
        Section.checkName(name, kind, findings);
        give(name.text(), name.place());
    }

    /** Takes a name whose form was checked, and reports it when it was given before. */
    void give(String name, SourcePosition place) {
        var earlier = seen.putIfAbsent(name, place);
        if (earlier != null) {
            findings.add(place,
                    kind + " '" + Section.shortened(name) + "' is defined twice",
                    "give it another id; it is first defined in line " + earlier.line());
        }
    }

    /** Whether a name that is used here was given somewhere; reported when not. */
    static boolean isKnown(Scalar name, String kind, Collection<String> known, Findings findings) {
        if (known.contains(name.text()) || known.contains(UNREADABLE)) {
            return true;
        }
        findings.add(name.place(), "unknown " + kind + " '" + Section.shortened(name.text()) + "'",
                Nearest.advice(name.text(), known));
        return false;
    }

    /** One of a few words; empty and reported when it is another one. */
    static boolean isOneOf(Scalar word, String key, Collection<String> words, Findings findings) {
        if (words.contains(word.text())) {
            return true;
        }
        findings.add(word.place(), "'" + key + "' cannot be '" + Section.shortened(word.text()) + "'",
                Nearest.to(word.text(), words).map(near -> "write '" + near + "'")
                        .orElseGet(() -> "write " + String.join(" or ", words)));
        return false;
    }
}
