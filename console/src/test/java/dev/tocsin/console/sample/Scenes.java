package dev.tocsin.console.sample;

import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.aQuarantined;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.pipeline.PipelineStage;
import dev.tocsin.console.report.GeneratedMonth;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.ClockPause;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.Link;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Severity;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.Suspect;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.schemas.topic.Topics;

/** What a person may find on the page at night. */
public final class Scenes {

    private static final int MANY = 10_000;

    private final ConsoleFixture console;
    private final Instant now;

    /** What to play, at a moment. */
    public Scenes(ConsoleFixture console, Instant now) {
        this.console = console;
        this.now = now;
    }

    /** Plays a scene by its name. */
    public void play(String scene) {
        console.progress = new ReadProgress(Optional.of(now), Optional.of(ago(2)), Map.of(), Optional.of(now),
                Optional.empty());
        console.pipeline = new Pipeline(Optional.of(now.plus(Duration.ofHours(1))), List.of(new PipelineStage(
                "correlator", 4,
                0),
                new PipelineStage("escalator", 4, 0), new PipelineStage("notifier", 1, 0)), Optional.of(ago(1)),
                Optional.empty());
        console.correlator = this::carryOut;
        switch (scene) {
            case "quiet" -> over();
            case "down" -> {
                console.pipeline = new Pipeline(Optional.of(now), List.of(new PipelineStage("correlator", 0, 1_204),
                        new PipelineStage(
                                "escalator",
                                4, 0), new PipelineStage("notifier", 1, 0)), Optional.of(ago(1)), Optional.empty());
                over();
            }
            case "hostile" -> new HostileScene(console, now).play();
            case "many" -> many();
            case "policy" -> {
                publish();
                night();
            }
            case "month" -> month();
            default -> night();
        }
    }

    private void night() {
        var worst = open("a1b2c3d4-checkout00001", 7).setTitle("Checkout fails for one in ten customers").setSeverity(
                new Severity(
                        "SEV1", 1)).setCustomerFacing(true).setAlertsFiring(2).setAlertsTotal(3).setAlerts(List.of(
                                anAlert("HighErrorRate",
                                        "errors \u2265 10 % on checkout-7"), anAlert("LatencyP99",
                                                "p99 of checkout is 4.2 s, above 1 s for 5 minutes"), anAlert(
                                                        "QueueDepth",
                                                        "orders waiting: 12 400"))).build();
        console.projection.apply(worst);
        console.projection.apply(open("a1b2c3d4-search000002", 42).setTitle("Search index is 40 minutes behind")
                .setService(
                        "search").setTeam("discovery").setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("Ben")
                .setAcknowledgedAt(ago(
                        40)).build());
        console.projection.apply(open("a1b2c3d4-billing00003", 190).setTitle("Nightly invoices did not run").setService(
                "billing")
                .setSeverity(new Severity("SEV3", 3)).setState(IncidentState.MITIGATED).setMitigatedBy("Chiara")
                .setMitigatedAt(ago(
                        60)).setQuietUntil(now.plusSeconds(240)).setAlertsFiring(0).build());
        console.projection.apply(open("a1b2c3d4-disk000000004", 3).setTitle("Disk of db-3 is full in four hours")
                .setService("db-3")
                .setSeverity(new Severity("SEV4", 4)).setLadder("nobody").setEnvironment("staging").setTeam("")
                .build());
        around();
        over();
        tell(worst);
        handled();
        console.projection.apply(aQuarantined("01J0000000Q1", "alerts: [this is not json").setReceivedAt(ago(30))
                .build());
        sources();
    }

