package dev.tocsin.policy;

import dev.tocsin.policy.read.PolicyErrors;

/** Small policy files for tests, whole but for the section that a test is about. */
public final class PolicyText {

    /** Stands in front of the character at which an error is expected. */
    static final String HERE = "»";

    private String service = "";
    private String severities = """
            severities:
              - {id: SEV1, title: Critical, ladder: urgent, quiet: 5m, reopen: 1h}
              - {id: SEV2, title: High, ladder: urgent}
            """;
    private String rules = "";
    private String fallback = "";
    private String ladders = """
            ladders:
              urgent: {steps: [{after: 0m, notify: [on-call]}]}
            """;
    private String targets = """
            targets:
              on-call: [{channel: inbox}]
            """;
    private String channels = """
            channels:
              inbox: {type: inbox}
            """;
    private String more = "";

    public static PolicyText aPolicy() {
        return new PolicyText();
    }

    public PolicyText service(String section) {
        service = section;
        return this;
    }

    public PolicyText severities(String section) {
        severities = section;
        return this;
    }

    public PolicyText rules(String section) {
        rules = section;
        return this;
    }

    /** One rule with the given condition, as a literal block. */
    public PolicyText when(String condition) {
        return rules("rules:\n  - id: tried\n    severity: SEV1\n    when: |\n      "
                + condition.replace("\n", "\n      ") + "\n");
    }

    public PolicyText fallback(String section) {
        fallback = section;
        return this;
    }

    public PolicyText ladders(String section) {
        ladders = section;
        return this;
    }

    public PolicyText targets(String section) {
        targets = section;
        return this;
    }

    public PolicyText channels(String section) {
        channels = section;
        return this;
    }

    public PolicyText more(String section) {
        more = section;
        return this;
    }

    public String text() {
        return "policy: test\n" + service + severities + rules + fallback + ladders + targets + channels + more;
    }

    public CompiledPolicy load() {
        try {
            return PolicyLoader.load("test.yml", text());
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
