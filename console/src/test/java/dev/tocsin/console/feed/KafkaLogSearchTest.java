package dev.tocsin.console.feed;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.RecordPlace;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Reads over Kafka's own mock consumer. The time of a record is a second for each offset. */
class KafkaLogSearchTest {

    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://console-search"));

    private final SearchedConsumer consumer = new SearchedConsumer();

    @Test
    void shouldFindRecordsThatContainAnIdWithinTheTime() {
        for (var offset = 0; offset < 6; offset++) {
            consumer.feed(Topics.TIMELINE, 0, "checkout", SERDES.of(Topics.TIMELINE).serializer().serialize(
                    "tocsin.timeline", aFact(offset % 2 == 0 ? "i1" : "i2", "f" + offset, FactKind.OPENED).build()));
        }

        var found = search(new LogQuery(List.of(Topics.TIMELINE), Optional.empty(), Set.of("i1"), NOW.plusSeconds(1),
                NOW
                        .plusSeconds(4)));

        assertThat(found.complete()).isTrue();
        assertThat(found.of(TimelineEntry.class)).extracting(each -> each.value().getId()).containsExactly("i1/f2",
                "i1/f4");
        assertThat(found.records().getFirst().place()).isEqualTo(new RecordPlace("tocsin.timeline", 0, 2));
    }

    @Test
    void shouldReadOnlyThePartitionOfTheService() {
        search(new LogQuery(List.of(Topics.TIMELINE), Optional.of("checkout"), Set.of("i1"), NOW, NOW.plusSeconds(9)));

        assertThat(consumer.assigned).containsExactly(new TopicPartition("tocsin.timeline", ServiceKeys.partition(
                "checkout", SearchedConsumer.PARTITIONS)));
    }

    @Test
    void shouldPassOverWhatCannotBeDecoded() {
        consumer.feed(Topics.TIMELINE, 0, "checkout", "i1 is not Avro".getBytes(UTF_8));
        consumer.feed(Topics.TIMELINE, 0, "checkout", SERDES.of(Topics.TIMELINE).serializer().serialize(
                "tocsin.timeline", aFact("i1", "f1", FactKind.OPENED).build()));

        var found = search(new LogQuery(List.of(Topics.TIMELINE), Optional.empty(), Set.of("i1"), NOW, NOW.plusSeconds(
                9)));

        assertThat(found.records()).hasSize(1);
    }

    @Test
    void shouldSayThatTheAnswerIsIncompleteWhenKafkaFails() {
        var found = new KafkaLogSearch(() -> {
            throw new KafkaException("no broker");
        }, SERDES, Clock.fixed(NOW, ZoneOffset.UTC)).find(new LogQuery(List.of(Topics.TIMELINE), Optional.empty(), Set
                .of(), NOW, NOW));

        assertThat(found.complete()).isFalse();
    }

    @Test
    void shouldFindTextInBytes() {
        var value = "abcabd".getBytes(UTF_8);

        assertThat(KafkaLogSearch.contains(value, List.of("abd".getBytes(UTF_8)))).isTrue();
        assertThat(KafkaLogSearch.contains(value, List.of("abe".getBytes(UTF_8)))).isFalse();
        assertThat(KafkaLogSearch.contains(value, List.of("abcabdd".getBytes(UTF_8)))).isFalse();
    }

    private dev.tocsin.console.explain.LogExtract search(LogQuery query) {
        Consumer<String, byte[]> once = consumer;
        return new KafkaLogSearch(() -> once, SERDES, Clock.fixed(NOW, ZoneOffset.UTC)).find(query);
    }
}
