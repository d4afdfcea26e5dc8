package dev.tocsin.notifier.channel.publicpage;

import java.util.Locale;
import java.util.stream.Stream;

/** How far an incident is, in the words that all status pages share. */
public enum PublicStatus {
    INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED;

    /** The status of that word; investigating where the word is none of them. */
    static PublicStatus of(String word) {
        return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst().orElse(INVESTIGATING);
    }

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