    /** What ingest heard of its sources, and requests of one that could not be read until its mapping was mended. */
    private void sources() {
        console.projection.apply(heard("prometheus", 0.5, 640).setSkewMillis(1_200L).build());
        console.projection.apply(heard("zabbix", 130, 3).setLongestGapMillis(3_600_000).setSkewMillis(-240_000L)
                .build());
        console.projection.apply(heard("nagios", 20, 12).setRefusedAt(ago(4)).setRefusedBecause(
                "422 missing-field: The mapping's identity gives nothing: item.host is missing.").build());
        for (var number = 2; number < 6; number++) {
            console.projection.apply(aQuarantined("01J0000000Q" + number, "{\"check\": \"disk\"}").setSource("nagios")
                    .setFormat("json").setReason("missing-field").setDetail("item.host is missing.").setReceivedAt(ago(
                            number * 20)).build());
        }
        replay("01J0000000Q4", ReplayState.REPLAYED, "1 record written.");
        replay("01J0000000Q5", ReplayState.STALE, "Received 1 h 40 min ago, longer than quarantine.replay-within (1h),"
                + " so it says nothing of now and pages nobody. It says: Disk of db-7 is full (firing).");
    }

    private SourceHealth.Builder heard(String source, double minutesAgo, int lastHour) {
        return SourceHealth.newBuilder().setSource(source).setInstance("one").setAt(now).setAcceptedAt(now.minusMillis(
                (long) (minutesAgo * 60_000))).setAccepted(5_000).setAcceptedLastHour(lastHour).setLongestGapMillis(
                        7_800_000);
    }

    private void replay(String id, ReplayState state, String detail) {
        console.projection.apply(QuarantineReplay.newBuilder().setId(id).setState(state).setActor("Chiara")
                .setRequestedAt(ago(3)).setEndedAt(ago(3)).setReason("").setDetail(detail).build());
    }

