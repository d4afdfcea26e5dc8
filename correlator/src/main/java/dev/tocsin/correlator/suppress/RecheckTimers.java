package dev.tocsin.correlator.suppress;

import java.time.Instant;

import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;

/** Creates the signals that re-evaluate suppressed alerts. */
final class RecheckTimers {

    private RecheckTimers() {}

    /**
     * Of one partition.
     *
     * @param serviceKey
     *            of one of the alerts, so that it comes to the partition of all of them
     */
    static Signal of(int partition, Recheck look, Instant dueAt, String serviceKey, Instant now) {
        var id = "look/" + partition + "/" + look.subject().replace('\n', '/') + "/" + dueAt.toEpochMilli();
        return Signal.newBuilder().setId(id).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(TimerFired.newBuilder().setKind(TimerKind.SILENCE_OVER).setIncidentId("").setGeneration(0)
                        .setDueAt(dueAt).setSubject(look.subject()).build())
                .build();
    }
}
