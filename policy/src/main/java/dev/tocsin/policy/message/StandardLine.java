package dev.tocsin.policy.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lines that describe an incident in every message, as a policy names them. */
public enum StandardLine {
    /** Why the receiver is told. */
    WHY,
    /** The summary. */
    WHAT,
    /** When it began. */
    SINCE,
    /** The response deadline. */
    RESPOND_BY,
    /** That it stands for a storm. */
    STORM,
    /** That alerts fire and resolve repeatedly. */
    FLAPPING,
    /** The incident that explains it. */
    PART_OF,
    /** Customers and security. */
    IMPACT,
    /** Counts, and a row for each alert. */
    ALERTS,
    /** Labels that all alerts share. */
    LABELS,
    /** Who else is told. */
    ALSO_NOTIFIED,
    /** The team. */
    TEAM,
    /** Acknowledgements, while several are needed. */
    ACKNOWLEDGED,
    /** Commander and other roles. */
    ROLES,
    /** The assessment. */
    ASSESSMENT,
    /** The last status update. */
    LAST_UPDATE,
    /** When the next is due. */
    NEXT_UPDATE,
    /** The war room. */
    WAR_ROOM,
    /** The incident's channel. */
    INCIDENT_CHANNEL,
    /** A note. */
    NOTE,
    /** Recent changes. */
    CHANGES,
    /** First steps of the runbook. */
    STEPS,
    /** The runbook. */
    RUNBOOK,
    /** Further links. */
    LINKS;

    /** As it is written in a policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The line of that word. */
    public static Optional<StandardLine> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StandardLine::word).toList();
    }
}
