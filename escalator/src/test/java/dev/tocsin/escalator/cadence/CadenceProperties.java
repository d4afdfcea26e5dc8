package dev.tocsin.escalator.cadence;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.PlannedPolicy;
import dev.tocsin.escalator.Posting;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** What holds of promised updates in every history of one incident, whoever posts when and whatever fails meanwhile. */
class CadenceProperties {

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final Duration SETTLE = Duration.ofSeconds(20);

    private record Event(What what, int afterSeconds) {}

    private enum What {
        POST, PROMISE, NOTE, RESOLVE, REOPEN, OUTAGE
    }

    Gen<List<Event>> histories() {
        var waits = Gens.oneOf(Gens.ints(0, 60), Gens.ints(0, 3_000),
                Gens.of(719, 720, 721, 899, 900, 901, 1_800));
        return Gens.combine(Gens.of(What.class), waits, Event::new).list(1, 14);
    }

    @Property(tries = 80)
    void shouldAlwaysPromiseSomethingAheadAndRemindOfEachPromiseOnceAndNeverAfterTheEnd(
            @ForAll("histories") List<Event> history) {
        var model = new Model();
        try (var escalator = new EscalatorHarness(PlannedPolicy.load())) {
            escalator.snapshot(Incident.newBuilder(anIncident().roundStartedAt(OPENED_AT).build()).setState(
                    IncidentState.ACKNOWLEDGED).setAcknowledgedAt(OPENED_AT).build());
            for (var event : history) {
                if (event.what() == What.OUTAGE) {
                    escalator.outage(Duration.ofSeconds(event.afterSeconds()));
                    escalator.advance(SETTLE);
                } else {
                    escalator.advance(Duration.ofSeconds(event.afterSeconds()));
                }
                model.look(escalator);
                model.happens(event.what(), escalator);
                model.look(escalator);
            }
            escalator.advance(Duration.ofHours(1));
            model.look(escalator);
        }

        assertThat(model.occasions).as("one reminder and one lapse for one promise").doesNotHaveDuplicates();
    }

    /** One incident as a person would keep book of it. */
    private static final class Model {

        private final List<String> occasions = new ArrayList<>();
        private IncidentState state = IncidentState.ACKNOWLEDGED;
        private int round = 1;
        private Instant base = OPENED_AT;
        private Instant promised = OPENED_AT.plus(EVERY);

        void look(EscalatorHarness escalator) {
            escalator.notifications().stream().filter(CadenceProperties::isOfCadence).forEach(this::check);
            var rows = escalator.store().get("0a1b2c3d-abcdefghijkl").getCadences();
            if (state == IncidentState.RESOLVED) {
                assertThat(rows).as("no promise of what is over").isEmpty();
                return;
            }
            assertThat(rows).singleElement().satisfies(row -> {
                assertThat(row.getPromisedAt()).as("a promise is ahead, or its lapse was told").isAfter(escalator.now()
                        .minus(SWEEP));
                assertThat(Duration.between(promised, row.getPromisedAt()).toMillis() % EVERY.toMillis()).as(
                        "from the last promise, never from now").isZero();
            });
        }

        private void check(Notification sent) {
            assertThat(state).as("nobody is asked for anything once it is over").isNotEqualTo(IncidentState.RESOLVED);
            assertThat(sent.getCreatedAt()).isAfterOrEqualTo(sent.getDueAt());
            var moment = Instant.parse(sent.getDetails().get("promised"));
            assertThat(Duration.between(promised, moment).toMillis() % EVERY.toMillis()).isZero();
            if (sent.getKind() == NotificationKind.UPDATE_DUE) {
                assertThat(sent.getCreatedAt()).as("asked for before it is due").isBefore(moment);
                assertThat(moment).isAfter(base);
            } else {
                assertThat(sent.getCreatedAt()).isAfterOrEqualTo(moment);
            }
            occasions.add(round + " " + sent.getOccasion() + " " + sent.getDestination());
        }

        void happens(What what, EscalatorHarness escalator) {
            var now = escalator.now();
            switch (what) {
                case POST -> {
                    if (state != IncidentState.RESOLVED) {
                        kept(now, now.plus(EVERY));
                        escalator.changed(Posting.inside("still looking", now));
                    }
                }
                case PROMISE -> {
                    if (state != IncidentState.RESOLVED) {
                        var next = now.plus(Duration.ofMinutes(40));
                        kept(now, next);
                        escalator.changed(Posting.promising(next, now));
                    }
                }
                case NOTE -> escalator.changed(incident -> incident.setNote("a note"));
                case RESOLVE -> {
                    state = IncidentState.RESOLVED;
                    escalator.changed(incident -> incident.setState(state).setResolvedAt(now));
                }
                case REOPEN -> {
                    if (state == IncidentState.RESOLVED) {
                        state = IncidentState.ACKNOWLEDGED;
                        round++;
                        kept(now, now.plus(EVERY));
                        escalator.changed(incident -> incident.setState(state).setRound(round).setRoundStartedAt(now)
                                .setResolvedAt(null).setUpdates(List.of()).setUpdatesTotal(0).setInsideUpdatedAt(null)
                                .setFirstUpdatedAt(null));
                    }
                }
                case OUTAGE -> {
                    /* was before */ }
            }
        }

        private void kept(Instant at, Instant next) {
            base = at;
            promised = next;
        }
    }

    private static boolean isOfCadence(Notification sent) {
        return sent.getKind() == NotificationKind.UPDATE_DUE || sent.getKind() == NotificationKind.UPDATE_LAPSED;
    }
}
