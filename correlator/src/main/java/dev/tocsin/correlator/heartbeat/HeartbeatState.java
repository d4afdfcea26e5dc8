package dev.tocsin.correlator.heartbeat;

import java.util.List;
import java.util.Optional;

import dev.tocsin.state.HeartbeatRow;

/** Read-only view of the partition's state for the heartbeat step. */
interface HeartbeatState {

    /** The row of a heartbeat. */
    Optional<HeartbeatRow> heartbeat(String name);

    /** All rows, in the order of their names. */
    List<HeartbeatRow> all();

    /** Whether the log of a service lies in this partition. */
    boolean isHere(String serviceKey);
}
