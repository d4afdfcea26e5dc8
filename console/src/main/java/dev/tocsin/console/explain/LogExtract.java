package dev.tocsin.console.explain;

import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;

/**
 * Records that answer a {@link LogQuery}.
 *
 * @param records
 *            in the order of each partition
 * @param complete
 *            false if reading stopped at its limit of records or time, or Kafka did not answer
 */
public record LogExtract(List<Found<?>> records, boolean complete) {

    public LogExtract {
        records = List.copyOf(records);
    }

    /** Records of one type, in order. */
    public <V extends SpecificRecord> List<Found<V>> of(Class<V> type) {
        return records.stream().filter(found -> type.isInstance(found.value())).map(found -> new Found<>(type.cast(
                found.value()), found.place())).toList();
    }

    /** Both. */
    public LogExtract and(LogExtract other) {
        return new LogExtract(Stream.concat(records.stream(), other.records().stream()).toList(), complete && other
                .complete());
    }
}
