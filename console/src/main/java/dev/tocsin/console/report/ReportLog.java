package dev.tocsin.console.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the facts and snapshots of a period from the log, on demand and within limits. */
public interface ReportLog {

    /**
     * What was read.
     *
     * @param completeSince
     *            from when the timeline has all facts; empty if nothing was ever deleted from it
     * @param notes
     *            why not everything was read, as sentences; empty if all was
     */
    record Extent(Optional<Instant> completeSince, List<String> notes) {

        public Extent {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads the timeline between two times, then the newest snapshots of the incidents that it tells of. Never throws; an answer
     * can be incomplete.
     */
    Extent read(Instant from, Instant until, Histories into);
}
