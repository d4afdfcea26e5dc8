package dev.tocsin.ingest.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tocsin.event.SourceHealth;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads once what an earlier process heard of the sources, and then writes what changed, once a minute. */
public final class SourceLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLog.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final SourceBook book;
    private final AlertPublisher publisher;
    private final TopicFollower<SourceHealth> earlier;
    private volatile boolean begun;
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor(run -> Thread
            .ofPlatform().daemon().name("source-health").unstarted(run));

    private SourceLog(Map<String, Object> kafka, EventSerdes serdes, SourceBook book, AlertPublisher publisher) {
        this.book = book;
        this.publisher = publisher;
        this.earlier = new TopicFollower<>(Topics.SOURCES, TopicFollower.briefConsumers(Topics.SOURCES, kafka, serdes),
                this::restore, this::begin);
    }

    /** On a cluster, running. */
    public static SourceLog on(Map<String, Object> kafka, EventSerdes serdes, SourceBook book,
            AlertPublisher publisher) {
        var log = new SourceLog(kafka, serdes, book, publisher);
        log.earlier.start();
        return log;
    }

    /** What this process writes it also reads, and knows already. */
    private void restore(SourceHealth written) {
        if (!begun) {
            book.restore(written);
        }
    }

    private void begin() {
        begun = true;
        var _ = minutes.scheduleWithFixedDelay(this::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write() {
        if (publisher.trouble().isPresent()) {
            return;
        }
        var changed = book.changed();
        if (!changed.isEmpty()) {
            var _ = publisher.publish(Publication.heard(changed)).whenComplete((_, failure) -> {
                if (failure != null) {
                    LOG.debug("cannot write the health of sources: {}", failure.toString());
                    book.notWritten(changed);
                }
            });
        }
    }

    @Override
    public void close() {
        earlier.close();
        minutes.shutdownNow();
    }
}
