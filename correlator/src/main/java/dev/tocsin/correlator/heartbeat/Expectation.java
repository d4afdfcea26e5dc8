package dev.tocsin.correlator.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Heartbeat;
import dev.tocsin.state.HeartbeatRow;

/**
 * Pure functions from the row of a heartbeat to its next row. Periods are elapsed time, so a change to or from summer time
 * moves nothing.
 *
 * @param heartbeat
 *            as the policy declares it
 */
record Expectation(Heartbeat heartbeat) {

    /** The alert of a missed heartbeat is repeated after its period, but not more often and not more rarely than this. */
    private static final Duration REPEATED_AT_MOST = Duration.ofHours(1);
    private static final Duration REPEATED_AT_LEAST = Duration.ofDays(1);

    /** It is declared for the first time: the first beat is expected within the first period. */
    HeartbeatRow declared(String serviceKey, Instant now) {
        return HeartbeatRow.newBuilder().setName(heartbeat.name()).setServiceKey(serviceKey).setSince(now)
                .setDueAt(now.plus(heartbeat.every()).plus(heartbeat.grace())).setGeneration(1).build();
    }

    /** It is declared with other times, perhaps. What is missed already stays so. */
    HeartbeatRow declaredAgain(HeartbeatRow row) {
        return row.getAlertingSince().isPresent() ? row : due(row, missedAt(row));
    }

    /** A beat came: all is well. */
    HeartbeatRow beat(HeartbeatRow row, Instant now) {
        var next = HeartbeatRow.newBuilder(row).setLastBeat(now).setStartedAt(null).setAlertingSince(null).build();
        return due(next, missedAt(next));
    }

    /** A run started. */
    HeartbeatRow started(HeartbeatRow row, Instant now) {
        var next = HeartbeatRow.newBuilder(row).setStartedAt(now).build();
        return row.getAlertingSince().isPresent() ? next : due(next, missedAt(next));
    }

    /** A run failed. If no call follows, it is missed besides. */
    HeartbeatRow failed(HeartbeatRow row, Instant now) {
        return due(HeartbeatRow.newBuilder(row).setStartedAt(null).setAlertingSince(row.getAlertingSince().orElse(now))
                .build(), now.plus(heartbeat.every()).plus(heartbeat.grace()));
    }

    /**
     * Nothing came until it was due.
     *
     * @param now
     *            of which it is judged: however many periods passed meanwhile, it is missed once
     */
    HeartbeatRow missed(HeartbeatRow row, Instant now) {
        var again = heartbeat.every().compareTo(REPEATED_AT_MOST) < 0
                ? REPEATED_AT_MOST
                : heartbeat.every().compareTo(REPEATED_AT_LEAST) > 0 ? REPEATED_AT_LEAST : heartbeat.every();
        return due(HeartbeatRow.newBuilder(row).setAlertingSince(row.getAlertingSince().orElse(row.getDueAt())).build(),
                now.plus(again));
    }

    /** The next beat, or the end of a run that started, whichever is due first. */
    private Instant missedAt(HeartbeatRow row) {
        var nextBeat = row.getLastBeat().orElse(row.getSince()).plus(heartbeat.every());
        return Stream.of(Optional.of(nextBeat), row.getStartedAt()).flatMap(Optional::stream).min(Instant::compareTo)
                .orElse(nextBeat).plus(heartbeat.grace());
    }

    private static HeartbeatRow due(HeartbeatRow row, Instant at) {
        return HeartbeatRow.newBuilder(row).setDueAt(at).setGeneration(row.getGeneration() + 1).setTimerEmitted(false)
                .build();
    }
}
