package dev.tocsin.escalator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.escalator.LadderHistory.Event;
import dev.tocsin.escalator.LadderHistory.Terms;
import dev.tocsin.escalator.LadderHistory.What;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** What holds on every ladder, however it is written, through every history of an incident. */
class LadderHistoryProperties {

    private static final IncidentCondition NEVER = new IncidentCondition("never", facts -> Judgement.NO);
    private static final Set<NotificationKind> CALLS = Set.of(NotificationKind.PAGE, NotificationKind.PAGE_MISSED,
            NotificationKind.LADDER_EXHAUSTED);

    Gen<List<Event>> histories() {
        var waits = Gens.oneOf(Gens.ints(0, 90), Gens.ints(0, 5_000),
                Gens.of(299, 300, 301, 419, 420, 421, 1_799, 1_800, 1_801));
        return Gens.combine(Gens.of(What.class), Gens.ints(0, 2), waits, Event::new).list(0, 14);
    }

    Gen<Terms> terms() {
        var someTime = Gens.of(Duration.ofMinutes(3), Duration.ofMinutes(20), Duration.ofHours(2)).optional();
        var conduct = Gens.combine(Gens.ints(1, 4), Gens.of(true, false), Gens
                .of("anna", "primary").list(0, 1), someTime, (needed, jumps, alarm,
                        every) -> new Ladder.Conduct(needed, Optional.of(Duration.ofMinutes(30)), jumps, alarm, every));
        return Gens.combine(rungs(), rungs(), Gens.ints(0, 2), conduct, someTime, Terms::new);
    }

    private static Gen<List<Ladder.Rung>> rungs() {
        var names = Gens.of("anna", "bob", "cleo", "primary", "gone").set(1, 3).map(List::copyOf);
        var conditions = Gens.weighted(Gens.just(IncidentCondition.ALWAYS).weight(4), Gens.just(NEVER).weight(1));
        return Gens.combine(Gens.of(0, 5, 10, 30), names, conditions, (minutes, targets,
                when) -> new Ladder.Rung(Duration.ofMinutes(minutes), targets, when)).list(1, 4)
                .map(rungs -> rungs.stream().sorted(Comparator.comparing(Ladder.Rung::after)).toList());
    }

    @Property(tries = 120)
    void shouldNotPageForAcknowledgedResolvedOrSuppressedIncidents(@ForAll("terms") Terms terms,
            @ForAll("histories") List<Event> events) {
        try (var history = new LadderHistory(terms)) {
            assertThat(calls(history.live(events))).allSatisfy(call -> {
                assertThat(call.getIncident().getState()).isIn(IncidentState.OPEN, IncidentState.UNKNOWN);
                assertThat(call.getIncident().getSuppressedBy()).isEmpty();
            });
        }
    }

    @Property(tries = 120)
    void shouldNotPageThoseWhoAcknowledged(@ForAll("terms") Terms terms,
            @ForAll("histories") List<Event> events) {
        try (var history = new LadderHistory(terms)) {
            assertThat(calls(history.live(events))).filteredOn(call -> call
                    .getKind() != NotificationKind.LADDER_EXHAUSTED).allSatisfy(call -> assertThat(answered(call
                            .getIncident())).doesNotContain(call.getTarget()));
        }
    }

    @Property(tries = 120)
    void shouldTellOneThingOnceToOneDestinationAtATime(@ForAll("terms") Terms terms,
            @ForAll("histories") List<Event> events) {
        try (var history = new LadderHistory(terms)) {
            var sent = history.live(events);

            assertThat(sent).extracting(Notification::getId).doesNotHaveDuplicates();
            var together = calls(sent).stream().filter(call -> call.getKind() != NotificationKind.LADDER_EXHAUSTED)
                    .collect(groupingBy(call -> call.getIncident().getRevision() + "@" + call.getCreatedAt()));
            assertThat(together.values()).allSatisfy(turn -> assertThat(turn).extracting(Notification::getDestination)
                    .doesNotHaveDuplicates());
        }
    }

    @Property(tries = 120)
    void shouldTellTheEndOnceToEverybodyWhoWasTold(@ForAll("terms") Terms terms,
            @ForAll("histories") List<Event> events) {
        var toTheEnd = new ArrayList<>(events);
        toTheEnd.add(new Event(What.RESOLVE, 0, 60));
        try (var history = new LadderHistory(terms)) {
            var rounds = history.live(toTheEnd).stream().collect(groupingBy(one -> one.getIncident().getRound()));

            assertThat(rounds.values()).allSatisfy(round -> assertThat(of(round, NotificationKind.RESOLVED))
                    .containsExactlyInAnyOrderElementsOf(told(round)));
        }
    }

    /** Nobody is forgotten: whoever leaves it open hears of it, in the end by the alarm. */
    @Property(tries = 120)
    void shouldRaiseTheAlarmForWhatStaysOpen(@ForAll("terms") Terms terms, @ForAll("histories") List<Event> events) {
        var leftOpen = new ArrayList<>(events);
        leftOpen.add(new Event(What.RELEASE, 0, 60));
        try (var history = new LadderHistory(terms)) {
            var sent = history.live(leftOpen);

            if (history.incident().getState() == IncidentState.OPEN) {
                var round = sent.stream().filter(one -> one.getIncident().getRound() == history.incident().getRound())
                        .toList();
                assertThat(of(round, NotificationKind.LADDER_EXHAUSTED)).isNotEmpty();
                assertThat(history.row().getAlarms()).isPositive();
                assertThat(history.row().getAlarmAt().isPresent()).isEqualTo(terms.conduct().alarmEvery().isPresent());
            }
        }
    }

    @Property(tries = 40)
    void shouldDecideTheSameAgain(@ForAll("terms") Terms terms, @ForAll("histories") List<Event> events) {
        try (var once = new LadderHistory(terms); var again = new LadderHistory(terms)) {
            assertThat(again.live(events)).isEqualTo(once.live(events));
        }
    }

    private static List<Notification> calls(Collection<Notification> sent) {
        return sent.stream().filter(one -> CALLS.contains(one.getKind()) && (one
                .getKind() != NotificationKind.PAGE || one.getRung() > 0)).toList();
    }

    private static Set<String> answered(Incident incident) {
        return incident.getAcknowledgements().stream().map(Acknowledgement::getBy).collect(toSet());
    }

    private static List<String> of(List<Notification> sent, NotificationKind kind) {
        return sent.stream().filter(one -> one.getKind() == kind).map(Notification::getDestination).toList();
    }

    private static Set<String> told(List<Notification> round) {
        return round.stream().filter(one -> CALLS.contains(one.getKind())).map(Notification::getDestination).collect(
                toSet());
    }
}
