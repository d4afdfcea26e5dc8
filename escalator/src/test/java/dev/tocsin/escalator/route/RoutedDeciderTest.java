package dev.tocsin.escalator.route;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.ladder.LadderDecider;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.RouteTaker;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.state.Escalation;
import org.junit.jupiter.api.Test;

/** An incident that several routes take: each pages its own, at its own pace, in its own hours. */
class RoutedDeciderTest {

    private static final String TEXT = """
            policy: routed
            severities: [{id: SEV1, ladder: usual}]
            windows:
              nights: {times: ["00:00-24:00"], days: ["sun:sat"], years: [%s]}
              first: {days-of-month: [%s], months: [%s], years: [%s]}
            routing:
              name: root
              notify: [default]
              routes:
                - {name: dba, when: 'a="1"', notify: [dba], repeat: 4h}
                - {name: chat, when: 'a="2"', notify: [chat], group-wait: 30s, group-interval: 5m, repeat: 3w}
                - {name: muted, when: 'a="3"', notify: [muted], mute: [first]}
                - {name: silent, when: 'a="4"', notify: []}
            ladders: {usual: {steps: [{notify: [default]}]}}
            targets: {default: [inbox], dba: [{channel: hook, address: dba}], chat: [{channel: hook, address: chat}],
              muted: [{channel: hook, address: muted}]}
            channels: {inbox: {type: inbox}, hook: {type: slack, token: {env: TOKEN}}}
            """;

    private final CompiledPolicy policy = load();
    private final RoutedDecider routes = new RoutedDecider(new LadderDecider(version -> pinned(version), Duration
            .ofSeconds(30), Duration.ofDays(7)), this::pinned);
    private Optional<Escalation> row = Optional.empty();
    private int revision;

    private PinnedPolicy pinned(int version) {
        return PinnedPolicy.of(version, policy.policy());
    }

    private static CompiledPolicy load() {
        var day = OPENED_AT.atZone(java.time.ZoneOffset.UTC);
        try {
            return PolicyLoader.load("routed.yml", TEXT.formatted(1999, day.getDayOfMonth(), day.getMonthValue(), day
                    .getYear()));
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong);
        }
    }

    private List<String> snapshot(Instant now, IncidentState state, int alerts, String... takers) {
        var incident = Incident.newBuilder(anIncident().revision(++revision).state(state).build()).setAlertsTotal(
                alerts)
                .setTakers(Stream.of(takers).map(route -> RouteTaker.newBuilder().setRoute(route).setSince(since(route,
                        now)).build()).toList()).build();
        return told(routes.onSnapshot(row, incident, now));
    }

    private Instant since(String route, Instant now) {
        return row.flatMap(known -> known.getIncident().getTakers().stream().filter(taker -> taker.getRoute().equals(
                route)).findFirst()).map(RouteTaker::getSince).orElse(now);
    }

    private List<String> due(Instant now) {
        return told(routes.onDue(row.orElseThrow(), now));
    }

    private List<String> told(EscalationResult result) {
        row = Optional.of(result.row());
        var told = new ArrayList<String>();
        result.decisions().forEach(decision -> {
            switch (decision) {
                case Page page -> told.add("page " + page.to().getTarget());
                case Tell tell -> told.add("tell " + tell.to().getTarget());
                case Held held -> told.add("held: " + held.why());
                default -> {
                    /* the rest is not told */ }
            }
        });
        return told;
    }

    private Optional<Instant> nextDue() {
        return row.orElseThrow().getNextDueAt();
    }

    @Test
    void shouldPageTheReceiversOfAllTakers() {
        assertThat(snapshot(OPENED_AT, IncidentState.OPEN, 1, "dba", "chat")).containsExactly("page dba");
        assertThat(nextDue()).as("after the wait of the second").hasValue(OPENED_AT.plusSeconds(30));
        assertThat(due(OPENED_AT.plusSeconds(30))).containsExactly("page chat");
    }

    @Test
    void shouldRepeatAtThePaceOfEach() {
        snapshot(OPENED_AT, IncidentState.OPEN, 1, "dba", "chat");
        due(OPENED_AT.plusSeconds(30));

        for (int time = 1; time <= 10; time++) {
            assertThat(nextDue()).hasValue(OPENED_AT.plus(Duration.ofHours(4L * time)));
            assertThat(due(nextDue().orElseThrow())).containsExactly("page dba");
        }
    }

    @Test
    void shouldPageATakerThatJoinsLaterOnTime() {
        snapshot(OPENED_AT, IncidentState.OPEN, 1, "dba");
        var later = OPENED_AT.plus(Duration.ofHours(1));

        assertThat(snapshot(later, IncidentState.OPEN, 1, "dba", "chat")).isEmpty();
        assertThat(nextDue()).hasValue(later.plusSeconds(30));
        assertThat(due(later.plusSeconds(30))).containsExactly("page chat");
    }

    @Test
    void shouldHoldAMutedRouteUntilItsWindowEnds() {
        assertThat(snapshot(OPENED_AT, IncidentState.OPEN, 1, "muted", "dba")).containsExactly(
                "held: muted in window 'first'", "page dba");
        var end = OPENED_AT.atZone(java.time.ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay(
                java.time.ZoneOffset.UTC).toInstant();
        while (nextDue().orElseThrow().isBefore(end)) {
            assertThat(due(nextDue().orElseThrow())).doesNotContain("page muted");
        }
        assertThat(nextDue()).hasValue(end);
        assertThat(due(end)).contains("page muted");
    }

    @Test
    void shouldNotPageForAnIncidentThatEndsWhileItsRouteIsMute() {
        snapshot(OPENED_AT, IncidentState.OPEN, 1, "muted");

        assertThat(snapshot(OPENED_AT.plusSeconds(60), IncidentState.RESOLVED, 1, "muted")).isEmpty();
        assertThat(nextDue()).isEmpty();
    }

    @Test
    void shouldStopAllLaddersAtOneAcknowledgementAndTellTheEndToAll() {
        snapshot(OPENED_AT, IncidentState.OPEN, 1, "dba", "chat");
        due(OPENED_AT.plusSeconds(30));
        snapshot(OPENED_AT.plusSeconds(60), IncidentState.ACKNOWLEDGED, 1, "dba", "chat");

        assertThat(nextDue()).isEmpty();
        assertThat(snapshot(OPENED_AT.plusSeconds(90), IncidentState.RESOLVED, 1, "dba", "chat")).containsExactly(
                "tell dba", "tell chat");
    }

    @Test
    void shouldTellAgainOfJoinedAlertsAfterTheInterval() {
        snapshot(OPENED_AT, IncidentState.OPEN, 1, "chat");
        due(OPENED_AT.plusSeconds(30));

        assertThat(snapshot(OPENED_AT.plusSeconds(60), IncidentState.OPEN, 3, "chat")).isEmpty();
        assertThat(nextDue()).hasValue(OPENED_AT.plus(Duration.ofMinutes(5)));
        due(OPENED_AT.plus(Duration.ofMinutes(5)));
        assertThat(due(nextDue().orElseThrow())).containsExactly("page chat");
        assertThat(nextDue().orElseThrow()).as("then only the repeat").isAfter(OPENED_AT.plus(Duration.ofDays(20)));
    }

    @Test
    void shouldPageNobodyForARouteWithoutReceivers() {
        assertThat(snapshot(OPENED_AT, IncidentState.OPEN, 1, "silent")).isEmpty();
        assertThat(nextDue()).isEmpty();
    }
}
