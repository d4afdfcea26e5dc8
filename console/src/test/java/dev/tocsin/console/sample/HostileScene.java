package dev.tocsin.console.sample;

import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.aPolicy;
import static dev.tocsin.console.Records.aQuarantined;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.schemas.topic.Topics;

/** Records with markup in every text that a stranger, or a person with a keyboard, can write. */
public final class HostileScene {

    /** The open incident to look at. */
    public static final String INCIDENT = "a1b2c3d4-hostile00001";

    private final ConsoleFixture console;
    private final Instant now;
    private final HostileText hostile;

    HostileScene(ConsoleFixture console, Instant now) {
        this.console = console;
        this.now = now;
        this.hostile = new HostileText(now, "javascript:owned=1");
    }

    /** The text in every field. */
    public static String text() {
        return HostileText.TEXT;
    }

    void play() {
        policy();
        incidents();
        console.projection.apply(hostile.everywhere(SilenceSet.newBuilder().setSilenceId("hostile").setKind(
                SilenceKind.SILENCE).setMatchers(List.of()).setStartsAt(ago(5)).setEndsAt(now.plusSeconds(600))
                .setAuthor("").setReason("").build()));
        console.projection.apply(hostile.everywhere(OnCallChange.newBuilder().setId("hostile").setKind(
                OnCallChangeKind.OVERRIDE).setSchedule("").setPeople(List.of()).setFrom(ago(5)).setUntil(now
                        .plusSeconds(
                                600)).setAuthor("").setReason("").setSetAt(ago(6)).build()));
        console.projection.apply(hostile.everywhere(aQuarantined("01J0000000Q1", "").setReceivedAt(ago(5)).build()));
        console.projection.apply(hostile.everywhere(aQuarantined("01J0000000Q2", "").setReceivedAt(ago(5)).build()));
        console.projection.apply(hostile.everywhere(QuarantineReplay.newBuilder().setId("01J0000000Q1").setState(
                ReplayState.REFUSED).setActor("").setRequestedAt(ago(3)).setEndedAt(ago(3)).setReason("").setDetail("")
                .build()));
        console.projection.apply(hostile.everywhere(SourceHealth.newBuilder().setSource("").setInstance("").setAt(now)
                .setAcceptedAt(now).setAccepted(5).setAcceptedLastHour(5).setLongestGapMillis(1_000).setRefusedAt(ago(
                        1)).build()));
        console.projection.apply(hostile.everywhere(ChannelTest.newBuilder().setId("t1").setChannel("").setTarget("")
                .setActor("").setRequestedAt(ago(2)).setState(ChannelTestState.FAILED).build()));
        console.log.add(Topics.SIGNALS, Signal.newBuilder().setId("s1").setServiceKey(HostileText.TEXT).setReceivedAt(
                ago(4)).setBody(hostile.everywhere(Alert.newBuilder().setIdentity("").setSource("").setFormat("")
                        .setStatus(AlertStatus.FIRING).setName("").setSummary("").setLabels(Map.of()).setStartsAt(ago(
                                12)).setReceivedId("r").setValues(Map.of(HostileText.TEXT, 0.5)).build())).build());
    }

    private void policy() {
        try (var file = HostileScene.class.getResourceAsStream("/explain/policy.yml")) {
            var quoted = "'" + HostileText.TEXT.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028]", "").replace("'", "''") + "'";
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("Customers cannot work", quoted)
                    .replace("Is the shop down?", quoted) + "\n# " + HostileText.TEXT.replace("\u001b", "") + "\n";
            console.projection.apply(PolicyVersion.newBuilder(hostile.everywhere(aPolicy(3))).setText(text).build());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void incidents() {
        tell(Incident.newBuilder(hostile.everywhere(open(INCIDENT).build())).setParentId("").setMergedInto("")
                .setSuppressedBy("").build());
        tell(Incident.newBuilder(new HostileText(now, "data:text/html,<script>owned=1</script>").everywhere(open(
                "a1b2c3d4-hostile00002").build())).setState(IncidentState.ACKNOWLEDGED).setParentId(INCIDENT)
                .setMergedInto("").build());
        tell(Incident.newBuilder(new HostileText(now, "https://evil.example/\"><script>owned=1</script>").everywhere(
                resolved("a1b2c3d4-hostile00003", ago(1)).setOpenedAt(ago(9)).setRoundStartedAt(ago(9)).build()))
                .setParentId("").setMergedInto("").build());
    }

    private Incident.Builder open(String id) {
        return anIncident(id).setSeverity(new Severity("SEV1", 1)).setOpenedAt(ago(7)).setRoundStartedAt(ago(7))
                .setUpdatedAt(ago(7)).setAlertsFiring(1);
    }

    /** One fact of each kind, notifications, and a decision. */
    private void tell(Incident incident) {
        var id = incident.getId();
        console.projection.apply(incident);
        console.log.add(Topics.INCIDENTS, incident);
        for (var kind : FactKind.values()) {
            var fact = hostile.everywhere(aFact(id, kind.name(), kind).setAt(ago(5)).build());
            console.projection.apply(fact);
            console.log.add(Topics.TIMELINE, fact);
        }
        for (var outcome : List.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.RETRY, DeliveryOutcome.REJECTED)) {
            var page = hostile.everywhere(aPage(id + outcome, Incident.newBuilder(incident).build())
                    .setCreatedAt(ago(2)).setDueAt(ago(2)).build());
            console.projection.apply(page);
            console.projection.apply(Notification.newBuilder(page).setId(page.getId() + "-inbox").setChannel("inbox")
                    .build());
            console.log.add(Topics.NOTIFICATIONS, page);
            var delivery = hostile.everywhere(aDelivery(id + outcome, id, outcome).setAt(ago(1)).build());
            console.projection.apply(delivery);
            console.projection.apply(Delivery.newBuilder(delivery).setNotificationId(page.getId() + "-inbox").build());
            console.log.add(Topics.DELIVERIES, delivery);
        }
        console.log.add(Topics.DECISIONS, hostile.everywhere(decision(id)));
    }

    private Decision decision(String id) {
        return Decision.newBuilder().setId("d-" + id).setAt(ago(7)).setServiceKey("").setSignalId("").setStage("")
                .setOutcome("").setReason("").setPolicyVersion(3).setIncidentId(id).build();
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }
}
