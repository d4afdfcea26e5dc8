package dev.tocsin.standalone.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the alert to the second person, with a notifier whose channel refuses: correlator and escalator as they are. */
class NobodyReachedStoryTest {

    private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
    private static final String POLICY = """
            policy: story
            severities: [{id: SEV1, title: Down, ladder: urgent}]
            ladders:
              urgent:
                steps:
                  - {after: 0m, notify: [on-call]}
                  - {after: 30m, notify: [lead]}
            operator: [boss]
            targets:
              on-call: [{channel: chat, address: C012}, {channel: inbox, address: on-call}]
              lead: [{channel: mail, address: lead@shop.example}]
              boss: [{channel: inbox, address: boss}]
            channels:
              inbox: {type: inbox}
              chat: {type: slack, token: {env: SLACK_TOKEN}}
              mail: {type: email, host: smtp.shop.example, from: tocsin@shop.example}
            """;

    @Test
    @DisplayName("A6: the first channel refuses, and the second person is paged in the same moment with the reason")
    void shouldPageTheSecondPersonWhenTheFirstIsNotReached() throws Exception {
        try (var log = log()) {
            log.deliverBy(Deliverer.refusing(told -> told.getChannel().equals("chat")
                    ? Optional.of("Slack answered channel_not_found")
                    : Optional.empty()));

            log.send("api", alert());
            log.advance(Duration.ofSeconds(5));

            assertThat(log.notifications()).extracting(Notification::getDestination).containsExactly("chat:C012",
                    "inbox:on-call", "mail:lead@shop.example");
            assertThat(log.notifications().getLast().getReason()).isEqualTo(
                    "step 2 of ladder urgent: step 1 reached nobody: chat:C012 (Slack answered channel_not_found)");
            assertThat(log.timeline()).extracting(TimelineEntry::getKind).contains(FactKind.NOBODY_REACHED);
        }
    }

    @Test
    @DisplayName("A6: when every channel refuses, the operator hears of it, and it ends there")
    void shouldTellTheOperatorWhenNobodyIsReached() throws Exception {
        try (var log = log()) {
            log.deliverBy(Deliverer.refusing(told -> told.getChannel().equals("inbox")
                    ? Optional.empty()
                    : Optional.of("gone")));

            log.send("api", alert());
            log.advance(Duration.ofHours(3));

            assertThat(log.notifications()).filteredOn(told -> told.getKind() == NotificationKind.LADDER_EXHAUSTED)
                    .extracting(Notification::getDestination).containsExactly("inbox:boss");
            assertThat(log.notifications()).filteredOn(told -> told.getKind() == NotificationKind.PAGE).hasSize(3);
        }
    }

    private static FastForward log() throws Exception {
        var policy = PlayedPolicy.load("story.yml", POLICY);
        var log = FastForward.ofNotifications(START, version -> PinnedPolicy.of(version, policy.compiled().policy()));
        log.send("", new PolicyActivated(policy.version()));
        return log;
    }

    private static Alert alert() {
        return Alert.newBuilder().setIdentity("prom:down").setSource("prometheus").setFormat("alertmanager")
                .setName("ApiDown").setSummary("the API is down").setStatus(AlertStatus.FIRING).setStartsAt(START)
                .setLabels(Map.of("alertname", "ApiDown", "service", "api")).setReceivedId("").build();
    }
}
