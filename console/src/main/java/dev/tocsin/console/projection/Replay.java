package dev.tocsin.console.projection;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.QuarantineReplay;

/**
 * What became of the replay of a quarantined request.
 *
 * @param state
 *            requested, replayed, stale, refused or missing
 * @param reason
 *            code; empty while it is requested
 * @param detail
 *            for a person
 * @param records
 *            alerts, changes and commands that were written
 */
public record Replay(String state, String actor, Instant requestedAt, Optional<Instant> endedAt, String reason,
        String detail, int records) {

    static Replay of(QuarantineReplay replay) {
        return new Replay(replay.getState().name().toLowerCase(Locale.ROOT), replay.getActor(), replay
                .getRequestedAt(), replay.getEndedAt(), replay.getReason(), replay.getDetail(), replay.getRecords());
    }
}
