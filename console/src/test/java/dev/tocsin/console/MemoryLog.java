package dev.tocsin.console;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.console.explain.Found;
import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.explain.RecordPlace;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A log in memory, with one partition for each topic; searched in the text of its records. */
public final class MemoryLog implements LogSearch {

    public final List<LogQuery> asked = new ArrayList<>();
    public boolean complete = true;

    private final List<Found<?>> records = new ArrayList<>();

    /** Appends a record. */
    public <V extends SpecificRecord> MemoryLog add(Topic<V> topic, V record) {
        var offset = records.stream().filter(found -> found.place().topic().equals(topic.name())).count();
        records.add(new Found<>(record, new RecordPlace(topic.name(), 0, offset)));
        return this;
    }

    @Override
    public LogExtract find(LogQuery query) {
        asked.add(query);
        var topics = query.topics().stream().map(Topic::name).toList();
        return new LogExtract(records.stream().filter(found -> topics.contains(found.place().topic())).filter(
                found -> query.needles().isEmpty() || query.needles().stream().anyMatch(found.value()
                        .toString()::contains)).toList(), complete);
    }
}
