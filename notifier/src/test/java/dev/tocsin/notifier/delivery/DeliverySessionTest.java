package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.DeliveryOutcome.DELIVERED;
import static dev.tocsin.event.DeliveryOutcome.STARTED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.notifier.breaker.BreakerState;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliverySessionTest {

    private final MockedLoop loop = new MockedLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldWriteTheClaimThenTheResultIntoThePartitionOfTheNotification() {
        loop.notify(aPage().build());

        loop.settle();

        assertThat(loop.outcomes()).containsExactly(STARTED, DELIVERED);
        assertThat(loop.written(Topics.DELIVERIES.name())).extracting(ProducerRecord::partition).containsOnly(3);
        assertThat(loop.written(Topics.DELIVERIES.name())).extracting(ProducerRecord::key).containsOnly("page");
        assertThat(loop.written(Topics.TIMELINE.name())).extracting(ProducerRecord::key).containsExactly("checkout");
        assertThat(loop.written(Topics.DECISIONS.name())).hasSize(1);
    }

    @Test
    void shouldCommitTheOffsetOnlyWithTheResultAndSayFromWhenItIs() {
        loop.notify(aPage().build());

        loop.settle();

        assertThat(loop.committed()).extracting(it -> it.offset()).containsExactly(0L, 1L);
        assertThat(loop.committed()).extracting(Bookmark::loggedAt)
                .containsOnly(java.util.Optional.of(NOON));
    }

    @Test
    void shouldSendNothingBeforeTheClaimIsCommitted() {
        loop.producer.sendOffsetsToTransactionException = new CommitFailedException();
        loop.notify(aPage().build());

        loop.turn();

        assertThat(loop.sent).isEmpty();
        assertThat(loop.producer.transactionAborted()).isTrue();
    }

    @Test
    void shouldGoOnAfterAnAbortedTransaction() {
        loop.producer.sendOffsetsToTransactionException = new CommitFailedException();
        loop.notify(aPage().build());
        loop.turn();
        loop.producer.sendOffsetsToTransactionException = null;

        loop.settle();

        assertThat(loop.outcomes()).containsExactly(STARTED, DELIVERED);
        assertThat(loop.sent).hasSize(1);
    }

    @Test
    void shouldEndTheSessionWhenItIsFenced() {
        loop.producer.commitTransactionException = new ProducerFencedException("another one");
        loop.notify(aPage().build());

        assertThatThrownBy(loop::turn).isInstanceOf(ProducerFencedException.class);

        assertThat(loop.sent).isEmpty();
    }

    @Test
    void shouldClaimSeveralInOneTransaction() {
        loop.notify(aPage().id("1").of("1", 1).build(), aPage().id("2").of("2", 1).build());
        var before = loop.producer.commitCount();

        loop.turn();

        assertThat(loop.producer.commitCount() - before).isEqualTo(1);
        assertThat(loop.outcomes()).containsExactly(STARTED, STARTED);
    }

    @Test
    void shouldStopReadingWhereTooMuchIsUnfinished() throws Exception {
        var hold = new CountDownLatch(1);
        loop.receiver = _ -> {
            await(hold);
            return new Outcome.Delivered("", 200);
        };
        loop.notify(aPage().id("1").to("hook", "1").build(), aPage().id("2").to("hook", "2").build(),
                aPage().id("3").to("hook", "3").build());

        loop.turn();
        assertThat(loop.consumer.paused()).containsExactly(MockedLoop.PARTITION);
        hold.countDown();
        loop.settle();

        assertThat(loop.consumer.paused()).isEmpty();
    }

    @Test
    void shouldReadOnWhereOneDestinationHangs() throws Exception {
        var hold = new CountDownLatch(1);
        loop.receiver = claim -> {
            if (claim.notification().getDestination().equals("hook:hangs")) {
                await(hold);
            }
            return new Outcome.Delivered("", 200);
        };
        for (var number = 0; number < 20; number++) {
            loop.notify(aPage().id("hangs-" + number).to("hook", "hangs").of("incident-" + number, 1).build());
        }
        loop.turn();
        assertThat(loop.consumer.paused()).isEmpty();

        loop.notify(aPage().id("healthy").to("hook", "healthy").build());
        loop.turn();
        org.awaitility.Awaitility.await().until(() -> {
            loop.turn();
            return loop.outcomes().contains(DELIVERED);
        });

        assertThat(loop.sent).extracting(claim -> claim.notification().getId()).contains("healthy");
        hold.countDown();
        loop.settle();
        assertThat(loop.outcomes()).filteredOn(DELIVERED::equals).hasSize(21);
    }

    @Test
    void shouldPauseEvenForOneDestinationWhenMemoryWouldRunOut() throws Exception {
        var hold = new CountDownLatch(1);
        loop.receiver = _ -> {
            await(hold);
            return new Outcome.Delivered("", 200);
        };
        for (var number = 0; number < 30; number++) {
            loop.notify(aPage().id("hangs-" + number).of("incident-" + number, 1).build());
        }

        loop.turn();

        assertThat(loop.consumer.paused()).containsExactly(MockedLoop.PARTITION);
        hold.countDown();
        loop.settle();
        assertThat(loop.consumer.paused()).isEmpty();
    }

    @Test
    void shouldNotSendAgainWhatIsStillUnderWayWhenItsPartitionComesBack() throws Exception {
        var hold = new CountDownLatch(1);
        loop.receiver = _ -> {
            await(hold);
            return new Outcome.Delivered("", 200);
        };
        loop.notify(aPage().build());
        loop.turn();
        loop.past.put(3, Map.of("page", last(loop.deliveries())));

        loop.consumer.rebalance(List.of());
        loop.turn();
        hold.countDown();
        loop.consumer.rebalance(List.of(MockedLoop.PARTITION));
        loop.consumer.seek(MockedLoop.PARTITION, 0);
        loop.turn();
        loop.notify(aPage().build());
        loop.settle();

        assertThat(loop.sent).hasSize(1);
        assertThat(loop.outcomes()).containsExactly(STARTED, DELIVERED);
    }

    @Test
    void shouldShowABreakerInMetricsAndRecordItsReset() throws Exception {
        loop.receiver = _ -> Outcome.RetryAfter.notArrived("connection refused");
        for (var number = 0; number < 5; number++) {
            loop.notify(aPage().id("page-" + number).of("incident-" + number, 1).build());
            loop.settle();
        }
        loop.clock.advance(java.time.Duration.ofSeconds(2));
        loop.turn();
        assertThat(breakerGauge()).isEqualTo(2);
        loop.clock.advance(java.time.Duration.ofSeconds(58));
        loop.mayStart = false;
        loop.turn();
        assertThat(breakerGauge()).isEqualTo(1);

        var answer = loop.desk.reset("hook:first", "the admin API, called from 127.0.0.1");
        loop.turn();

        assertThat(answer.get().orElseThrow().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(loop.decisions()).filteredOn(it -> it.getStage().equals("breaker")).extracting(Decision::getOutcome)
                .containsExactly("opened", "reset");
        loop.clock.advance(java.time.Duration.ofSeconds(2));
        loop.turn();
        assertThat(breakerGauge()).isZero();
        var unknown = loop.desk.reset("hook:unknown", "somebody");
        loop.turn();
        assertThat(unknown.get()).isEmpty();
        assertThat(loop.metrics.counter("tocsin.notifier.breaker.changes", "change", "opened").count()).isEqualTo(1);
    }

    private double breakerGauge() {
        return loop.metrics.get("tocsin.notifier.breaker.state").tag("destination", "hook:first").gauge().value();
    }

    @Test
    void shouldSkipARecordThatNobodyCanReadAndSayItInAMetric() {
        loop.raw(new byte[]{9, 9, 9});
        loop.notify(aPage().build());

        loop.settle();

        assertThat(loop.outcomes()).containsExactly(STARTED, DELIVERED);
        assertThat(loop.metrics.counter("tocsin.notifier.records.undecodable").count()).isEqualTo(1);
    }

    @Test
    void shouldStartNothingBeforeItMay() {
        loop.mayStart = false;
        loop.notify(aPage().build());

        loop.turn();

        assertThat(loop.sent).isEmpty();
        assertThat(loop.watch.state().unfinished()).isEqualTo(1);
    }

    @Test
    void shouldCountOutcomes() {
        loop.receiver = _ -> new Outcome.Rejected("404", 404);
        loop.notify(aPage().build());

        loop.settle();

        assertThat(loop.metrics.counter("tocsin.notifier.deliveries", "channel", "hook", "outcome", "rejected").count())
                .isEqualTo(1);
    }

    @Test
    void shouldRetryAfterAnUnexpectedException() {
        loop.receiver = _ -> {
            throw new IllegalStateException("a bug");
        };
        loop.notify(aPage().build());

        loop.settle();

        assertThat(loop.deliveries().getLast().getRetryAt()).isPresent();
        assertThat(loop.deliveries().getLast().getReason()).contains("IllegalStateException").doesNotContain("a bug");
    }

    private static Delivery last(List<Delivery> deliveries) {
        return deliveries.getLast();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
