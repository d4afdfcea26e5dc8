package dev.tocsin.policy.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a template of a message can refer to in braces, besides {@code labels.x}. */
public enum MessageField {
    /** What is new, such as "Resolved by alice"; empty for a page that is sent on time. */
    NEWS(Use.BOTH, false),
    /** The severity; of a digest, the worst. */
    SEVERITY(Use.BOTH, true),
    /** The service. */
    SERVICE(Use.BOTH, false),
    /** The environment. */
    ENVIRONMENT(Use.INCIDENT, false),
    /** The title; of a digest, that of the most severe incident. */
    TITLE(Use.BOTH, true),
    /** First line of the summary. */
    SUMMARY(Use.INCIDENT, false),
    /** The team. */
    TEAM(Use.INCIDENT, false),
    /** The symptom. */
    SYMPTOM(Use.INCIDENT, false),
    /** Such as open or resolved. */
    STATE(Use.INCIDENT, true),
    /** Such as page or resolved. */
    KIND(Use.BOTH, true),
    /** "customers affected", if they are. */
    IMPACT(Use.INCIDENT, false),
    /** Why this receiver is told. */
    REASON(Use.BOTH, false),
    /** Who is told. */
    TARGET(Use.BOTH, true),
    /** Number of alerts that fire. */
    FIRING(Use.INCIDENT, true),
    /** Number of all alerts. */
    TOTAL(Use.INCIDENT, true),
    /** The incident's id. */
    INCIDENT(Use.INCIDENT, true),
    /** Address of the incident in the console. */
    LINK(Use.INCIDENT, false),
    /** Address of the runbook. */
    RUNBOOK(Use.INCIDENT, false),
    /** Who has the role commander. */
    COMMANDER(Use.INCIDENT, false),
    /** What an update or a follow-up says. */
    TEXT(Use.INCIDENT, false),
    /** How many messages a digest tells. */
    MESSAGES(Use.DIGEST, true),
    /** How many incidents a digest tells. */
    INCIDENTS(Use.DIGEST, true);

    /** Before the name of a label that all alerts of an incident share. */
    public static final String LABELS = "labels.";

    private enum Use {
        INCIDENT, DIGEST, BOTH
    }

    private final Use use;
    private final boolean known;

    MessageField(Use use, boolean known) {
        this.use = use;
        this.known = known;
    }

    /** As it is written between braces. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it is never empty. */
    public boolean isAlwaysKnown() {
        return known;
    }

    /** Whether messages about several incidents, or about one, have it. */
    public boolean isOf(boolean digest) {
        return use == Use.BOTH || (use == Use.DIGEST) == digest;
    }

    /** The field of that word. */
    public static Optional<MessageField> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** The words of the fields that a message has. */
    public static List<String> words(boolean digest) {
        return Arrays.stream(values()).filter(it -> it.isOf(digest)).map(MessageField::word).toList();
    }
}
