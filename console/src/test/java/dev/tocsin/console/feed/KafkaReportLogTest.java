package dev.tocsin.console.feed;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.report.Histories;
import dev.tocsin.console.report.ReportLog.Extent;
import dev.tocsin.console.report.ReportQuery;
import dev.tocsin.console.report.Reports;
import dev.tocsin.event.FactKind;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Reads over Kafka's own mock consumer. The time of a record is a second for each offset. */
class KafkaReportLogTest {

    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://console-report"));
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    private final SearchedConsumer consumer = new SearchedConsumer();

    @Test
    void shouldReadTheTimelineOfThePeriodAndTheLastSnapshotsSinceItsBegin() {
        fact(0, "i0", "OPENED", NOW);
        fact(0, "i1", "OPENED", NOW.plusSeconds(1));
        fact(2, "i2", "OPENED", NOW.plusSeconds(0));
        snapshot(1, "i1", "Old title");
        snapshot(1, "i1", "Old title");
        snapshot(1, "i1", "New title");
        snapshot(1, "i3", "Not of the period");
        var histories = new Histories();

        var extent = read(NOW.plusSeconds(1), LATER, histories);

        assertThat(extent).isEqualTo(new Extent(Optional.empty(), List.of()));
        assertThat(histories.wants("i1")).isTrue();
        assertThat(histories.wants("i0")).isFalse();
        assertThat(histories.wants("i3")).isFalse();
    }

    @Test
    void shouldNameIncidentsByTheirLastSnapshot() {
        fact(0, "i1", "OPENED", NOW);
        snapshot(1, "i1", "Old title");
        snapshot(1, "i1", "New title");

        var report = new Reports(log(), List::of, KafkaReportLogTest::policy, Clock.fixed(LATER, ZoneOffset.UTC))
                .report(ReportQuery.of(NOW, NOW.plusSeconds(60)), true);

        assertThat(report.incidents()).singleElement().satisfies(incident -> assertThat(incident.title()).isEqualTo(
                "New title"));
    }

    @Test
    void shouldSaySinceWhenTheTimelineIsComplete() {
        fact(0, "i1", "OPENED", NOW);
        fact(0, "i1", "NOTE_ADDED", NOW);
        fact(0, "i1", "RESOLVED", NOW);
        fact(1, "i2", "OPENED", NOW);
        consumer.begins.put(new TopicPartition(Topics.TIMELINE.name(), 0), 2L);

        assertThat(read(NOW, LATER, new Histories()).completeSince()).contains(NOW.plusSeconds(2));
    }

    @Test
    void shouldSayThatFiguresAreIncompleteWhenKafkaFails() {
        var extent = new KafkaReportLog(() -> {
            throw new KafkaException("no broker");
        }, SERDES, Clock.systemUTC()).read(NOW, LATER, new Histories());

        assertThat(extent.notes()).containsExactly("Kafka did not answer: try again.");
    }

    private Extent read(Instant from, Instant until, Histories into) {
        return log().read(from, until, into);
    }

    private KafkaReportLog log() {
        Consumer<String, byte[]> once = consumer;
        return new KafkaReportLog(() -> once, SERDES, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void fact(int partition, String incident, String kind, Instant at) {
        consumer.feed(Topics.TIMELINE, partition, "checkout", SERDES.of(Topics.TIMELINE).serializer().serialize(
                Topics.TIMELINE.name(), aFact(incident, kind, FactKind.valueOf(kind)).setAt(at).build()));
    }

    private void snapshot(int partition, String id, String title) {
        consumer.feed(Topics.INCIDENTS, partition, id, SERDES.of(Topics.INCIDENTS).serializer().serialize(
                Topics.INCIDENTS.name(), anIncident(id).setTitle(title).build()));
    }

    private static Policy policy() {
        try {
            return PolicyLoader.load(PolicyLoader.builtIn()).policy();
        } catch (PolicyErrors impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
