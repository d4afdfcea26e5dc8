package dev.tocsin.ingest.format;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.policy.heartbeat.Beat;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/** What a format makes of a request. */
public sealed interface Reading {

    /**
     * It holds alerts.
     *
     * @param alerts
     *            at least one, each identity at most once
     * @param folded
     *            how many were repeats inside the body
     * @param leftOut
     *            why some of the body's alerts could not be read, if so; the whole body then also goes to quarantine
     * @param reply
     *            what the sender or the person is told
     */
    record Alerts(List<Alert> alerts, int folded, Optional<Refusal> leftOut, Reply reply) implements Reading {
        public Alerts {
            alerts = List.copyOf(alerts);
        }

        /** With the answer that all sources get. */
        public Alerts(List<Alert> alerts, int folded, Optional<Refusal> leftOut) {
            this(alerts, folded, leftOut, Reply.STANDARD);
        }

        /** One alert, nothing folded, nothing left out. */
        public static Alerts of(Alert alert) {
            return new Alerts(List.of(alert), 0, Optional.empty());
        }
    }

    /**
     * It says what was changed.
     *
     * @param changes
     *            at least one, each id at most once
     * @param notTaken
     *            how many others there were: repeats inside the body, and those that could not be read
     * @param leftOut
     *            why some could not be read, if so; the whole body then also goes to quarantine
     */
    record Changes(List<Change> changes, int notTaken, Optional<Refusal> leftOut) implements Reading {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * It says what people answered where they were paged, or what became of a page.
     *
     * @param reports
     *            bulletins about pages, each to the log of its incident
     * @param reply
     *            what the vendor or the person is told
     */
    record Answers(List<Command> commands, List<Bulletin> reports, Reply reply) implements Reading {
        public Answers {
            commands = List.copyOf(commands);
            reports = List.copyOf(reports);
        }

        /** With the answer that all sources get. */
        public Answers(List<Command> commands) {
            this(commands, List.of(), Reply.STANDARD);
        }
    }

    /**
     * It is a call of a heartbeat.
     *
     * @param name
     *            of the heartbeat
     * @param why
     *            what is known of a failure, may be empty
     * @param text
     *            what the sender said, may be empty
     */
    record HeartbeatCall(String name, Beat beat, String why, String text) implements Reading {}

    /**
     * It is understood and holds no alert.
     *
     * @param detail
     *            in a sentence, for a person
     * @param reply
     *            what the vendor or the person is told
     */
    record NoAlert(NoAlertReason reason, String detail, Reply reply) implements Reading {

        /** With the answer that all sources get. */
        public NoAlert(NoAlertReason reason, String detail) {
            this(reason, detail, Reply.STANDARD);
        }
    }

    /** It cannot be understood. */
    record Refused(Refusal refusal) implements Reading {
        public Refused(RefusalReason reason, String detail) {
            this(new Refusal(reason, detail));
        }
    }
}
