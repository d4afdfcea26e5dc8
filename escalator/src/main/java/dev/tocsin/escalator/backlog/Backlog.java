package dev.tocsin.escalator.backlog;

import java.time.Instant;

/**
 * What stands in the log and was not read yet. Word of a storm stands there behind the storm itself: whoever waits for it
 * must know whether it may still be on its way.
 */
public interface Backlog {

    /** Everything is read as soon as it is written. */
    Backlog NONE = new Backlog() {

        @Override
        public void watch() {}

        @Override
        public boolean mayHoldWordOf(Instant since) {
            return false;
        }
    };

    /** Somebody will ask soon. */
    void watch();

    /**
     * Whether word of what began may still be unread.
     *
     * @param since
     *            when it was seen to begin
     */
    boolean mayHoldWordOf(Instant since);
}
