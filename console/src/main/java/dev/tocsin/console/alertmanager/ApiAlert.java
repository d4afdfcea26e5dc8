package dev.tocsin.console.alertmanager;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An alert as Alertmanager's API lists it ({@code gettableAlert}). Lists are never null: karma stops at null. */
record ApiAlert(Map<String, String> labels, Map<String, String> annotations, List<Receiver> receivers,
        String fingerprint, Instant startsAt, Instant updatedAt, Instant endsAt, String generatorURL, Status status) {

    /**
     * Its state.
     *
     * @param state
     *            active or suppressed
     * @param silencedBy
     *            ids of silences
     * @param inhibitedBy
     *            why its incident pages nobody, apart from silences
     */
    record Status(String state, List<String> silencedBy, List<String> inhibitedBy, List<String> mutedBy) {}

    /** A ladder of the policy. */
    record Receiver(String name) {}

    boolean isSilenced() {
        return !status.silencedBy().isEmpty();
    }

    boolean isInhibited() {
        return !status.inhibitedBy().isEmpty();
    }
}
