package dev.tocsin.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.installation.PolicyWatch.Look;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look is called by hand: no time passes. */
class PolicyWatchTest {

    private static final String GOOD = PolicyLoader.builtIn().getText();

    private final List<String> published = new ArrayList<>();
    private boolean kafkaIsAway;
    private Instant modified = Instant.parse("2026-11-20T03:00:00Z");

    @TempDir
    private Path folder;

    private PolicyWatch watch;

    @BeforeEach
    void beginWithAFileThatIsPublished() throws IOException {
        write(GOOD);
        watch = new PolicyWatch(file(), GOOD, this::publish);
        lookTwice();
    }

    @Test
    void shouldNotPublishTheTextThatWasPublishedAtTheStart() {
        assertThat(lookTwice()).isInstanceOf(Look.Unchanged.class);
        assertThat(published).isEmpty();
    }

    @Test
    void shouldPublishAChangedTextOnceItStaysTheSame() throws IOException {
        write(GOOD + "# one\n");

        assertThat(watch.look()).as("it may still be written").isInstanceOf(Look.Changing.class);
        assertThat(watch.look()).isInstanceOf(Look.Published.class);
        assertThat(watch.look()).isInstanceOf(Look.Unchanged.class);
        assertThat(published).containsExactly(GOOD + "# one\n");
    }

    @Test
    void shouldNotPublishAFileThatWasOnlyTouched() throws IOException {
        write(GOOD);

        assertThat(lookTwice()).isInstanceOf(Look.Unchanged.class);
        assertThat(published).isEmpty();
    }

    @Test
    void shouldReportABrokenFileOnceAndTakeItWhenItIsMended() throws IOException {
        write(GOOD.replace("ladder: urgent", "ladder: urgnet"));

        assertThat(lookTwice()).isInstanceOfSatisfying(Look.Refused.class,
                refused -> assertThat(refused.errors()).hasMessageContaining("write 'urgent'"));
        assertThat(watch.look()).isInstanceOf(Look.Unchanged.class);
        assertThat(published).isEmpty();

        write(GOOD + "# mended\n");
        assertThat(lookTwice()).isInstanceOf(Look.Published.class);
    }

    @Test
    void shouldTryAgainWhileKafkaIsAway() throws IOException {
        kafkaIsAway = true;
        write(GOOD + "# two\n");

        assertThat(lookTwice()).isInstanceOf(Look.Failed.class);
        kafkaIsAway = false;
        assertThat(watch.look()).isInstanceOf(Look.Published.class);
        assertThat(published).hasSize(1);
    }

    @Test
    void shouldOutliveThatTheFileIsGoneForAWhile() throws IOException {
        Files.delete(file());

        assertThat(lookTwice()).isInstanceOf(Look.Failed.class);
        assertThat(watch.look()).isInstanceOf(Look.Unchanged.class);
        write(GOOD + "# back\n");
        assertThat(lookTwice()).isInstanceOf(Look.Published.class);
    }

    private Look lookTwice() {
        watch.look();
        return watch.look();
    }

    private PolicyVersion publish(String fileName, String text) throws PolicyErrors {
        if (kafkaIsAway) {
            throw new KafkaException("the broker is away");
        }
        PolicyLoader.load(fileName, text);
        published.add(text);
        return PolicyVersion.newBuilder(PolicyLoader.builtIn()).setVersion(published.size()).setText(text).build();
    }

    private Path file() {
        return folder.resolve("policy.yml");
    }

    private void write(String text) throws IOException {
        modified = modified.plusSeconds(1);
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.from(modified));
    }
}
