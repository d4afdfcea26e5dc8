package dev.tocsin.policy.emergency;

/** The way of emergency pages to people. Alert-ingest is given one, so that it depends on no sender of messages. */
public interface EmergencyChannel extends AutoCloseable {

    /** What became of an attempt. */
    sealed interface Sent {

        /** The receiver took it. */
        record Delivered() implements Sent {}

        /**
         * It did not arrive, or nobody knows.
         *
         * @param reason
         *            in a sentence, without secrets
         * @param mayHaveArrived
         *            whether the next attempt may be a repeat
         */
        record Failed(String reason, boolean mayHaveArrived) implements Sent {}
    }

    /** None: a process of alert-ingest that cannot send. */
    EmergencyChannel NONE = new EmergencyChannel() {
        @Override
        public Sent send(EmergencyRules rules, EmergencyMessage message) {
            return new Sent.Failed("this process has no channels; run it as 'tocsin ingest' or 'tocsin up'", false);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Makes one attempt, within about ten seconds. Never throws. */
    Sent send(EmergencyRules rules, EmergencyMessage message);

    @Override
    void close();
}
