package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** For any combination of outcomes over the destinations of the steps: the next step is called if and only if all failed. */
class NobodyReachedProperties {

    /** What becomes of a page. */
    enum Fate {
        ARRIVES, IS_REFUSED, IS_GIVEN_UP, IS_OVERDUE
    }

    /** For each step, what becomes of each of its pages. */
    Gen<List<List<Fate>>> fates() {
        return Gens.weighted(Gens.just(Fate.ARRIVES).weight(1), Gens.just(Fate.IS_REFUSED).weight(5), Gens.just(
                Fate.IS_GIVEN_UP).weight(2), Gens.just(Fate.IS_OVERDUE).weight(2)).list(1, 4).list(1, 4);
    }

    @Property(tries = 100)
    void shouldCallTheNextStepIfAndOnlyIfAllFailed(@ForAll("fates") List<List<Fate>> fates, @ForAll long seed) {
        var random = new Random(seed);
        try (var escalator = new EscalatorHarness(policy(fates).build())) {
            escalator.opened(anIncident());
            var reached = false;
            for (var step = 1; step <= fates.size() && !reached; step++) {
                var pages = escalator.notifications();
                var number = step;
                assertThat(pages).hasSize(fates.get(step - 1).size()).allSatisfy(page -> {
                    assertThat(page.getKind()).isEqualTo(NotificationKind.PAGE);
                    assertThat(page.getRung()).isEqualTo(number);
                });
                reached = fates.get(step - 1).contains(Fate.ARRIVES);
                tell(escalator, pages, fates.get(step - 1), random);
                if (reached) {
                    assertThat(escalator.notifications()).as("somebody is reached by step %s", step).isEmpty();
                }
            }
            if (!reached) {
                assertThat(escalator.notifications()).as("nobody is reached at all").singleElement().satisfies(
                        alarm -> {
                            assertThat(alarm.getKind()).isEqualTo(NotificationKind.LADDER_EXHAUSTED);
                            assertThat(alarm.getTarget()).isEqualTo("operator");
                        });
            }
        }
    }

    /** In any order, some twice, with crashes and snapshots of other things between; nothing is called before the last. */
    private static void tell(EscalatorHarness escalator, List<Notification> pages, List<Fate> fates, Random random) {
        var order = new ArrayList<>(IntStream.range(0, pages.size()).filter(it -> fates.get(it) != Fate.ARRIVES).boxed()
                .toList());
        Collections.shuffle(order, random);
        for (var at = 0; at < order.size(); at++) {
            var isLast = at == order.size() - 1 && !fates.contains(Fate.ARRIVES);
            switch (random.nextInt(4)) {
                case 0 -> escalator.outage(Duration.ZERO);
                case 1 -> escalator.changed(incident -> incident);
                default -> escalator.advance(Duration.ofMillis(random.nextInt(2_000)));
            }
            var page = pages.get(order.get(at));
            var outcome = outcome(fates.get(order.get(at)));
            if (!isLast) {
                escalator.undelivered(outcome, "no", List.of(page));
                escalator.undelivered(DeliveryOutcome.GAVE_UP, "still no", random.nextBoolean()
                        ? List.of(page)
                        : List.of());
                assertThat(escalator.notifications()).as("somebody may be reached yet").isEmpty();
            } else {
                escalator.undelivered(outcome, "no", List.of(page));
            }
        }
    }

    private static DeliveryOutcome outcome(Fate fate) {
        return switch (fate) {
            case ARRIVES -> DeliveryOutcome.DELIVERED;
            case IS_REFUSED -> DeliveryOutcome.REJECTED;
            case IS_GIVEN_UP -> DeliveryOutcome.GAVE_UP;
            case IS_OVERDUE -> DeliveryOutcome.RETRY;
        };
    }

    /** Each page goes to a destination of its own; two and two belong to one person. */
    private static PolicyBuilder policy(List<List<Fate>> fates) {
        var policy = aPolicy().target("operator", "mail:operator@shop.example").operator("operator");
        var rungs = new ArrayList<Ladder.Rung>();
        for (var step = 0; step < fates.size(); step++) {
            var people = new ArrayList<String>();
            for (var page = 0; page < fates.get(step).size(); page += 2) {
                var name = "p" + step + "-" + page;
                people.add(name);
                if (page + 1 < fates.get(step).size()) {
                    policy.target(name, "hook:" + name, "mail:" + name + "@shop.example");
                } else {
                    policy.target(name, "hook:" + name);
                }
            }
            rungs.add(new Ladder.Rung(Duration.ofHours(step), people));
        }
        return policy.ladder("sev1", 0, Duration.ofMinutes(10), rungs.toArray(Ladder.Rung[]::new));
    }
}
