package dev.tocsin.escalator.clock;

import static dev.tocsin.escalator.ClockedPolicy.clocked;
import static dev.tocsin.escalator.ClockedPolicy.within;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.event.ClockPause;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import dev.tocsin.schemas.incident.ClockKind;

/** What holds for a clock of 15 minutes in every history of its incident, checked against a model that adds up seconds. */
class ClockStoriesProperties {

    private static final int ALLOWED = 900;
    private static final int WARNING = 720;
    private static final int SETTLE = 2;
    /** What is late waits so long for the input after an outage; what is over by then is not warned of. */
    private static final int READ = 1;

    private record Event(What what, int afterSeconds) {}

    private enum What {
        NOTE, PAUSE, RESUME, ACKNOWLEDGE, OUTAGE
    }

    Gen<List<Event>> histories() {
        var waits = Gens.oneOf(Gens.ints(0, 90), Gens.ints(0, 900),
                Gens.of(719, 720, 721, 895, 896, 897, 898, 899, 900, 901));
        var events = Gens.weighted(Gens.just(What.NOTE).weight(3), Gens.just(What.PAUSE).weight(3), Gens.just(
                What.RESUME).weight(4), Gens.just(What.ACKNOWLEDGE).weight(1), Gens.just(What.OUTAGE).weight(2));
        return Gens.combine(events, waits, Event::new).list(1, 10);
    }

    @Property(tries = 200)
    void shouldWarnOnceAndSayOnceThatItIsOverAndOnlyWhenItIs(@ForAll("histories") List<Event> history) {
        var model = new Model();
        var sent = new ArrayList<Notification>();
        try (var escalator = new EscalatorHarness(clocked(aPolicy().channel("chat", "slack",
                NotificationKind.CLOCK_WARNING, NotificationKind.CLOCK_BREACHED).target("oncall", "chat:oncall").ladder(
                        "sev1", 0, Duration.ofDays(9), rung(0, "oncall")))
                .clock(1, ClockKind.RESPOND, within(ofSeconds(ALLOWED))).build())) {
            escalator.opened(anIncident());
            for (var event : history) {
                happens(event, escalator, model);
            }
            escalator.advance(Duration.ofHours(1));
            model.passes(3600, false);
            sent.addAll(escalator.notifications());

            assertThat(kinds(sent, NotificationKind.CLOCK_WARNING)).hasSize(model.warned ? 1 : 0);
            assertThat(kinds(sent, NotificationKind.CLOCK_BREACHED)).hasSize(model.breached ? 1 : 0);
            assertThat(sent).extracting(Notification::getId).doesNotHaveDuplicates();
            assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.CLOCK_MET)
                    .allSatisfy(met -> assertThat(met.getDetails()).containsEntry("elapsedMillis", Long.toString(
                            model.counted * 1000L)))
                    .hasSize(model.acknowledged ? 1 : 0);
        }
    }

    private static List<Notification> kinds(List<Notification> sent, NotificationKind kind) {
        return sent.stream().filter(one -> one.getKind() == kind).toList();
    }

    private static void happens(Event event, EscalatorHarness escalator, Model model) {
        if (event.what() == What.OUTAGE) {
            escalator.outage(ofSeconds(event.afterSeconds()));
            escalator.advance(ofSeconds(SETTLE));
            model.passes(event.afterSeconds() + SETTLE, true);
            return;
        }
        escalator.advance(ofSeconds(event.afterSeconds()));
        model.passes(event.afterSeconds(), false);
        switch (event.what()) {
            case NOTE -> escalator.changed(incident -> incident.setNote("still there"));
            case PAUSE -> {
                escalator.changed(incident -> {
                    var pauses = new ArrayList<>(incident.getClockPauses());
                    pauses.add(ClockPause.newBuilder().setPhase("").setFrom(escalator.now()).setReason("waiting").setBy(
                            "alice").build());
                    return incident.setClockPauses(pauses);
                });
                model.paused = true;
            }
            case RESUME -> {
                escalator.changed(incident -> incident.setClockPauses(incident.getClockPauses().stream().map(
                        pause -> ClockPause.newBuilder(pause).setUntil(pause.getUntil().orElse(escalator.now()))
                                .build())
                        .toList()));
                model.paused = false;
            }
            case ACKNOWLEDGE -> {
                if (!model.acknowledged) {
                    escalator.acknowledged();
                }
                model.acknowledged = true;
            }
            case OUTAGE -> throw new IllegalStateException("handled");
        }
    }

    /** Adds up seconds. */
    private static final class Model {

        private int counted;
        private boolean paused;
        private boolean acknowledged;
        private boolean warned;
        private boolean breached;

        void passes(int seconds, boolean unseen) {
            if (paused || acknowledged) {
                return;
            }
            var before = counted;
            counted += seconds;
            var overInOutage = unseen && before < WARNING && counted - SETTLE + READ >= ALLOWED;
            warned |= before < WARNING && counted >= WARNING && !overInOutage;
            breached |= counted >= ALLOWED;
        }
    }
}
