package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Change;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same log gives the same incidents and the same timeline, byte for byte, whatever the policy can do: everything it
 * knows is on, and whatever people, sources and time do happens at random. {@link ReplayProperties} shrinks; this one mixes.
 */
@Tag("long")
class EverythingReplayTest {

    private static final int STEPS = 160;
    private static final List<String> SERVICES = List.of("payments", "shop", "orders-db");
    private static final List<String> NAMES = List.of("DiskFull", "HighLatency", "NodeDown", "Flood");
    private static final List<Duration> PAUSES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(35),
            Duration.ofMinutes(2), Duration.ofMinutes(6), Duration.ofMinutes(16), Duration.ofMinutes(40));
    private static final CommandKind[] KINDS = CommandKind.values();

    private static final String POLICY = CorrelatorHarness.resource("policy.yml")
            .replace("urgent: {", "urgent: {acknowledges: 2, acknowledge-expires: 1h, ")
            .replace("normal: {", "normal: {acknowledge-expires: 30m, ").replace("""
            rules:
            """, """
            services:
              shop: {depends-on: [payments, orders-db]}
              payments: {depends-on: [orders-db]}
              orders-db: {}
            sources: {"*": {expire: 1h}}
            flapping: {transitions: 4, within: 20m, leave: 1, quiet: 10m}
            silences:
              - id: nightly
                when: 'alertname="HighLatency", instance="i-1"'
                author: dba
                reason: Nightly backup
                every: {days: [mon, tue, wed, thu, fri, sat, sun], from: "03:30", to: "04:30", zone: UTC}
            inhibit:
              - {id: node-down, source: 'alertname="NodeDown"', target: 'severity="warning"', equal: [instance]}
              - {id: dependency-down, source: 'alertname="NodeDown"', target: 'alertname="HighLatency"', along: dependencies}
            storms:
              - {id: flood, by: source, alerts: 12, within: 5m, leave: 2, severity: SEV2, ladder: urgent, hold: 5s}
            changes: {look-back: 4h}
            dependents: fold
            roles: [commander]
            after:
              - severities: [SEV1]
                review: {within: 2d}
                checklist: [{task: Document it, within: 24h, owner: commander}, {task: Tell customers}]
            rules:
              - id: flood
                reason: Do many flood?
                when: alertname="Flood"
                severity: SEV2
                correlate-by: [service, name]
                threshold: {alerts: 3, within: 10m}
                window: 30m
                resolve: first
                lower: true
                inactive: 2h
                max-age: 6h
            """);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGiveTheSameBytesWhateverHappens(long seed) {
        var random = new Random(seed);
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var since = new HashMap<String, Instant>();
            for (var i = 0; i < STEPS; i++) {
                correlator.advance(PAUSES.get(random.nextInt(PAUSES.size())));
                happen(correlator, random, since, i);
            }
            correlator.advance(Duration.ofHours(8));

            var replay = CorrelatorHarness.replaying(correlator.log());

            assertThat(replay.log()).as("a replay adds nothing to the log").hasSameSizeAs(correlator.log());
            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            assertThat(correlator.facts()).as("the history is worth replaying").contains(FactKind.OPENED,
                    FactKind.RESOLVED,
                    FactKind.ALERT_JOINED, FactKind.SUPPRESSED);
            replay.crash();
            correlator.skip();
        }
    }

    private static void happen(CorrelatorHarness correlator, Random random, Map<String, Instant> since, int step) {
        var service = SERVICES.get(random.nextInt(SERVICES.size()));
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var alert = anAlert(service + "-" + name + "-" + random.nextInt(4)).named(name).label("instance", "i-" + random
                .nextInt(3)).label("service", service).severity(random.nextBoolean() ? "critical" : "warning");
        switch (random.nextInt(13)) {
            case 3 -> correlator.request(service, alert.since(correlator.now()).firing(), anAlert(service + "-" + name
                    + "-x").named(name).label("service", service).since(correlator.now()).firing(), anAlert(service
                            + "-Other-x").named("NodeDown").label("service", service).severity("warning").since(
                                    correlator.now()).firing());
            case 0, 1, 2 -> {
                since.put(alert.identity(), correlator.now());
                correlator.fire(service, alert);
            }
            case 4, 5, 6 -> correlator.resolve(service, alert.since(since.getOrDefault(alert.identity(), correlator
                    .now())));
            case 12 -> correlator.atHome(service, anAlert("issue-" + random.nextInt(3)).from("sentry")
                    .named(name).since(correlator.now()).in(random.nextInt(3) == 0
                            ? AlertStatus.RESOLVED
                            : AlertStatus.FIRING));
            case 7 -> correlator.fire(service, alert.since(since.getOrDefault(alert.identity(), correlator.now())));
            case 8 -> command(correlator, random, step);
            case 9 -> correlator.silence(silence(correlator, name, random));
            case 10 -> correlator.change(service, Change.newBuilder().setId("change-" + step).setSource("ci").setKind(
                    "deployment").setSummary(service + " 1.2." + step).setChangedAt(correlator.now()).build());
            default -> {
                if (random.nextInt(3) == 0) {
                    correlator.restart();
                } else {
                    correlator.activate(CorrelatorHarness.policy(step + 2, random.nextBoolean()
                            ? POLICY
                            : POLICY.replace("correlate-by: [service, name]", "correlate-by: [service]")));
                }
            }
        }
    }

    private static SilenceSet silence(CorrelatorHarness correlator, String name, Random random) {
        return SilenceSet.newBuilder().setSilenceId("silence-" + name).setKind(SilenceKind.SILENCE).setMatchers(List.of(
                new Matcher("alertname", name, false, true))).setStartsAt(correlator.now()).setEndsAt(correlator.now()
                        .plusSeconds(60L * (1 + random.nextInt(30))))
                .setAuthor("bob").setReason("known").build();
    }

    private static void command(CorrelatorHarness correlator, Random random, int step) {
        var snapshots = correlator.everySnapshot();
        if (!snapshots.isEmpty()) {
            var incident = snapshots.get(random.nextInt(snapshots.size()));
            var other = snapshots.get(random.nextInt(snapshots.size()));
            correlator.send(incident.getServiceKey(), dev.tocsin.event.Command.newBuilder().setId("command-" + step)
                    .setIncidentId(incident.getId()).setKind(KINDS[random.nextInt(KINDS.length)]).setActor(random
                            .nextBoolean() ? "alice" : "bob")
                    .setVia("console").setIssuedAt(correlator.now()).setNote("note " + step)
                    .setArguments(arguments(incident, other)).build());
        }
    }

    /** Something for each kind of command. */
    private static Map<String, String> arguments(Incident incident, Incident other) {
        return Map.ofEntries(entry("severity", other.getSeverity().getId()), entry("role", "commander"), entry("person",
                "carol"), entry("for", "20m"), entry("to", other.getId()), entry("into", other.getId()), entry(
                        "confidential", "true"), entry("assessment", "it is full"), entry("text", "we look into it"),
                entry("audience", "both"), entry("next", "15m"), entry("reason", "waiting"), entry("task", incident
                        .getTasks().stream().findFirst().map(IncidentTask::getId).orElse("a task")), entry("owner",
                                "bob"), entry("due", "1d"), entry("action", "restarted"), entry("cause", "a bug"),
                entry("fix", "none"), entry("review", "https://wiki.example.org/review"), entry("alerts", incident
                        .getAlerts().stream().skip(1)
                        .map(IncidentAlert::getIdentity).reduce((one, next) -> one + "\n" + next).orElse("")));
    }
}
