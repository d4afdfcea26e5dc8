package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.delivery.OutsideWorld.Arrival;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.throttle.Digest;
import dev.tocsin.policy.model.Throttle;
import org.junit.jupiter.api.Test;

/** {@link OutsideHistoriesProperties} can fail: histories in which each of them is broken, by a notifier that is made wrong or told by hand. */
class OutsideHistoriesCanFailTest {

    private final ModelReceivers receivers = new ModelReceivers();

    @Test
    void shouldFindWhatStaysOpenWhenTheEndIsNotSent() {
        var world = new OutsideWorld(rules -> new Changed(rules) {
            @Override
            public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
                return notification.getIncident().getState() == IncidentState.RESOLVED
                        ? new FreshnessVerdict.Drop("resolved", "the incident is over")
                        : super.judge(notification, attempt, possibleRepeat);
            }
        });

        world.fires(1);
        answerAll(world);
        world.settle();

        assertThat(world.open()).hasSize(3);
        assertThat(world.oldWords()).isEmpty();
    }

    @Test
    void shouldFindWhatIsHeldBackWrongly() {
        var world = new OutsideWorld(rules -> new Changed(rules) {
            @Override
            public Optional<Throttle> throttle(Notification notification) {
                return Optional.of(new Throttle(1, Duration.ofMinutes(5)));
            }
        });

        world.fires(0);
        answerAll(world);
        world.fires(0);
        answerAll(world);

        assertThat(world.heldWrongly()).isNotEmpty();
    }

    @Test
    void shouldFindAnOldWordInADigest() {
        var page = told(a(PAGE), IncidentState.OPEN);
        var digest = Digest.of(page, List.of(page));

        receivers.takeDigest(digest, Map.of("i1", IncidentState.OPEN));
        assertThat(receivers.oldWords()).isEmpty();

        receivers.takeDigest(digest, Map.of("i1", IncidentState.RESOLVED));
        assertThat(receivers.oldWords()).singleElement().asString().startsWith("a digest calls i1");
    }

    @Test
    void shouldFindAPageOfWhatIsOverWhenNothingIsJudged() {
        var world = new OutsideWorld(rules -> new Changed(rules) {
            @Override
            public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
                return new FreshnessVerdict.Send();
            }
        });

        world.fires(1);
        for (var left = 10; left > 0; left--) {
            world.answered(0, Arrival.REFUSED);
        }
        world.resolved(1);
        world.settle();

        assertThat(world.oldWords()).contains("PAGE of round 1 to voice:x when i1 is RESOLVED in round 1");
    }

    @Test
    void shouldFindAPageAfterTheEnd() {
        receivers.take(told(a(PAGE), IncidentState.OPEN), false);
        receivers.take(told(a(RESOLVED), IncidentState.RESOLVED), false);
        assertThat(receivers.open()).isEmpty();

        receivers.take(told(a(PAGE), IncidentState.OPEN), false);

        assertThat(receivers.open()).hasSize(1);
        assertThat(receivers.oldWords()).singleElement().asString().startsWith("PAGE after the end");
    }

    @Test
    void shouldTakeAMarkedRepeatForNoNews() {
        receivers.take(told(a(RESOLVED), IncidentState.RESOLVED), false);

        receivers.take(told(a(UPDATED), IncidentState.OPEN), true);

        assertThat(receivers.oldWords()).isEmpty();
    }

    private static Notification told(Notifications notification, IncidentState state) {
        return notification.of("i1", 1).to("pagerduty", "x").with(it -> it.setState(state)).build();
    }

    private static void answerAll(OutsideWorld world) {
        for (var left = 10; left > 0; left--) {
            world.answered(0, Arrival.TAKEN);
        }
    }

    /** The rules, with one of them changed. */
    private abstract static class Changed implements FreshnessCheck {

        private final FreshnessCheck rules;

        Changed(FreshnessCheck rules) {
            this.rules = rules;
        }

        @Override
        public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
            return rules.judge(notification, attempt, possibleRepeat);
        }

        @Override
        public int parallel(Notification notification) {
            return rules.parallel(notification);
        }

        @Override
        public Optional<Throttle> throttle(Notification notification) {
            return rules.throttle(notification);
        }
    }
}
