package dev.tocsin.policy.channel;

/** Settings that need or exclude each other. */
public sealed interface SettingRule {

    String one();

    String other();

    /**
     * Exactly one of two is there.
     *
     * @param advice
     *            what to write, for the error
     */
    record OneOf(String one, String other, String advice) implements SettingRule {}

    /** Both are there, or neither. */
    record Together(String one, String other) implements SettingRule {}
}
