package dev.tocsin.correlator.suppress;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.JudgedSignal;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Holds back alerts for which nobody is to be paged now, and lets them go on when nothing holds them any more. */
public final class SuppressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    @Override
    public void process(Record<String, JudgedSignal> message) {
        context().forward(message, CorrelatorTopology.CLASSIFY);
    }
}
