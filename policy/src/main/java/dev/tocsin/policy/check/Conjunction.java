package dev.tocsin.policy.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts that must all match. */
record Conjunction(Set<Atom> atoms) {

    Conjunction {
        atoms = Set.copyOf(atoms);
    }

    /** Whether this surely holds wherever the other one does. */
    boolean covers(Conjunction other) {
        return atoms.stream().allMatch(atom -> other.atoms.contains(atom) || other.implies(atom));
    }

    private boolean implies(Atom atom) {
        return lists().anyMatch(list -> atom.asks(list.label())
                && list.values().stream().allMatch(value -> atom.allows(list.label(), value)));
    }

    private Stream<Atom.OneOf> lists() {
        return atoms.stream().filter(Atom.OneOf.class::isInstance).map(Atom.OneOf.class::cast)
                .filter(Atom.OneOf::wanted);
    }

    /** Whether it surely never holds. */
    boolean isImpossible() {
        return lists().anyMatch(list -> list.values().stream()
                .noneMatch(value -> atoms.stream().allMatch(atom -> atom.allows(list.label(), value))));
    }

    /** Whether this and the other one surely never hold together. */
    boolean excludes(Conjunction other) {
        return new Conjunction(Set.copyOf(Stream.concat(atoms.stream(), other.atoms.stream()).toList()))
                .isImpossible();
    }

    /** Whether it surely does not hold of alerts with this value of the label. */
    boolean refuses(String label, String value) {
        return atoms.stream().anyMatch(atom -> !atom.allows(label, value));
    }

    /** Whether one of the parts says of the label that it is not this value. */
    boolean excludesWord(String label, String value) {
        return atoms.stream().anyMatch(atom -> !atom.allows(label, value) && switch (atom) {
            case Atom.OneOf(var _, var _, var wanted) -> !wanted;
            case Atom.Fits(var _, var _, var wanted) -> !wanted;
            case Atom.Expression _ -> false;
        });
    }

    static Conjunction of(List<Atom> atoms) {
        return new Conjunction(Set.copyOf(atoms));
    }
}
