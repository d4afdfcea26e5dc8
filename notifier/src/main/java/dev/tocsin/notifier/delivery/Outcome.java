package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Outcome of one attempt. The reason is for people and contains no secret. */
public sealed interface Outcome {

    /** Why, in one line. */
    String reason();

    /** HTTP or SMTP status; 0 where there is none. */
    int status();

    /** What an attempt tells about the receiver, whatever became of the message. */
    enum Reachability {
        /** It answered. */
        ANSWERED,
        /** No connection, no answer in time, or 5xx. */
        OUTAGE,
        /** It was not asked, or asked for time. */
        UNTRIED
    }

    /** What it tells about the receiver. */
    Reachability reachability();

    /**
     * The receiver accepted the message.
     *
     * @param receipt
     *            the receiver's id of the message, or empty
     * @param remark
     *            what is to be known of the message; empty as a rule
     */
    record Delivered(String receipt, int status, Optional<String> remark) implements Outcome {

        public Delivered {
            Objects.requireNonNull(receipt, "receipt");
            Objects.requireNonNull(remark, "remark");
        }

        /** With nothing to remark. */
        public Delivered(String receipt, int status) {
            this(receipt, status, Optional.empty());
        }

        @Override
        public String reason() {
            return (status == 0 ? "accepted" : "accepted with " + status) + remark.map(it -> "; " + it).orElse("");
        }

        @Override
        public Reachability reachability() {
            return Reachability.ANSWERED;
        }
    }

    /**
     * The attempt failed; a retry may succeed.
     *
     * @param asked
     *            how long the receiver asked us to wait
     * @param mayHaveArrived
     *            true if the request was sent and the response was lost, so that a retry may be a duplicate
     */
    record RetryAfter(Optional<Duration> asked, String reason, int status, boolean mayHaveArrived)
            implements
                Outcome {

        public RetryAfter {
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(reason, "reason");
        }

        /** The message certainly did not arrive. */
        public static RetryAfter notArrived(String reason) {
            return new RetryAfter(Optional.empty(), reason, 0, false);
        }

        /** It is unknown whether the message arrived. */
        public static RetryAfter answerLost(String reason) {
            return new RetryAfter(Optional.empty(), reason, 0, true);
        }

        @Override
        public Reachability reachability() {
            if (status / 100 == 5) {
                return Reachability.OUTAGE;
            }
            if (status == 0 || status == 408) {
                return asked.isPresent() ? Reachability.UNTRIED : Reachability.OUTAGE;
            }
            return Reachability.ANSWERED;
        }
    }

    /** The receiver rejects the message permanently. */
    record Rejected(String reason, int status) implements Outcome {

        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Reachability reachability() {
            return status == 0 ? Reachability.UNTRIED : Reachability.ANSWERED;
        }
    }
}
