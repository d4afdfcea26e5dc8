package dev.tocsin.correlator;

import java.time.Instant;

import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Signal;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Where a step puts what the log must hear of: timers that fell due, bulletins. A replay finds them there already. */
public final class SignalLog {

    private final Timers timers;
    private final ProcessorContext<String, Object> context;

    /**
     * The log as one step writes it.
     *
     * @param context
     *            the step's context; signals go to the sink {@link CorrelatorTopology#TIMERS}
     */
    public SignalLog(Timers timers, ProcessorContext<String, Object> context) {
        this.timers = timers;
        this.context = context;
    }

    /** Writes one signal. */
    public void write(Signal signal, Instant now) {
        switch (timers) {
            case LIVE -> context.forward(new Record<>(signal.getServiceKey(), signal, now.toEpochMilli()),
                    CorrelatorTopology.TIMERS);
            case REPLAY -> {
            }
        }
    }
}
