package dev.tocsin.correlator.flow;

import java.time.Instant;

import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Signal;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes timers and bulletins to the signal log. A replay finds them already there and writes none. */
public final class SignalLog {

    /** Name of the sink to {@code tocsin.signals}. */
    public static final String SINK = "to-signals";

    private final Timers timers;
    private final ProcessorContext<String, Object> context;

    /**
     * The log as one step writes it.
     *
     * @param context
     *            the step's context; signals go to the sink {@link #SINK}
     */
    public SignalLog(Timers timers, ProcessorContext<String, Object> context) {
        this.timers = timers;
        this.context = context;
    }

    /** One into which nothing goes, for a step that has nothing to write there. */
    static SignalLog none() {
        return new SignalLog(Timers.REPLAY, null);
    }

    /** Writes one signal. */
    public void write(Signal signal, Instant now) {
        switch (timers) {
            case LIVE -> context.forward(new Record<>(signal.getServiceKey(), signal, now.toEpochMilli()),
                    SINK);
            case REPLAY -> {
            }
        }
    }
}
