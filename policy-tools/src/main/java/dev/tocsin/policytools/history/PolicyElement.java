package dev.tocsin.policytools.history;

/**
 * An element of a policy text.
 *
 * @param section
 *            rules, fallback, severities, ladders, schedules, targets, ...
 * @param name
 *            ID or name in the section; empty for the whole section
 */
public record PolicyElement(String section, String name) {

    /** For people: {@code ladder urgent}. */
    public String words() {
        return name.isEmpty() ? section : PolicyDiff.singular(section) + " " + name;
    }
}
