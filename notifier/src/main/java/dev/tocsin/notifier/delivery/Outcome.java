package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What came of one attempt to tell a receiver something. The reason is for a person and holds no secret. */
public sealed interface Outcome {

    /** Why, in one line. */
    String reason();

    /** HTTP or SMTP status; 0 where there is none. */
    int status();

    /**
     * The receiver took it; what becomes of it there is the receiver's business.
     *
     * @param receipt
     *            what the receiver calls it, empty where it says nothing
     */
    record Delivered(String receipt, int status) implements Outcome {

        public Delivered {
            Objects.requireNonNull(receipt, "receipt");
        }

        @Override
        public String reason() {
            return status == 0 ? "taken" : "taken with " + status;
        }
    }

    /**
     * It failed and may work later.
     *
     * @param asked
     *            how long the receiver asked us to wait
     * @param mayHaveArrived
     *            true when the request went out and its answer was lost, so that a second attempt may be a repeat
     */
    record RetryAfter(Optional<Duration> asked, String reason, int status, boolean mayHaveArrived)
            implements
                Outcome {

        public RetryAfter {
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(reason, "reason");
        }

        /** It certainly did not arrive. */
        public static RetryAfter notArrived(String reason) {
            return new RetryAfter(Optional.empty(), reason, 0, false);
        }

        /** Whether it arrived is not known. */
        public static RetryAfter answerLost(String reason) {
            return new RetryAfter(Optional.empty(), reason, 0, true);
        }
    }

    /** The receiver will never take it like this. */
    record Rejected(String reason, int status) implements Outcome {

        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
