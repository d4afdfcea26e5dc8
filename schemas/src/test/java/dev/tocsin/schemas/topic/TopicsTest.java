package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.schemas.serde.SchemaRegistration;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void shouldListEveryTopicThatItNames() throws IllegalAccessException {
        var named = new ArrayList<Topic<?>>();
        for (var field : Topics.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Topic<?> topic) {
                named.add(topic);
            }
        }

        assertThat(Topics.ALL).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void shouldGiveEachTopicANameOfItsOwn() {
        assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates().allSatisfy(
                name -> assertThat(name).matches("tocsin\\.[a-z]+"));
    }

    @Test
    void shouldHaveASubjectForEveryTopicAndEveryKindOfState() {
        var expected = new ArrayList<String>();
        Topics.ALL.forEach(topic -> expected.add(topic.name() + "-value"));
        Topics.STATE.forEach(type -> expected.add(type.getName()));

        assertThat(SchemaRegistration.subjects()).containsOnlyKeys(expected);
    }

    @Test
    void shouldUseTheLogsOwnTimeEverywhere() {
        assertThat(Topics.ALL).allSatisfy(
                topic -> assertThat(topic.config(1)).containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void shouldFlushEachRecordWhereOneBrokerHoldsTheOnlyCopy() {
        assertThat(Topics.SIGNALS.config(1)).containsEntry("flush.messages", "1").doesNotContainKey(
                "min.insync.replicas");
        assertThat(Topics.DECISIONS.config(1)).doesNotContainKey("flush.messages");
        assertThat(Topics.RECEIVED.config(1)).as("its signals are, and one flush for a request is enough")
                .doesNotContainKey("flush.messages");
    }

    @Test
    void shouldAskForTwoCopiesWhereThereAreThree() {
        assertThat(Topics.SIGNALS.config(3)).containsEntry("min.insync.replicas", "2").doesNotContainKey(
                "flush.messages");
    }

    @Test
    void shouldKeepPoliciesForEver() {
        assertThat(Topics.POLICY.config(1)).containsAllEntriesOf(Map.of("retention.ms", "-1", "cleanup.policy",
                "delete"));
        assertThat(Topics.DELIVERIES.config(1)).containsEntry("cleanup.policy", "compact,delete");
    }

    @Test
    void shouldStandInTheReadmeAsTheyAre() throws IOException {
        var table = Files.readAllLines(Path.of("README.md")).stream().filter(line -> line.startsWith("| tocsin."))
                .toList();

        assertThat(table).isEqualTo(Topics.ALL.stream().map(TopicsTest::row).toList());
    }

    private static String row(Topic<?> topic) {
        var kept = topic.retention().map(time -> time.toDays() + " days").orElse("for ever");
        return "| " + String.join(" | ", List.of(topic.name(), topic.valueType().getSimpleName(), topic.cleanup().name()
                .toLowerCase(java.util.Locale.ROOT).replace('_', ' '), kept, topic.doc())) + " |";
    }
}
