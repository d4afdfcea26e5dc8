package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.fixture.Notifications.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.throttle.HoldRule;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.Throttle;

/** One partition with its log, for tests of {@link DeliveryBook}: claims are kept until they are answered. */
final class Book {

    private final List<Notification> log = new ArrayList<>();
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    private final Map<String, DeliveryStep.Claim> underWay = new LinkedHashMap<>();
    private final List<DeliveryStep> written = new ArrayList<>();
    private final List<BreakerChange> changes = new ArrayList<>();
    private final Map<String, FreshnessVerdict.Drop> stale = new HashMap<>();
    private final List<DeliveryStep.Claim> sent = new ArrayList<>();
    private DeliveryBook book = fresh(0);
    private long committed;
    private Instant now = NOON;
    private int parallel = 8;
    private Optional<Throttle> throttle = Optional.empty();
    private ChannelType type = ChannelCatalogue.known("email");

    private FreshnessCheck judge = new FreshnessCheck() {
        @Override
        public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
            return stale.containsKey(notification.getId())
                    ? stale.get(notification.getId())
                    : new FreshnessVerdict.Send();
        }

        @Override
        public int parallel(Notification notification) {
            return parallel;
        }

        @Override
        public Optional<Throttle> throttle(Notification notification) {
            return throttle.filter(_ -> HoldRule.mayHold(notification, type));
        }

        @Override
        public String definition(Notification notification) {
            return "as of version " + notification.getPolicyVersion();
        }
    };

    private DeliveryBook fresh(long position) {
        return new DeliveryBook(position, NOON, Map.copyOf(deliveries), (_, _) -> Optional.empty(),
                BreakerRules.standard());
    }

    Book told(Notification... notifications) {
        for (var notification : notifications) {
            log.add(notification);
            book.add(log.size() - 1, now, notification);
        }
        return this;
    }

    /** As many turns of the loop as change something; returns what they wrote. */
    List<DeliveryStep> turn() {
        var all = new ArrayList<DeliveryStep>();
        for (var steps = book.propose(now, judge, true); !steps.isEmpty() || !book.breakerChanges()
                .isEmpty(); steps = book
                        .propose(now, judge, true)) {
            write(steps);
            all.addAll(steps);
        }
        return all;
    }

    private void write(List<DeliveryStep> steps) {
        changes.addAll(book.breakerChanges());
        committed = book.committable().offset();
        book.commit();
        steps.forEach(step -> {
            deliveries.put(step.notification().getId(), DeliveryRecords.delivery(step, now));
            if (step instanceof DeliveryStep.Claim claim) {
                underWay.put(claim.notification().getId(), claim);
                sent.add(claim);
            }
        });
        written.addAll(steps);
    }

    /** A turn whose transaction is aborted. */
    List<DeliveryStep> turnInVain() {
        var steps = book.propose(now, judge, true);
        book.rollback();
        return steps;
    }

    Book answer(String id, Outcome outcome) {
        var claim = underWay.remove(id);
        if (!book.land(id, claim.attempt(), outcome)) {
            throw new AssertionError("the book does not know of " + claim);
        }
        return this;
    }

    Book advance(Duration by) {
        now = now.plus(by);
        return this;
    }

    /** Kill -9: what was under way is lost, the log stays. */
    Book crash() {
        underWay.clear();
        book = fresh(committed);
        for (var offset = committed; offset < log.size(); offset++) {
            book.add(offset, now, log.get((int) offset));
        }
        return this;
    }

    Book stale(String id) {
        stale.put(id, new FreshnessVerdict.Drop("acknowledged", "by bob"));
        return this;
    }

    Book parallel(int most) {
        parallel = most;
        return this;
    }

    /** Each destination is one of that type of channel, and gets so many messages. */
    Book throttle(String channelType, int messages, Duration within) {
        type = ChannelCatalogue.known(channelType);
        throttle = Optional.of(new Throttle(messages, within));
        return this;
    }

    Book judgedBy(FreshnessCheck other) {
        judge = other;
        return this;
    }

    List<String> underWay() {
        return List.copyOf(underWay.keySet());
    }

    List<DeliveryStep.Claim> sent() {
        return List.copyOf(sent);
    }

    List<DeliveryStep> written() {
        return List.copyOf(written);
    }

    List<BreakerChange> changes() {
        return List.copyOf(changes);
    }

    Instant now() {
        return now;
    }

    DeliveryBook book() {
        return book;
    }
}
