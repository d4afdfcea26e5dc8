package dev.tocsin.correlator.flow;

import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.timer.DueTimer;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a step keeps in memory to find rows by something else than their keys. It follows from the rows, is made anew from them
 * when a task starts, and learns of each one that the step writes after that; and of the few things that follow from no row.
 */
public interface Memory {

    /** That of a step which keeps nothing. */
    Memory NONE = new Memory() {
    };

    /** A row was written in the place of the one that was there. */
    default void wrote(Kind<?> kind, String key, SpecificRecord row) {}

    /** A row was removed. */
    default void deleted(Kind<?> kind, String key) {}

    /** What falls due for a row is to be watched for. */
    default void watch(DueTimer timer) {}

    /** Something is to be remembered that follows from no row. */
    default void remember(Memo memo) {}
}
