package dev.tocsin.correlator.suppress;

import java.util.Optional;

import dev.tocsin.state.HeldBy;

/**
 * Which held alerts are looked at again, as the subject of a timer says it.
 *
 * @param holder
 *            id of the silence, or identity of the alert that inhibits; empty: all alerts that are held
 * @param after
 *            those up to this identity were looked at already
 */
record Recheck(Optional<String> holder, Optional<String> after) {

    private static final String AFTER = "\nafter ";

    static Recheck atAll() {
        return new Recheck(Optional.empty(), Optional.empty());
    }

    static Recheck at(String holder) {
        return new Recheck(Optional.of(holder), Optional.empty());
    }

    /** What holds an alert, as {@link #holder} names it. */
    static String holder(HeldBy by) {
        return by.getSource().isEmpty() ? by.getId() : by.getSource();
    }

    static Recheck parse(String subject) {
        var end = subject.indexOf(AFTER);
        var holder = end < 0 ? subject : subject.substring(0, end);
        return new Recheck(Optional.of(holder).filter(text -> !text.isEmpty()),
                end < 0 ? Optional.empty() : Optional.of(subject.substring(end + AFTER.length())));
    }

    Recheck goingOn(String identity) {
        return new Recheck(holder, Optional.of(identity));
    }

    String subject() {
        return holder.orElse("") + after.map(identity -> AFTER + identity).orElse("");
    }
}
