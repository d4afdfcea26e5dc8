package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;

/** What holds for every history, whatever happens in whatever order. */
class ReplayProperties {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration REOPEN_WINDOW = Duration.ofMinutes(30);
    /** With whatever makes alerts wait, be needless, expire or flap. */
    private static final String POLICY = CorrelatorHarness.resource("policy.yml")
            .replace("urgent: {", "urgent: {acknowledges: 2, ")
            .replace("normal: {", "normal: {acknowledge-expires: 25m, ") + """
            after: [{severities: [SEV1], review: {within: 1d}, checklist: [{task: Document it, within: 24h}]}]
            sources: {"*": {expire: 20m}}
            flapping: {transitions: 4, within: 10m, leave: 1, quiet: 5m}
            inhibit:
              - {id: cluster-down, source: 'alertname="ClusterDown"', target: 'alertname="DiskFull"', equal: [cluster]}
            silences:
              - {id: backups, when: 'instance="db-5"', author: dba, reason: Backup, every: {from: "03:10", to: "03:40"}}
            """;
    private static final List<String> NAMES = List.of("DiskFull", "HighLatency");

    /** One thing that happens: what, to which alert or incident, and how long after the one before. */
    record Happening(What what, int alert, Duration after) {

        String name() {
            return NAMES.get(alert % NAMES.size());
        }

        String instance() {
            return "db-" + alert;
        }
    }

    enum What {
        FIRE, FIRE_MILDER, RESOLVE, REPEAT, OLD_FIRE, OLD_RESOLVE, ACKNOWLEDGE, MITIGATE, RESOLVE_BY_PERSON, SET_SEVERITY, ACKNOWLEDGE_TOO, MITIGATION_FAILED, ASSESS, UPDATE, PAUSE_CLOCKS, RESUME_CLOCKS, ADD_TASK, COMPLETE_TASK, CLOSE, SWITCH_POLICY, RESTART, SILENCE, END_SILENCE, INHIBIT, INHIBIT_NO_MORE, FLAP, TOGETHER, UNACKNOWLEDGE, REOPEN, SAY_OTHERWISE, COUNT_FROM_EARLIER
    }