    /** A policy with people, channels and a schedule. */
    private void publish() {
        try (var file = Scenes.class.getResourceAsStream("/explain/policy.yml")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            console.projection.apply(PolicyVersion.newBuilder().setName("shop").setVersion(7).setSha256("").setText(
                    text).setAuthor("Chiara").setPublishedAt(ago(600)).build());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** October 2026, for the reports, with its policy. */
    private void month() {
        console.projection.apply(GeneratedMonth.published());
        new GeneratedMonth(1, 400).writeTo(console.log);
        night();
        for (var minute = 12; minute > 0; minute--) {
            console.log.add(Topics.SIGNALS, Signal.newBuilder().setId("s" + minute).setServiceKey("checkout")
                    .setReceivedAt(ago(minute)).setBody(Alert.newBuilder().setIdentity("prometheus:HighErrorRate")
                            .setSource("prometheus").setFormat("alertmanager").setStatus(minute > 1
                                    ? AlertStatus.FIRING
                                    : AlertStatus.RESOLVED).setName("HighErrorRate").setSummary("").setLabels(Map.of())
                            .setStartsAt(ago(12)).setReceivedId("r").setValues(Map.of("error ratio", 0.02 + 0.3 * Math
                                    .sin(minute / 5.0), "threshold", 0.1)).build()).build());
        }
    }

    /** Ten thousand open incidents, one of which changes ten times a second. */
    private void many() {
        night();
        for (var number = 0; number < MANY; number++) {
            console.projection.apply(one(number).build());
        }
        Thread.ofVirtual().start(() -> {
            for (var number = 0; true; number++) {
                var changed = one(number % MANY).setRevision(2L + number).setAlertsFiring(2 + number % 7).build();
                console.announce(console.projection.apply(changed));
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });
    }

    private Incident.Builder one(int number) {
        var rank = 1 + number % 4;
        var service = List.of("checkout", "search", "billing", "catalogue", "mail").get(number % 5);
        var incident = open("many-" + number, 1 + number % 500).setTitle("Errors on " + service + "-" + number)
                .setService(service).setTeam("team-" + service).setSeverity(new Severity("SEV" + rank, rank));
        return switch (number % 3) {
            case 0 -> incident;
            case 1 -> incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("Ben").setAcknowledgedAt(now);
            default -> incident.setState(IncidentState.MITIGATED).setMitigatedBy("Ada").setMitigatedAt(now);
        };
    }

    private void tell(Incident incident) {
        var id = incident.getId();
        fact(id, "f1", FactKind.OPENED, 7, "SEV1 by rule errors-high: error ratio above 10 %", "source");
        fact(id, "f2", FactKind.LADDER_STARTED, 7, "ladder primary, first step at once", "escalator");
        fact(id, "f3", FactKind.PAGED, 7, "step 1: Ada by inbox", "escalator");
        fact(id, "f4", FactKind.ALERT_JOINED, 6, "p99 of checkout is 4.2 s, above 1 s for 5 minutes", "source");
        fact(id, "f5", FactKind.PAGED, 2, "step 2: Ada by pagerduty, Ben by slack, unacknowledged for 5 min",
                "escalator");
        fact(id, "f6", FactKind.DELIVERY_FAILED, 2, "Ben by slack: channel_not_found", "notifier");
        console.projection.apply(aPage("n1", incident).setCreatedAt(ago(7)).setDueAt(ago(7)).setTarget("Ada").build());
        console.projection.apply(aDelivery("n1", id, DeliveryOutcome.DELIVERED).setReason("").build());
        console.projection.apply(aPage("n2", incident).setCreatedAt(ago(2)).setDueAt(ago(2)).setChannel("pagerduty")
                .setRung(2)
                .setTarget("Ada").setReason("unacknowledged for 5 min").build());
        console.projection.apply(aDelivery("n2", id, DeliveryOutcome.RETRY).setAttempt(2).setReason(
                "HTTP 503 from the receiver")
                .setRetryAt(now.plusSeconds(30)).build());
        console.projection.apply(aPage("n3", incident).setCreatedAt(ago(2)).setDueAt(ago(4)).setLate(true).setChannel(
                "slack")
                .setAddress("#oncall").setRung(2).setTarget("Ben").setReason("unacknowledged for 5 min")
                .build());
        console.projection.apply(aDelivery("n3", id, DeliveryOutcome.REJECTED).setReason("channel_not_found").build());
    }

    /** One that people work on, and one that is over and leaves something to do. */
    private void handled() {
        var id = "a1b2c3d4-payments00009";
        console.projection.apply(open(id, 31).setTitle("Payments are slow").setService("payments").setSeverity(
                new Severity("SEV1", 1)).setCustomerFacing(true).setAcknowledgesNeeded(2).setAcknowledgements(List.of(
                        Acknowledgement.newBuilder().setBy("Ada").setVia("slack").setAt(ago(28)).build()))
                .setRoles(Map.of("commander", "Chiara", "communicator", "Ben")).setAssessment(
                        "The card gateway answers after 9 s; ours are fine").setAssessedBy("Chiara").setAssessedAt(ago(
                                20)).setUpdates(List.of(anUpdate(1, UpdateAudience.INSIDE, "investigating",
                                        "Looking at the gateway", 25).build(), anUpdate(2, UpdateAudience.BOTH,
                                                "identified", "Card payments take long. We wait for our provider.", 12)
                                                .setNextAt(now.plusSeconds(180)).build()))
                .setUpdatesTotal(2).setClockPauses(List.of(ClockPause.newBuilder().setPhase("mitigate").setFrom(ago(11))
                        .setReason("waiting for the provider").setBy("Chiara").build())).build());
        clock(id, FactKind.CLOCK_STARTED, "respond,assess,mitigate", 31, "clocks started: respond, assess, mitigate",
                Map.of("respond", ago(16).toString(), "assess", ago(1).toString(), "mitigate", now.plusSeconds(900)
                        .toString()));
        clock(id, FactKind.CLOCK_BREACHED, "respond", 16, "not acknowledged within 15 min (SEV1)", Map.of("dueAt", ago(
                16).toString()));
        clock(id, FactKind.CLOCK_MET, "assess", 20, "assessed after 11 min, within 30 min (SEV1)", Map.of());
        clock(id, FactKind.CLOCK_PAUSED, "mitigate", 11, "clocks paused: mitigate", Map.of());
        console.projection.apply(open("a1b2c3d4-ledger0000010", 300).setTitle("Ledger was read-only").setService(
                "ledger").setState(IncidentState.RESOLVED).setResolvedBy("Ben").setResolvedAt(ago(100)).setUpdatedAt(
                        ago(100)).setAlertsFiring(0).setMitigation(new Mitigation("moved writes to the replica",
                                "find out why the disk was full")).setResolution(new Resolution("a full disk",
                                        "logs are rotated again", "one in five bookings was late",
                                        "https://wiki.example.org/reviews/17")).setTasks(List.of(aTask("c1",
                                                "Document the timeline", "Ben", ago(10)).setDoneAt(ago(20)).setDoneBy(
                                                        "Ben").build(), aTask("c2", "Alert on disks at 80 %", "Ada",
                                                                ago(5)).build(), aTask("a1",
                                                                        "Talk with the vendor", "", now.plus(Duration
                                                                                .ofHours(30))).build())).build());
    }

    private StatusUpdate.Builder anUpdate(int number, UpdateAudience audience, String status, String text, int before) {
        return StatusUpdate.newBuilder().setNumber(number).setAudience(audience).setStatus(status).setText(text).setBy(
                "Ben").setVia("console").setAt(ago(before));
    }

    private static IncidentTask.Builder aTask(String id, String text, String owner, Instant dueAt) {
        return IncidentTask.newBuilder().setId(id).setText(text).setOwner(owner).setDueAt(dueAt).setAddedBy("policy");
    }

    private void clock(String incidentId, FactKind kind, String phase, int minutes, String summary,
            Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put("phase", phase);
        console.projection.apply(aFact(incidentId, kind + phase, kind).setAt(ago(minutes)).setSummary(summary).setActor(
                "escalator").setDetails(details).build());
    }

    private void over() {
        var incident = resolved("a1b2c3d4-old0000000005", ago(95)).setTitle(
                "Certificate of api.example.com expires in 3 days")
                .setSeverity(new Severity("SEV3", 3)).setOpenedAt(ago(400)).setRoundStartedAt(ago(400)).build();
        console.projection.apply(incident);
        console.projection.apply(aPage("n9", incident).setCreatedAt(ago(400)).setKind(NotificationKind.PAGE).setTarget(
                "Ada")
                .build());
        console.projection.apply(aDelivery("n9", incident.getId(), DeliveryOutcome.DELIVERED).build());
    }

    /** What the surroundings of incidents look like: a storm, a parent, suspects, a silence, somebody's secret. */
    private void around() {
        console.projection.apply(open("a1b2c3d4-storm00000005", 5).setTitle("240 alerts of prometheus within a minute")
                .setCorrelationKey("prometheus {storm=flood}").setService("prometheus").setTeam("platform")
                .setAlertsTotal(240).setAlertsFiring(228).setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("Ada")
                .setRoles(Map.of("commander", "Ada", "scribe", "Ben")).build());
        for (var number = 1; number <= 3; number++) {
            console.projection.apply(open("a1b2c3d4-child0000000" + number, 5).setTitle("Node " + number
                    + " is not reachable").setService("node-" + number).setSeverity(new Severity("SEV3", 3))
                    .setParentId("a1b2c3d4-storm00000005").setParentReason("one of 240 alerts of prometheus")
                    .setSuppressedBy("storm flood: a1b2c3d4-storm00000005 pages for it").build());
        }
        console.projection.apply(open("a1b2c3d4-orders0000006", 9).setTitle("orders-db does not answer").setService(
                "orders-db").setTeam("storage").setRespondWithinMillis(15 * 60_000L).setFlapping(true).setSteps(List.of(
                        "Check the connection pool: tocsin runbook RB-006", "Fail over to the replica"))
                .setSuspects(List.of(suspect("deployment", "orders-db", 0, "orders-db 7.1.0 to production", "chiara",
                        12), suspect("configuration", "payments", 1, "pool size 20 -> 200", "", 47)))
                .setCalledIn(List.of(CalledIn.newBuilder().setName("dba").setBy("Ben").setAt(ago(2)).setNote(
                        "replica lags").build())).build());
        console.projection.apply(open("a1b2c3d4-secret0000007", 15).setTitle("Customer data in a public bucket")
                .setService("storage").setTeam("security").setSecurity(true).setConfidential(true).build());
        console.projection.apply(open("a1b2c3d4-backup0000008", 80).setTitle("Backup takes longer than usual")
                .setService(
                        "backup").setSuppressedBy("silence nightly-backup of dba: Nightly backup").build());
        console.projection.apply(SilenceSet.newBuilder().setSilenceId("nightly-backup").setKind(SilenceKind.SILENCE)
                .setMatchers(List.of(Matcher.newBuilder().setName("alertname").setValue("BackupSlow").build()))
                .setStartsAt(ago(90)).setEndsAt(now.plus(Duration.ofHours(2))).setAuthor("dba").setReason(
                        "Nightly backup").build());
        console.projection.apply(SilenceSet.newBuilder().setSilenceId("db-upgrade").setKind(SilenceKind.MAINTENANCE)
                .setMatchers(List.of()).setServices(List.of("orders-db")).setStartsAt(now.plus(Duration.ofHours(8)))
                .setEndsAt(now.plus(Duration.ofHours(10))).setAuthor("Chiara").setReason("orders-db 7 to 8").build());
        console.projection.apply(SilenceSet.newBuilder().setSilenceId("old").setKind(SilenceKind.SILENCE).setMatchers(
                List.of()).setCondition("labels.cluster == \"eu-2\"").setStartsAt(ago(600)).setEndsAt(ago(500))
                .setAuthor("Ben").setReason("eu-2 is being moved").build());
    }

    private Suspect suspect(String kind, String service, int distance, String summary, String author, int before) {
        return Suspect.newBuilder().setChangeId(summary).setService(service).setKind(kind).setSummary(summary)
                .setAuthor(
                        author).setChangedAt(ago(9 + before)).setDistance(distance).setLinks(List.of(Link.newBuilder()
                                .setTitle(
                                        "build 1841").setHref("https://ci.example.org/1841").build())).build();
    }

    private void carryOut(Command command) {
        var incident = console.projection.file(command.getIncidentId()).orElseThrow().incident();
        var kind = switch (command.getKind()) {
            case ACKNOWLEDGE -> FactKind.ACKNOWLEDGED;
            case MITIGATE -> FactKind.MITIGATED;
            case RESOLVE -> FactKind.RESOLVED;
            default -> FactKind.NOTE_ADDED;
        };
        var builder = Incident.newBuilder(incident).setUpdatedAt(now);
        if (command.getKind() == CommandKind.ACKNOWLEDGE) {
            builder.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy(command.getActor());
        } else if (command.getKind() == CommandKind.MITIGATE) {
            builder.setState(IncidentState.MITIGATED).setMitigatedBy(command.getActor());
        } else if (command.getKind() == CommandKind.RESOLVE) {
            builder.setState(IncidentState.RESOLVED).setResolvedBy(command.getActor());
        }
        console.announce(console.projection.apply(aFact(incident.getId(), command.getId(), kind).setAt(now).setActor(
                command
                        .getActor()).setSummary(command.getNote()).setDetails(Map.of("command", command.getId()))
                .build()));
        console.announce(console.projection.apply(builder.build()));
    }

    private Incident.Builder open(String id, int minutes) {
        return anIncident(id).setOpenedAt(ago(minutes)).setRoundStartedAt(ago(minutes)).setUpdatedAt(ago(minutes))
                .setAlerts(List.of(
                        anAlert("HighErrorRate", "errors \u2265 10 % on checkout-7")));
    }

    private void fact(String incidentId, String id, FactKind kind, int minutes, String summary, String actor) {
        console.projection.apply(aFact(incidentId, id, kind).setAt(ago(minutes)).setSummary(summary).setActor(actor)
                .build());
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }
}
