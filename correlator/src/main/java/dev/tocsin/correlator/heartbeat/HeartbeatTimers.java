package dev.tocsin.correlator.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.HeartbeatRow;
import org.apache.avro.specific.SpecificRecord;

/** The partition's heartbeats in memory, built from the rows when a task starts: as many as the policy declares. */
final class HeartbeatTimers implements Memory {

    private final Map<String, HeartbeatRow> rows = new TreeMap<>();

    @Override
    public void wrote(RowKind<?> kind, String key, SpecificRecord row) {
        if (row instanceof HeartbeatRow heartbeat) {
            rows.put(key, heartbeat);
        }
    }

    @Override
    public void deleted(RowKind<?> kind, String key) {
        if (kind.equals(RowKind.HEARTBEATS)) {
            rows.remove(key);
        }
    }

    /** All of them, in the order of their names. */
    List<HeartbeatRow> all() {
        return List.copyOf(rows.values());
    }

    /** What is due goes into the log, once. */
    List<Effect.Lasting> due(Instant now) {
        var effects = new ArrayList<Effect.Lasting>();
        for (var row : rows.values()) {
            if (!row.getTimerEmitted() && !row.getDueAt().isAfter(now)) {
                effects.add(new Effect.Put<>(RowKind.HEARTBEATS, row.getName(), HeartbeatRow.newBuilder(row)
                        .setTimerEmitted(true).build()));
                effects.add(new Effect.Log(signal(row, now)));
            }
        }
        return effects;
    }

    private static Signal signal(HeartbeatRow row, Instant now) {
        var timer = TimerFired.newBuilder().setKind(TimerKind.HEARTBEAT_MISSED).setIncidentId("").setGeneration(row
                .getGeneration()).setDueAt(row.getDueAt()).setSubject(row.getName()).build();
        return Signal.newBuilder().setId("heartbeat/" + row.getName() + "/" + row.getDueAt().toEpochMilli() + "/" + row
                .getGeneration()).setServiceKey(row.getServiceKey()).setReceivedAt(now).setBody(timer).build();
    }
}