    @Property(tries = 80)
    void shouldGiveTheSameBytesWhenTheLogIsReplayed(@ForAll("histories") List<Happening> history) {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var stage = new Stage(correlator);
            history.forEach(stage::play);
            correlator.advance(Duration.ofHours(1));

            var replay = CorrelatorHarness.replaying(correlator.log());

            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            assertThat(replay.log()).hasSameSizeAs(correlator.log());
            replay.crash();
            correlator.skip();
        }
    }

    @Property(tries = 80)
    void shouldNeverHaveTwoOpenIncidentsForOneKeyNorSkipARevision(@ForAll("histories") List<Happening> history) {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var stage = new Stage(correlator);
            var last = new HashMap<String, Incident>();

            for (var happening : history) {
                stage.play(happening);
                for (var snapshot : correlator.snapshots()) {
                    var before = last.put(snapshot.getId(), snapshot);
                    assertThat(snapshot.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
                    assertThat(snapshot.getAlertsFiring()).isBetween(0, snapshot.getAlertsTotal());
                    assertThat(snapshot.getAlerts().stream().filter(one -> one.getStatus() == AlertStatus.FIRING))
                            .hasSize(snapshot.getAlertsFiring());
                    assertThat(snapshot.getAlerts()).hasSize(snapshot.getAlertsTotal());
                }
                assertThat(last.values().stream().filter(one -> one.getState() != IncidentState.RESOLVED && one
                        .getState() != IncidentState.CLOSED)
                        .collect(Collectors.groupingBy(Incident::getCorrelationKey, Collectors.counting())).values())
                        .allSatisfy(open -> assertThat(open).isEqualTo(1));
            }
            correlator.skip();
        }
    }

    @Property(tries = 80)
    void shouldHoldWhatItsRowsSayIsHeldAndNothingForEver(@ForAll("histories") List<Happening> history) {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var stage = new Stage(correlator);

            for (var happening : history) {
                stage.play(happening);
                assertThat(identities(correlator.held(), row -> !row.getBy().isEmpty()))
                        .isEqualTo(identities(correlator.alerts(), AlertState::getHeld));
                assertThat(identities(correlator.held(), HeldAlert::getFlapping))
                        .isEqualTo(identities(correlator.alerts(), AlertState::getFlapping));
            }
            for (var hour = 0; hour < 24; hour++) {
                correlator.advance(Duration.ofHours(1));
            }
            assertThat(correlator.held()).isEmpty();
            assertThat(identities(correlator.alerts(), row -> row.getStatus() == AlertStatus.FIRING)).isEmpty();
            correlator.skip();
        }
    }

    private static <R> Set<String> identities(Map<String, R> rows, Predicate<R> which) {
        return rows.entrySet().stream().filter(entry -> which.test(entry.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Property(tries = 80)
    void shouldDoAsTheModelDoes(@ForAll("orderlyHistories") List<Happening> history) {
        try (var correlator = CorrelatorHarness.start()) {
            var model = new IncidentModel(QUIET, REOPEN_WINDOW);
            var stage = new Stage(correlator);

            for (var happening : history) {
                correlator.advance(happening.after());
                model.passTo(correlator.now());
                if (!(happening.what() == What.FIRE && model.isDisowned("prom:" + happening.instance()))) {
                    stage.happen(happening);
                    tell(model, happening, correlator.now());
                }
                assertThat(standing(correlator)).isEqualTo(model.told());
            }
            correlator.skip();
        }
    }

    private static void tell(IncidentModel model, Happening happening, Instant now) {
        switch (happening.what()) {
            case FIRE -> model.fire(happening.name(), "prom:" + happening.instance());
            case RESOLVE -> model.resolve("prom:" + happening.instance(), now);
            case ACKNOWLEDGE -> model.acknowledge(happening.name());
            case RESOLVE_BY_PERSON -> model.resolveByPerson(happening.name(), now);
            default -> throw new AssertionError(happening.what() + " is not orderly");
        }
    }

    /** The incidents that can still change, in the words of the model. */
    private static Map<String, String> standing(CorrelatorHarness correlator) {
        var last = new TreeMap<String, String>();
        correlator.rowsById().values().forEach(row -> {
            var incident = row.getIncident();
            last.put(incident.getLabels().get("alertname"), incident.getState() + " round " + incident.getRound() + ": "
                    + incident.getAlertsFiring() + " of " + incident.getAlertsTotal() + " fire");
        });
        return last;
    }

    Gen<List<Happening>> histories() {
        return happenings(Gens.of(What.class)).list(1, 40);
    }

    /** In which every delivery comes once, in order. */
    Gen<List<Happening>> orderlyHistories() {
        return happenings(Gens.of(What.FIRE, What.FIRE, What.RESOLVE, What.RESOLVE, What.ACKNOWLEDGE,
                What.RESOLVE_BY_PERSON)).list(1, 60);
    }

    private static Gen<Happening> happenings(Gen<What> what) {
        return Gens.combine(what, Gens.ints(1, 6), Gens.of(Duration.ofSeconds(1),
                Duration.ofSeconds(40), Duration.ofMinutes(3), QUIET, Duration.ofMinutes(16), REOPEN_WINDOW),
                Happening::new);
    }

    /** Plays happenings on a correlator, remembering what it must to repeat and to be late. */
    private static final class Stage {

        private final CorrelatorHarness correlator;
        private final Map<String, Instant> since = new HashMap<>();
        private int policyVersion = 1;

        Stage(CorrelatorHarness correlator) {
            this.correlator = correlator;
        }

        void play(Happening happening) {
            correlator.advance(happening.after());
            happen(happening);
        }

        void happen(Happening happening) {
            // Enough labels that a hash map and a sorted map put them into different orders.
            var alert = anAlert(happening.instance()).named(happening.name()).label("zone", "a").label("cluster", "eu")
                    .label("pod", "p-1").label("job", "node").label("team", "storage").label("env", "prod");
            switch (happening.what()) {
                case FIRE -> fire(alert);
                case FIRE_MILDER -> fire(alert.severity("warning"));
                case RESOLVE -> correlator.resolve(begun(alert));
                case REPEAT -> correlator.fire(begun(alert));
                case OLD_FIRE -> correlator.fire(alert.since(correlator.now().minusSeconds(600)));
                case OLD_RESOLVE -> correlator.resolve(alert.since(correlator.now().minusSeconds(600))
                        .until(correlator.now().minusSeconds(300)));
                case ACKNOWLEDGE -> command(CommandKind.ACKNOWLEDGE, happening);
                case MITIGATE -> command(CommandKind.MITIGATE, happening);
                case RESOLVE_BY_PERSON -> command(CommandKind.RESOLVE, happening);
                case SET_SEVERITY -> command(CommandKind.SET_SEVERITY, happening);
                case ACKNOWLEDGE_TOO -> commandBy("bob", CommandKind.ACKNOWLEDGE, happening);
                case MITIGATION_FAILED -> command(CommandKind.MITIGATION_FAILED, happening);
                case ASSESS -> command(CommandKind.ASSESS, happening);
                case UPDATE -> command(CommandKind.POST_UPDATE, happening);
                case PAUSE_CLOCKS -> command(CommandKind.PAUSE_CLOCKS, happening);
                case RESUME_CLOCKS -> command(CommandKind.RESUME_CLOCKS, happening);
                case ADD_TASK -> command(CommandKind.ADD_TASK, happening);
                case COMPLETE_TASK -> command(CommandKind.COMPLETE_TASK, happening);
                case CLOSE -> command(CommandKind.CLOSE, happening);
                case SWITCH_POLICY -> switchPolicy();
                case RESTART -> correlator.restart();
                case SILENCE -> correlator.silence(silence(happening).build());
                case END_SILENCE -> correlator.silence(silence(happening).setEndsAt(correlator.now()).build());
                case INHIBIT -> fire(clusterDown(happening));
                case INHIBIT_NO_MORE -> correlator.resolve(begun(clusterDown(happening)));
                case FLAP -> flap(alert);
                case TOGETHER -> together(happening, alert);
                case UNACKNOWLEDGE -> command(CommandKind.UNACKNOWLEDGE, happening);
                case REOPEN -> command(CommandKind.REOPEN, happening);
                case SAY_OTHERWISE -> correlator.fire(begun(alert).says("it fails since " + happening.after()).value(
                        "errors", happening.after().toSeconds()).severity(happening.alert() % 2 == 0
                                ? "info"
                                : "critical")
                        .link("https://example.org/" + happening.after()).label("pod", "p-" + happening.after()));
                case COUNT_FROM_EARLIER -> correlator.fire(begun(alert).since(begun(alert).startsAt().orElseThrow()
                        .minusSeconds(45)));
            }
        }

        private void fire(AlertFixture alert) {
            since.put(alert.identity(), correlator.now());
            correlator.fire(alert);
        }

        /** One request: one alert anew, one as it was, one of another kind, and one that is over. */
        private void together(Happening happening, AlertFixture alert) {
            since.put(alert.identity(), correlator.now());
            correlator.request("payments", begun(alert).firing(), begun(anAlert("db-" + (happening.alert() + 1)).named(
                    happening.name())).firing(), begun(anAlert("db-" + (happening.alert() + 2))).severity("warning")
                            .firing(),
                    begun(alert).until(correlator.now()).resolved());
        }

        private void flap(AlertFixture alert) {
            for (var turn = 0; turn < 3; turn++) {
                correlator.advance(Duration.ofSeconds(5));
                fire(alert);
                correlator.advance(Duration.ofSeconds(5));
                correlator.resolve(begun(alert));
            }
        }

        private SilenceSet.Builder silence(Happening happening) {
            return SilencesTest.silence("silence-" + happening.alert() % 2).setStartsAt(correlator.now())
                    .setEndsAt(correlator.now().plus(Duration.ofMinutes(20)))
                    .setMatchers(List.of(new Matcher("alertname", happening.name(), false, true)));
        }

        private static AlertFixture clusterDown(Happening happening) {
            return anAlert("cluster-" + happening.alert() % 2).named("ClusterDown").label("cluster", "eu");
        }

        private AlertFixture begun(AlertFixture alert) {
            return alert.since(since.computeIfAbsent(alert.identity(), _ -> correlator.now()));
        }

        private void command(CommandKind kind, Happening happening) {
            commandBy("alice", kind, happening);
        }

        private void commandBy(String who, CommandKind kind, Happening happening) {
            correlator.everySnapshot().stream().filter(one -> one.getAlerts().stream()
                    .anyMatch(member -> member.getName().equals(happening.name()))).reduce((_, last) -> last)
                    .ifPresent(incident -> correlator.commandBy(who, kind, incident, arguments(kind, happening)));
        }

        private static Map<String, String> arguments(CommandKind kind, Happening happening) {
            return switch (kind) {
                case SET_SEVERITY -> Map.of("severity", "SEV" + (1 + happening.alert() % 3));
                case ASSESS -> Map.of("assessment", "it is " + happening.name());
                case POST_UPDATE -> Map.of("text", "we look into it", "audience", "both", "next", "15m");
                case PAUSE_CLOCKS -> Map.of("reason", "waiting", "for", "20m");
                case ADD_TASK -> Map.of("task", "look at " + happening.name(), "due", "1d");
                case COMPLETE_TASK -> Map.of("task", happening.alert() % 2 == 0 ? "a1" : "c1");
                default -> Map.of();
            };
        }

        private void switchPolicy() {
            policyVersion++;
            correlator.activate(CorrelatorHarness.policy(policyVersion, POLICY.replace("correlate-by: [service, name]",
                    policyVersion % 2 == 0
                            ? "correlate-by: [service]"
                            : "correlate-by: [service, name]")));
        }
    }
}
