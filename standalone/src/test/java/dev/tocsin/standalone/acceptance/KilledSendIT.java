package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.HoldingReceivers;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A notifier that is killed with -9 at each point of a send, to one receiver of each kind of deduplication: one effect where the
 * receiver knows a repeat or can be searched, at most one marked repeat where it cannot. {@code KilledSendTest} plays the same on the
 * book alone.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledSendIT {

    /** Where the process is killed. */
    enum Kill {
        BEFORE_THE_INTENT_IS_RECORDED, AFTER_THE_REQUEST_LEFT, AFTER_THE_ANSWER_BEFORE_IT_IS_RECORDED, AFTER_THE_OUTCOME_IS_RECORDED;

        boolean isInDoubt() {
            return this == AFTER_THE_REQUEST_LEFT || this == AFTER_THE_ANSWER_BEFORE_IT_IS_RECORDED;
        }
    }

    private HoldingReceivers receivers;
    private ServiceFleet fleet;
    private TocsinProcess notifier;
    private KafkaProducer<String, Notification> log;

    @BeforeAll
    void start(@TempDir Path folder) {
        receivers = HoldingReceivers.open();
        fleet = ServiceFleet.in(folder);
        fleet.publish("""
                policy: killed
                severities: [{id: SEV1, title: Down, ladder: urgent}]
                fallback: {severity: SEV1}
                ladders: {urgent: {steps: [{after: 0m, notify: [everybody]}]}}
                targets: {everybody: [{channel: hook, address: everybody}, {channel: chat}]}
                channels:
                  hook: {type: webhook, url: '%1$s/hook', secret: {env: HOOK_SECRET}}
                  issues: {type: github, url: '%1$s', repository: octo/shop, token: {env: GITHUB_TOKEN}}
                  chat: {type: mattermost, webhook-url: {env: CHAT_URL}}
                """.formatted(receivers.url()));
        notifier = fleet.add("notifier", "a", Map.of(), Map.of("HOOK_SECRET", TestPolicy.SECRET, "GITHUB_TOKEN",
                "a token of the test", "CHAT_URL", receivers.url() + "/chat")).awaitReady();
        log = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", fleet.bootstrapServers()),
                new StringSerializer(),
                new EventSerdes(Settings.of(Map.of("schema.registry.url", fleet.registryUrl())).serdes()).of(
                        Topics.NOTIFICATIONS).serializer());
    }

    @AfterAll
    void stop() {
        log.close();
        fleet.close();
        receivers.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveOneEffectOrOneMarkedRepeat(Kill kill) {
        receivers.hold();
        if (kill == Kill.BEFORE_THE_INTENT_IS_RECORDED) {
            notifier.freeze();
        }
        var told = List.of(told(kill, "hook", "everybody", NotificationKind.PAGE), told(kill, "issues", "",
                NotificationKind.TICKET), told(kill, "chat", "", NotificationKind.PAGE));
        told.forEach(it -> log.send(new ProducerRecord<>(Topics.NOTIFICATIONS.name(), it.getDestination(), it)));
        log.flush();
        killAt(kill, told);
        receivers.release();
        var before = receivers.taken();

        notifier.start().awaitReady();
        awaitDelivered(told);

        assertThat(before).as("requests of the first life").isEqualTo(kill == Kill.BEFORE_THE_INTENT_IS_RECORDED
                ? 0
                : told.size());
        assertThat(receivers.hooks()).as("effects where a repeat is known by its key").hasSize(1);
        assertThat(receivers.issues()).as("effects where an uncertain one is searched for").hasSize(1);
        assertThat(receivers.posts()).as("posts where a repeat is not known").hasSize(kill.isInDoubt() ? 2 : 1);
        assertThat(receivers.posts().getFirst()).doesNotContain("Possible repeat");
        assertThat(receivers.posts().getLast().contains("Possible repeat")).isEqualTo(kill.isInDoubt());
    }

    private void killAt(Kill kill, List<Notification> told) {
        switch (kill) {
            case BEFORE_THE_INTENT_IS_RECORDED -> {
                // It is frozen, and sees nothing of them.
            }
            case AFTER_THE_REQUEST_LEFT -> awaitTaken(told);
            case AFTER_THE_ANSWER_BEFORE_IT_IS_RECORDED -> {
                awaitTaken(told);
                notifier.freeze();
                receivers.release();
                Awaiting.until("all requests answered", () -> receivers.answered() == told.size());
            }
            case AFTER_THE_OUTCOME_IS_RECORDED -> {
                awaitTaken(told);
                receivers.release();
                awaitDelivered(told);
            }
        }
        notifier.kill9();
        assertThat(outcomes(told)).as("what is recorded when it is dead").containsExactlyInAnyOrderElementsOf(
                switch (kill) {
                    case BEFORE_THE_INTENT_IS_RECORDED -> List.of();
                    case AFTER_THE_REQUEST_LEFT, AFTER_THE_ANSWER_BEFORE_IT_IS_RECORDED -> List.of(
                            DeliveryOutcome.STARTED,
                            DeliveryOutcome.STARTED, DeliveryOutcome.STARTED);
                    case AFTER_THE_OUTCOME_IS_RECORDED -> List.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.DELIVERED,
                            DeliveryOutcome.DELIVERED);
                });
    }

    private void awaitTaken(List<Notification> told) {
        Awaiting.until("a request at each receiver", () -> receivers.taken() == told.size());
    }

    private void awaitDelivered(List<Notification> told) {
        Awaiting.until("all delivered", () -> outcomes(told).equals(told.stream().map(_ -> DeliveryOutcome.DELIVERED)
                .toList()));
    }

    /** The last outcome of each that has one. */
    private List<DeliveryOutcome> outcomes(List<Notification> told) {
        var ids = told.stream().map(Notification::getId).collect(Collectors.toSet());
        var last = fleet.topics().values(Topics.DELIVERIES).stream().filter(it -> ids.contains(it.getNotificationId()))
                .collect(Collectors.toMap(Delivery::getNotificationId, Delivery::getOutcome, (_, later) -> later));
        return new ArrayList<>(last.values());
    }

    private static Notification told(Kill kill, String channel, String address, NotificationKind kind) {
        var now = Instant.now();
        var incident = Incident.newBuilder().setId("0a1b2c3d-" + kill.name().toLowerCase(java.util.Locale.ROOT))
                .setRevision(1).setRound(1).setServiceKey("checkout").setCorrelationKey("checkout").setState(
                        IncidentState.OPEN).setTitle("Error rate above 5 %").setSeverity(new Severity("SEV1", 1))
                .setSummary("12 % of requests fail").setService("checkout").setEnvironment("production").setTeam(
                        "payments")
                .setRunbook("").setCustomerFacing(true).setAlertsTotal(1).setAlertsFiring(1).setLinks(List.of())
                .setAlerts(
                        List.of()).setLadder("urgent").setPolicyName("killed").setPolicyVersion(1).setRuleId(
                                "fallback").setRuleReason("fallback").setOpenedAt(now).setRoundStartedAt(now)
                .setUpdatedAt(now)
                .build();
        return Notification.newBuilder().setId(kill + "/" + channel).setDestination(channel + ":" + address).setChannel(
                channel).setAddress(address).setTarget("everybody").setKind(kind).setIncident(incident).setRung(1)
                .setPolicyVersion(1).setCreatedAt(now).setDueAt(now).setReason("step 1 of ladder urgent").build();
    }
}
