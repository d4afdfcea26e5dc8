package dev.tocsin.ingest.emergency;

import java.util.List;

import dev.tocsin.event.Alert;

/** What is to be done now. */
sealed interface EmergencyDecision {

    /** Page about one alert. */
    record PageOne(Alert alert) implements EmergencyDecision {}

    /**
     * Page about many at once.
     *
     * @param alerts
     *            that it names
     * @param more
     *            how many others wait for the next digest
     */
    record PageDigest(List<Alert> alerts, int more) implements EmergencyDecision {

        public PageDigest {
            alerts = List.copyOf(alerts);
        }
    }

    /** Nobody is paged. */
    record Nothing(Reason reason) implements EmergencyDecision {}

    /** Why nobody is paged. */
    enum Reason {
        /** Kafka is there. */
        KAFKA_AVAILABLE("Kafka is available"),
        /** It may come back. */
        NOT_YET("Kafka is not unavailable for as long as the policy allows"),
        /** No such alert. */
        NOTHING_WAITS("no alert that pages waits for Kafka"),
        /** The next digest is not due. */
        DIGEST_NOT_DUE("the last digest was sent moments ago"),
        /** The channel failed a moment ago. */
        RETRY_NOT_DUE("the next attempt is not due");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** In words. */
        String sentence() {
            return sentence;
        }
    }
}
