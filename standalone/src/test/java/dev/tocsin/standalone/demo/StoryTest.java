package dev.tocsin.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The made-up day: it can be repeated, is in order, and its policy is sound. */
class StoryTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static List<String> told(long seed) {
        return Story.of(seed).stream().flatMap(beat -> beat.deeds().stream()).map(deed -> switch (deed) {
            case Deed.Post post -> post.path() + " " + post.body().at(NOW).transform(StoryTest::sorted);
            case Deed.Command command -> command.service() + " " + command.command();
            case Deed.Ask ask -> ask.path();
        }).toList();
    }

    /** Maps of Sample have no order of their own. */
    private static String sorted(String body) {
        return body.chars().sorted().collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void shouldTellTheSameDayForTheSameSeed() {
        assertThat(told(1)).isEqualTo(told(1)).isNotEqualTo(told(2));
    }

    @Test
    void shouldBeToldInOrderWithinAMinute() {
        var beats = Story.of(1);

        assertThat(beats).isSortedAccordingTo(java.util.Comparator.comparing(Beat::at)).isSortedAccordingTo(
                java.util.Comparator.comparing(Beat::clock));
        assertThat(beats.getLast().at()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldSendWhatReadsAsJson() {
        var bodies = Story.of(7).stream().flatMap(beat -> beat.deeds().stream()).filter(Deed.Post.class::isInstance)
                .map(Deed.Post.class::cast).filter(post -> !post.path().startsWith("/v1/heartbeat")).map(post -> post
                        .body().at(NOW)).toList();

        assertThat(bodies).filteredOn(body -> !isJson(body)).as("the one that goes to the quarantine").hasSize(1);
    }

    private static boolean isJson(String body) {
        try {
            return JsonMapper.shared().readTree(body).isObject();
        } catch (tools.jackson.core.JacksonException broken) {
            return false;
        }
    }

    @Test
    void shouldHaveAPolicyWithoutWarnings() throws PolicyErrors {
        assertThat(PolicyCheck.look("demo.yml", Payload.text("/demo/policy.yml"), NOW).warnings()).isEmpty();
    }

    @Test
    void shouldRefuseATemplateWithAPlaceThatHasNoValue() {
        assertThatThrownBy(() -> Payload.of("zabbix", Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@id@");
    }
}
