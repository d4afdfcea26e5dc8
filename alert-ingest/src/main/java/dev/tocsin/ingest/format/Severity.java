package dev.tocsin.ingest.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one table from senders' words for urgency to the values of the label {@code severity}. The words are those of
 * Datadog, Opsgenie and PagerDuty ({@code P1} to {@code P5}), Azure ({@code Sev0} to {@code Sev4}), Zabbix, Google Cloud,
 * New Relic, Security Hub, syslog and Prometheus.
 */
public enum Severity {
    CRITICAL("critical", "crit", "p1", "sev0", "disaster", "fatal", "emergency", "emerg", "alert", "page", "blocker"), //
    HIGH("high", "p2", "major", "urgent", "severe"), //
    ERROR("error", "err", "sev1", "average", "failure", "failed"), //
    WARNING("warning", "warn", "p3", "sev2", "medium", "moderate"), //
    LOW("low", "p4", "minor", "notice"), //
    INFO("info", "information", "informational", "p5", "sev3", "sev4", "verbose", "debug", "none", "no severity",
            "not classified", "ok", "success");

    private static final Map<String, Severity> BY_WORD = byWord();

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    Severity(String... words) {
        this.words = List.of(words);
    }

    private static Map<String, Severity> byWord() {
        var all = new HashMap<String, Severity>();
        for (var severity : values()) {
            severity.words.forEach(word -> all.put(word, severity));
        }
        return Map.copyOf(all);
    }

    /** What a word means; empty for a word that nobody knows. */
    public static Optional<Severity> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.strip().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }

    /** As the label has it. */
    public String label() {
        return words.getFirst();
    }
}
