package dev.tocsin.standalone.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.PolicyVersions;
import dev.tocsin.console.past.PastBoard;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.cases.FastForward;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code tocsin at} says of a moment equals what the board showed then: a random day is played on the correlator's
 * topology, every snapshot is recorded, and at random moments the board that is folded from the last snapshots and the
 * timeline is compared with the snapshots that were the last at that moment.
 */
class PastBoardTest {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int STEPS = 120;
    private static final int MOMENTS = 200;
    private static final List<CommandKind> COMMANDS = List.of(CommandKind.ACKNOWLEDGE, CommandKind.ACKNOWLEDGE,
            CommandKind.UNACKNOWLEDGE, CommandKind.SNOOZE, CommandKind.MITIGATE, CommandKind.MITIGATION_FAILED,
            CommandKind.RESOLVE, CommandKind.SET_SEVERITY, CommandKind.CLOSE, CommandKind.REOPEN);

    private final Map<Instant, List<Incident>> published = new TreeMap<>();
    private final List<Incident> snapshots = new ArrayList<>();
    private int commands;

    /** What the board shows of an incident. */
    private record Shown(String id, String title, String severity, String state, int round, String acknowledgedBy) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldShowWhatTheBoardShowedThen(long seed) throws PolicyErrors {
        var random = new SplittableRandom(seed);
        var projection = new Projection(Bounds.DEFAULT);
        try (var log = FastForward.ofIncidents(START)) {
            log.send("", new PolicyActivated(PolicyLoader.builtIn()));
            var policy = PolicyLoader.load(PolicyLoader.builtIn());
            for (int step = 0; step < STEPS; step++) {
                log.advance(Duration.ofSeconds(random.nextInt(1, 900)));
                take(log, policy, random);
                record(log);
            }
            log.snapshots().forEach(projection::apply);
            log.timeline().forEach(projection::apply);
            var board = new PastBoard(projection, query -> new LogExtract(List.of(), false), builtIn(policy));
            var end = log.now();

            var states = new java.util.TreeSet<String>();
            for (int moment = 0; moment < MOMENTS; moment++) {
                var at = START.plusMillis(random.nextLong(Duration.between(START, end).toMillis()));

                assertThat(folded(board, at)).as("seed " + seed + ", at " + at).containsExactlyInAnyOrderElementsOf(
                        shownAt(at));
                shownAt(at).forEach(shown -> states.add(shown.state()));
            }
            assertThat(states).as("states that were compared").contains("OPEN").hasSizeGreaterThan(1);
        }
    }

    private void take(FastForward log, CompiledPolicy policy, SplittableRandom random) {
        var open = newest(log.now()).values().stream().toList();
        if (random.nextInt(3) > 0 || open.isEmpty()) {
            var name = "Alert" + random.nextInt(4);
            var alert = alert(name, List.of("critical", "warning").get(random.nextInt(2)), random.nextInt(2) == 0
                    ? AlertStatus.FIRING
                    : AlertStatus.RESOLVED, log.now());
            log.send(policy.serviceKey(alert), alert);
            return;
        }
        var incident = open.get(random.nextInt(open.size()));
        var kind = COMMANDS.get(random.nextInt(COMMANDS.size()));
        Map<String, String> arguments = switch (kind) {
            case SNOOZE -> Map.of("for", "10m");
            case SET_SEVERITY -> Map.of("severity", policy.policy().severities().get(random.nextInt(2)).id());
            default -> Map.of();
        };
        log.send(incident.getServiceKey(), Command.newBuilder().setId("c-" + ++commands).setIncidentId(incident.getId())
                .setKind(kind).setActor(random.nextInt(2) == 0 ? "ada" : "ben").setVia("console").setIssuedAt(log
                        .now()).setNote("").setArguments(arguments).build());
    }

    private static Alert alert(String name, String severity, AlertStatus status, Instant now) {
        return Alert.newBuilder().setIdentity("prom:" + name).setSource("prom").setFormat("alertmanager").setStatus(
                status).setName(name).setSummary(name + " fires").setDescription("").setLabels(Map.of("alertname", name,
                        "severity", severity, "service", "shop")).setAnnotations(Map.of()).setValues(Map.of())
                .setStartsAt(now).setLinks(List.of()).setRemarks(List.of()).setReceivedId("").setDeliveryId("").build();
    }

    private void record(FastForward log) {
        var fresh = log.snapshots().subList(snapshots.size(), log.snapshots().size());
        fresh.forEach(each -> published.computeIfAbsent(each.getUpdatedAt(), _ -> new ArrayList<>()).add(each));
        snapshots.addAll(fresh);
    }

    private Map<String, Incident> newest(Instant at) {
        var newest = new LinkedHashMap<String, Incident>();
        published.forEach((when, some) -> {
            if (!when.isAfter(at)) {
                some.forEach(each -> newest.put(each.getId(), each));
            }
        });
        return newest;
    }

    private List<Shown> shownAt(Instant at) {
        return newest(at).values().stream().map(IncidentHeadline::of).filter(each -> !each.isOver()).map(
                each -> new Shown(each.id(), each.description().title(), each.description().severity(), each.state()
                        .name(), each.round(), each.milestones().acknowledgedBy())).toList();
    }

    private static List<Shown> folded(PastBoard board, Instant at) {
        return board.at(at, true).incidents().stream().map(row -> new Shown(row.id(), row.title(), row.severity(), row
                .state().name(), row.round(), row.acknowledgedBy())).toList();
    }

    private static PolicyVersions builtIn(CompiledPolicy policy) {
        return new PolicyVersions() {

            @Override
            public Optional<CompiledPolicy> version(int number) {
                return Optional.of(policy);
            }

            @Override
            public CompiledPolicy inForceAt(Instant at) {
                return policy;
            }
        };
    }
}
