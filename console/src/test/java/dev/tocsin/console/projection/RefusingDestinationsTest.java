package dev.tocsin.console.projection;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusingDestinationsTest {

    @Test
    @DisplayName("A6: a destination refuses from its first refusal until something arrives there")
    void shouldTellWhichDestinationRefusesSinceWhen() {
        assertThat(folded(List.of(at(0, "slack:#ops", DeliveryOutcome.DELIVERED), at(1, "slack:#ops",
                DeliveryOutcome.REJECTED), at(2, "slack:#ops", DeliveryOutcome.GAVE_UP), at(2, "mail:ada",
                        DeliveryOutcome.DELIVERED)))).containsExactly(new RefusingDestination("slack", "slack:#ops",
                                moment(1),
                                moment(2), "because of 2"));
        assertThat(folded(List.of(at(1, "slack:#ops", DeliveryOutcome.REJECTED), at(3, "slack:#ops",
                DeliveryOutcome.DELIVERED)))).isEmpty();
    }

    @Test
    @DisplayName("A6: an attempt that is still under way, or was not needed, says nothing of the destination")
    void shouldNotTakeEveryOutcomeForARefusal() {
        assertThat(folded(List.of(at(1, "slack:#ops", DeliveryOutcome.STARTED), at(2, "slack:#ops",
                DeliveryOutcome.RETRY), at(3, "slack:#ops", DeliveryOutcome.DROPPED)))).isEmpty();
    }

    @Test
    @DisplayName("A6: which destinations refuse now depends neither on the order of partitions nor on records read twice")
    void shouldNotDependOnOrder() {
        var random = new Random(7);
        var outcomes = List.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.REJECTED, DeliveryOutcome.GAVE_UP,
                DeliveryOutcome.STARTED);
        for (var turn = 0; turn < 200; turn++) {
            var deliveries = new ArrayList<Delivery>();
            for (var i = 0; i < 12; i++) {
                deliveries.add(at(i, "slack:#" + random.nextInt(3), outcomes.get(random.nextInt(4))));
            }
            var expected = folded(deliveries).stream().map(RefusingDestination::destination).toList();

            deliveries.addAll(deliveries.subList(0, 5));
            Collections.shuffle(deliveries, random);

            assertThat(folded(deliveries)).extracting(RefusingDestination::destination)
                    .containsExactlyInAnyOrderElementsOf(
                            expected);
        }
    }

    private static List<RefusingDestination> folded(List<Delivery> deliveries) {
        var refusals = new RefusingDestinations();
        deliveries.forEach(refusals::add);
        return refusals.all();
    }

    private static Delivery at(int minute, String destination, DeliveryOutcome outcome) {
        return aDelivery("n" + minute, "i1", outcome).setDestination(destination).setChannel(destination.split(":",
                -1)[0]).setAt(moment(minute)).setReason("because of " + minute).build();
    }

    private static Instant moment(int minute) {
        return NOW.plusSeconds(60L * minute);
    }
}
