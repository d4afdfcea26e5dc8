package dev.tocsin.ingest.emergency;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Writes into alerts that people were paged about them, whichever way they come to Kafka: out of the spool, or because their
 * sender repeats them. Tells the desk what Kafka took and what it did not.
 */
public final class MarkingPublisher implements AlertPublisher {

    private final AlertPublisher log;
    private final EmergencyDesk desk;

    public MarkingPublisher(AlertPublisher log, EmergencyDesk desk) {
        this.log = log;
        this.desk = desk;
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
        var marked = desk.hasMarks()
                ? publication.with(publication.signals().stream().map(this::marked).toList())
                : publication;
        return log.publish(marked).whenComplete((_, failure) -> {
            if (failure == null) {
                desk.stored(marked.signals().stream().flatMap(MarkingPublisher::alerts).toList());
            } else if (mayPass(failure)) {
                desk.failed();
            }
        });
    }

    private static boolean mayPass(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return cause instanceof RetriableException;
    }

    private static Stream<Alert> alerts(Signal signal) {
        return signal.getBody() instanceof Alert first
                ? Stream.concat(Stream.of(first), signal.getMoreAlerts().stream())
                : Stream.empty();
    }

    private Signal marked(Signal signal) {
        if (!(signal.getBody() instanceof Alert first) || alerts(signal).noneMatch(alert -> desk.mark(alert)
                .isPresent())) {
            return signal;
        }
        List<Alert> more = signal.getMoreAlerts().stream().map(this::marked).toList();
        return Signal.newBuilder(signal).setBody(marked(first)).setMoreAlerts(more).build();
    }

    private Alert marked(Alert alert) {
        return desk.mark(alert).map(page -> Alert.newBuilder(alert).setEmergencyPage(page).build()).orElse(alert);
    }

    @Override
    public Optional<String> trouble() {
        return log.trouble();
    }

    @Override
    public void close() {
        log.close();
    }
}
