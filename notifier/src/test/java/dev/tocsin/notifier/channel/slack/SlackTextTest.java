package dev.tocsin.notifier.channel.slack;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.message.MessageWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlackTextTest {

    @Test
    @DisplayName("A7: many alerts with long labels stay within Slack's limits, and how to acknowledge is never left out")
    void shouldStayWithinTheLimits() {
        var alerts = IntStream.range(0, 25).mapToObj(it -> alert("web-" + it, "&".repeat(300))).toList();
        var texts = texts(aPage().with(it -> it.setAlerts(alerts).setAlertsTotal(90).setAlertsFiring(90).setSummary(
                "<long>\n".repeat(2_000)).setNote("&".repeat(9_000)).setSteps(List.of("x".repeat(2_000), "y".repeat(
                        2_000), "z".repeat(2_000)))));

        assertThat(texts).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(3_000).doesNotContainPattern(
                "&(?!amp;|lt;|gt;)"));
        assertThat(texts).hasSizeLessThanOrEqualTo(4);
        assertThat(texts.getLast()).contains("*Acknowledge* <https://tocsin.example.org/?incident=");
    }

    @Test
    @DisplayName("A12: lines of a description are kept and quoted, and whole addresses in it are links")
    void shouldKeepLines() {
        assertThat(String.join("\n", texts(aPage().with(it -> it.setSummary(
                "First.\n*Acknowledge* <!channel>\nsee https://a.example/x?y=1&z=2."))))).contains(
                        "*What* First.\n> *Acknowledge* &lt;!channel&gt;\n> see <https://a.example/x?y=1&amp;z=2>.\n");
    }

    @Test
    @DisplayName("A12: an address too long for Slack is named, not cut")
    void shouldNotCutAnAddress() {
        var text = String.join("\n", texts(aPage().with(it -> it.setRunbook("https://runbooks.example.org/" + "x"
                .repeat(3_500)))));

        assertThat(text).contains("*Runbook* (an address of 3529 characters, too long for Slack)").doesNotContain(
                "xxxx");
    }

    private static IncidentAlert alert(String instance, String other) {
        return IncidentAlert.newBuilder().setIdentity(instance).setName("Down").setSummary("Down").setSource("prom")
                .setStatus(AlertStatus.FIRING).setSince(NOON).setJoinedAt(NOON).setLabels(Map.of("instance", instance,
                        "other", other + instance)).build();
    }

    private static List<String> texts(Notifications notification) {
        var message = new MessageWriter(Optional.of("https://tocsin.example.org")).write(notification.build(), false,
                NOON);
        return SlackText.blocks(message, "").stream().map(SectionBlock.class::cast).map(it -> ((MarkdownTextObject) it
                .getText()).getText()).toList();
    }
}
