package dev.tocsin.correlator.flow;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import org.apache.avro.specific.SpecificRecord;

/**
 * In-memory indexes of a step, built from the rows when a task starts and updated with each row that the step writes.
 */
public interface Memory {

    /** That of a step which keeps nothing. */
    Memory NONE = new Memory() {
    };

    /** A row was written in the place of the one that was there. */
    default void wrote(RowKind<?> kind, String key, SpecificRecord row) {}

    /** A row was removed. */
    default void deleted(RowKind<?> kind, String key) {}

    /** What falls due for a row is to be watched for. */
    default void watch(DueTimer timer) {}

    /** Something is to be remembered that follows from no row. */
    default void remember(Memo memo) {}
}
