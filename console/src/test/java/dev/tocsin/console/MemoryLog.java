package dev.tocsin.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tocsin.console.explain.Found;
import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.explain.RecordPlace;
import dev.tocsin.console.report.Histories;
import dev.tocsin.console.report.ReportLog;
import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A log in memory, with one partition for each topic; searched in the text of its records. */
public final class MemoryLog implements LogSearch, ReportLog {

    public final List<LogQuery> asked = new ArrayList<>();
    public boolean complete = true;
    public Optional<Instant> completeSince = Optional.empty();

    private final List<Found<?>> records = new CopyOnWriteArrayList<>();

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

    @Override
    public Extent read(Instant from, Instant until, Histories into) {
        records.stream().map(Found::value).filter(TimelineEntry.class::isInstance).map(TimelineEntry.class::cast)
                .filter(
                        fact -> !fact.getAt().isBefore(from) && !fact.getAt().isAfter(until)).forEach(into::accept);
        records.stream().map(Found::value).filter(Incident.class::isInstance).map(Incident.class::cast).filter(
                incident -> into.wants(incident.getId())).forEach(into::accept);
        return new Extent(completeSince, complete ? List.of() : List.of("Kafka did not answer: try again."));
    }
}
