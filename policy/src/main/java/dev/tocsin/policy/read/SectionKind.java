package dev.tocsin.policy.read;

import java.util.List;

/** The mappings of a policy file and the keys that each knows. The JSON Schema for editors is held to this list. */
public enum SectionKind {
    POLICY("the policy", "policy", "service", "severities", "defaults", "rules", "fallback", "ladders", "targets",
            "channels", "link"), //
    SERVICE("'service'", "labels"), //
    SEVERITY("a severity", "id", "title", "ladder", "quiet", "reopen"), //
    RULE("a rule", "id", "question", "when", "severity", "correlate-by", "ladder", "set"), //
    FALLBACK("'fallback'", "question", "severity", "correlate-by", "ladder", "set"), //
    DEFAULTS("'defaults'", "correlate-by", "set"), //
    SET("'set'", "environment", "team", "symptom", "runbook", "title", "customer-facing", "security"), //
    LADDER("a ladder", "steps", "repeat", "repeat-after"), //
    STEP("a step", "after", "notify"), //
    ADDRESS("an address", "channel", "address"), //
    LINK("'link'", "console"), //
    SECRET("a secret reference", "env", "file");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    SectionKind(String title, String... keys) {
        this.title = title;
        this.keys = List.of(keys);
    }

    /** What a person calls it. */
    public String title() {
        return title;
    }

    /** The keys it knows, in the order in which one writes them. */
    public List<String> keys() {
        return keys;
    }
}
