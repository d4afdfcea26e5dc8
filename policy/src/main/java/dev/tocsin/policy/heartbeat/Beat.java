package dev.tocsin.policy.heartbeat;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.Alert;

/** What a call of a heartbeat says. */
public enum Beat {
    /** All is well: the run succeeded. */
    SUCCESS,
    /** A run began. */
    START,
    /** A run failed. */
    FAIL;

    /** Annotation that carries it in the log. */
    static final String ANNOTATION = "beat";

    /** What an alert in the log is as a beat; empty if it is none. */
    public static Optional<Beat> of(Alert alert) {
        if (!HeartbeatAlerts.isHeartbeat(alert)) {
            return Optional.empty();
        }
        var word = alert.getAnnotations().getOrDefault(ANNOTATION, "");
        for (var beat : values()) {
            if (beat.word().equals(word)) {
                return Optional.of(beat);
            }
        }
        return Optional.empty();
    }

    /** Its name in the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
