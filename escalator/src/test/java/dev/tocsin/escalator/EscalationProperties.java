package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static dev.tocsin.event.IncidentState.ACKNOWLEDGED;
import static dev.tocsin.event.IncidentState.MITIGATED;
import static dev.tocsin.event.IncidentState.OPEN;
import static dev.tocsin.event.IncidentState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** What holds for every history of two incidents on one ladder, checked against a model that knows no code of ours. */
class EscalationProperties {

    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Map<Integer, List<String>> RUNGS = Map.of(0, List.of("oncall", "backup"), 5, List.of("oncall",
            "lead"), 15, List.of("manager"));
    private static final int CYCLE_MINUTES = 25;
    private static final int REPETITIONS = 2;

    /** Something that happens to one of the incidents after some seconds. */
    private record Event(int incident, What what, int afterSeconds) {}

    private enum What {
        OPEN_OR_REOPEN, NOTE, ACKNOWLEDGE, MITIGATE, RESOLVE, REPEAT_SNAPSHOT, TAKE_OVER
    }

    Gen<List<Event>> histories() {
        var waits = Gens.oneOf(Gens.ints(0, 90), Gens.ints(0, 2_400),
                Gens.of(299, 300, 301, 899, 900, 901, 1_499, 1_500, 1_501));
        return Gens.combine(Gens.ints(0, 1), Gens.of(What.class), waits, Event::new).list(1, 14);
    }

    @Property(tries = 300)
    void shouldPageWhoIsDueOnceAndInTimeAndNobodyElse(@ForAll("histories") List<Event> history) {
        var models = List.of(new Model("0a1b2c3d-a"), new Model("0a1b2c3d-b"));
        var sent = new ArrayList<Notification>();
        try (var escalator = new EscalatorHarness(policy().build())) {
            for (var event : history) {
                escalator.advance(Duration.ofSeconds(event.afterSeconds()));
                models.get(event.incident()).happens(event.what(), escalator);
            }
            escalator.advance(Duration.ofHours(2));
            models.forEach(model -> model.endsAt(escalator.now()));
            sent.addAll(escalator.notifications());
        }

        assertThat(sent).extracting(Notification::getId).doesNotHaveDuplicates();
        for (var model : models) {
            var pages = sent.stream().filter(one -> one.getKind() == NotificationKind.PAGE && one.getIncident().getId()
                    .equals(model.id)).toList();
            assertThat(pages.stream().map(EscalationProperties::dueAndWho).sorted().toList()).isEqualTo(model.expected
                    .stream().sorted().toList());
            assertThat(pages).allSatisfy(page -> assertThat(page.getCreatedAt()).isBetween(page.getDueAt(), page
                    .getDueAt().plus(SWEEP)));
        }
    }

    @Property(tries = 200)
    void shouldPageEveryDestinationOfTheRungsThatWereMissedOnce(@ForAll("outages") int outageSeconds) {
        try (var escalator = new EscalatorHarness(policy().build())) {
            escalator.opened(anIncident());
            var before = escalator.now();
            escalator.notifications();
            escalator.outage(Duration.ofSeconds(outageSeconds));
            escalator.advance(SETTLE);

            var pages = escalator.notifications().stream().filter(one -> one.getKind() == NotificationKind.PAGE)
                    .toList();

            var missed = new TreeSet<String>();
            due(before, escalator.now()).forEach((due, targets) -> {
                if (due.isAfter(before)) {
                    missed.addAll(targets);
                }
            });
            assertThat(pages).extracting(Notification::getTarget).doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(missed);
            assertThat(pages).allSatisfy(page -> assertThat(page.getLate()).isEqualTo(page.getDueAt().plusSeconds(30)
                    .isBefore(page.getCreatedAt())));
        }
    }

    Gen<Integer> outages() {
        return Gens.oneOf(Gens.ints(1, 300), Gens.ints(1, 4_000));
    }

    private static PolicyBuilder policy() {
        return aPolicy().target("backup", "hook:backup").ladder("sev1", REPETITIONS - 1, Duration.ofMinutes(10), rung(0,
                "oncall", "backup"), rung(5, "oncall", "lead"), rung(15, "manager"));
    }

    private static String dueAndWho(Notification page) {
        return page.getIncident().getRound() + " " + page.getDueAt() + " " + page.getTarget();
    }

    private static Map<Instant, List<String>> due(Instant start, Instant until) {
        var due = new HashMap<Instant, List<String>>();
        for (var repetition = 0; repetition < REPETITIONS; repetition++) {
            for (var rung : RUNGS.entrySet()) {
                var at = start.plus(Duration.ofMinutes((long) repetition * CYCLE_MINUTES + rung.getKey()));
                if (!at.isAfter(until)) {
                    due.put(at, rung.getValue());
                }
            }
        }
        return due;
    }

    /** One incident, as the correlator would tell of it, and the pages that follow from it. */
    private static final class Model {

        private final String id;
        private final List<String> expected = new ArrayList<>();
        private IncidentState state = RESOLVED;
        private int round;
        private long revision;
        private Instant roundStartedAt = Instant.EPOCH;

        Model(String id) {
            this.id = id;
        }

        void happens(What what, EscalatorHarness escalator) {
            switch (what) {
                case OPEN_OR_REOPEN -> {
                    if (state == RESOLVED) {
                        round++;
                        roundStartedAt = escalator.now();
                        becomes(OPEN, escalator);
                    }
                }
                case NOTE -> {
                    if (round > 0) {
                        becomes(state, escalator);
                    }
                }
                case ACKNOWLEDGE -> {
                    if (state == OPEN) {
                        becomes(ACKNOWLEDGED, escalator);
                    }
                }
                case MITIGATE -> {
                    if (state == OPEN || state == ACKNOWLEDGED) {
                        becomes(MITIGATED, escalator);
                    }
                }
                case RESOLVE -> {
                    if (state != RESOLVED) {
                        becomes(RESOLVED, escalator);
                    }
                }
                case REPEAT_SNAPSHOT -> {
                    if (round > 0) {
                        snapshot(escalator);
                    }
                }
                case TAKE_OVER -> escalator.outage(Duration.ZERO);
            }
        }

        void endsAt(Instant end) {
            if (state == OPEN) {
                expectPagesUntil(end);
            }
        }

        private void becomes(IncidentState next, EscalatorHarness escalator) {
            if (state == OPEN && next != OPEN) {
                expectPagesUntil(escalator.now());
            }
            state = next;
            revision++;
            snapshot(escalator);
        }

        private void snapshot(EscalatorHarness escalator) {
            escalator.snapshot(anIncident().id(id).revision(revision).round(round).state(state).roundStartedAt(
                    roundStartedAt).updatedAt(escalator.now()).build());
        }

        private void expectPagesUntil(Instant end) {
            due(roundStartedAt, end).forEach((due, targets) -> targets.forEach(target -> expected.add(round + " " + due
                    + " " + target)));
        }
    }
}
