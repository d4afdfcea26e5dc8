package dev.tocsin.escalator.backlog;

import java.time.Instant;

/**
 * Unread records of the log. The record that declares a storm follows the alerts of the storm, so a page that waits for it must know whether it may still be unread.
 */
public interface Backlog {

    /** No backlog: every record is read when it is written. */
    Backlog NONE = new Backlog() {

        @Override
        public void watch() {}

        @Override
        public boolean mayHoldStormSince(Instant since) {
            return false;
        }
    };

    /** Announces a question, so that the positions are fresh by then. */
    void watch();

    /**
     * Whether a storm declaration may still be unread.
     *
     * @param since
     *            when it was seen to begin
     */
    boolean mayHoldStormSince(Instant since);
}
