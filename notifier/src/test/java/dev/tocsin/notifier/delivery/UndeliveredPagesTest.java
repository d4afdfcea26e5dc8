package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.DeliveryOutcome.GAVE_UP;
import static dev.tocsin.event.DeliveryOutcome.REJECTED;
import static dev.tocsin.event.DeliveryOutcome.RETRY;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.incident.Undelivered;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others hear of pages that reached nobody. */
class UndeliveredPagesTest {

    private static final Outcome REFUSES = new Outcome.Rejected("Slack answered channel_not_found", 200);
    private static final Outcome DOWN = Outcome.RetryAfter.notArrived("connection refused");

    private final MockedLoop loop = new MockedLoop();
    private final Book book = new Book();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("A6: a refused page is told to the incident's own log in the transaction of its outcome")
    void shouldTellTheIncidentsLogOfARefusedPage() {
        loop.receiver = _ -> REFUSES;
        loop.notify(aPage().build());
        loop.settle();

        assertThat(undelivered()).singleElement().satisfies(word -> {
            assertThat(word.incidentId()).isEqualTo("0a1b2c3d-abcdefghijkl");
            assertThat(word.round()).isEqualTo(1);
            assertThat(word.failure()).extracting(DeliveryFailure::getNotificationId, DeliveryFailure::getTarget,
                    DeliveryFailure::getRung, DeliveryFailure::getOutcome, DeliveryFailure::getReason)
                    .containsExactly("page", "alice", 1, REJECTED, "Slack answered channel_not_found");
        });
        assertThat(loop.signals()).first().satisfies(signal -> assertThat(signal.getServiceKey()).isEqualTo(
                "checkout"));
    }

    @Test
    @DisplayName("A6: when the outcome cannot be written, neither is the word of it, and both come with the next try")
    void shouldWriteBothOrNone() {
        loop.receiver = _ -> REFUSES;
        loop.notify(aPage().build());
        loop.turn();
        loop.producer.sendOffsetsToTransactionException = new CommitFailedException();
        loop.settleInVain();
        assertThat(loop.outcomes()).doesNotContain(REJECTED);
        assertThat(loop.signals()).isEmpty();

        loop.producer.sendOffsetsToTransactionException = null;
        loop.settle();

        assertThat(loop.outcomes()).contains(REJECTED);
        assertThat(undelivered()).hasSize(1);
        assertThat(alarms()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOLVED", "ACKNOWLEDGED", "UPDATED", "ROOM", "CLOCK_WARNING", "TASK_DUE", "PAGE_MISSED"})
    @DisplayName("A6: what asks nobody to act is no page, and no step of a ladder waits for it")
    void shouldReportOnlyPages(NotificationKind kind) {
        loop.receiver = _ -> REFUSES;
        loop.notify(a(kind).build());
        loop.settle();

        assertThat(undelivered()).isEmpty();
    }

    @Test
    @DisplayName("A6: a page whose receiver is down is overdue after two minutes, told once, and tried on")
    void shouldSayOnceThatAPageIsOverdue() {
        book.told(aPage().build());
        for (var attempt = 0; attempt < 8; attempt++) {
            book.turn();
            book.answer("page", DOWN).turn();
            book.advance(Duration.ofSeconds(150));
        }

        var overdue = book.written().stream().filter(step -> step instanceof DeliveryStep.Postpone postpone && postpone
                .overdue()).toList();
        assertThat(overdue).singleElement().satisfies(step -> assertThat(DeliveryRecords.undelivered(step, book.now()))
                .hasValueSatisfying(signal -> assertThat(Undelivered.of((Bulletin) signal.getBody()).orElseThrow()
                        .failure()).satisfies(failure -> {
                            assertThat(failure.getOutcome()).isEqualTo(RETRY);
                            assertThat(failure.getReason()).isEqualTo(
                                    "connection refused; not delivered within 2 min, still retrying");
                        })));
        assertThat(book.sent()).hasSizeGreaterThan(7);
    }

    @Test
    @DisplayName("A6: a receiver that asks for five minutes makes the page overdue at once")
    void shouldNotWaitForAReceiverThatAsksForTime() {
        book.told(aPage().build()).turn();
        book.answer("page", new Outcome.RetryAfter(Optional.of(Duration.ofMinutes(5)), "429", 429, false));

        assertThat(overdue(book.turn())).containsExactly("page");
    }

    @Test
    @DisplayName("A6: a page behind another one that fails, or to a destination that asked for time, is overdue too")
    void shouldSayThatPagesAreOverdueThatCannotEvenBeTried() {
        book.told(aPage().id("first").build()).turn();
        book.told(aPage().id("behind").rung(2).build(), aPage().id("other").of("another incident", 1).build(),
                a(NotificationKind.UPDATED).id("news").of("a third", 1).build());
        book.parallel(1).answer("first", new Outcome.RetryAfter(Optional.of(Duration.ofMinutes(4)), "429", 429,
                false));

        assertThat(overdue(book.turn())).containsExactly("first", "behind", "other");

        book.advance(Duration.ofMinutes(5));
        assertThat(book.turn()).isNotEmpty();
        assertThat(book.underWay()).containsExactly("first");
        book.answer("first", new Outcome.Delivered("", 200)).turn();
        assertThat(overdue(book.written())).hasSize(3);
    }

    @Test
    @DisplayName("A6: what was overdue before a crash is not told a second time after it")
    void shouldRememberAfterACrash() {
        book.told(aPage().build()).turn();
        book.answer("page", new Outcome.RetryAfter(Optional.of(Duration.ofMinutes(5)), "429", 429, false)).turn();

        book.crash().advance(Duration.ofMinutes(6)).turn();
        book.answer("page", DOWN).turn();

        assertThat(overdue(book.written())).hasSize(1);
    }

    @Test
    @DisplayName("A6: GAVE_UP is told as REJECTED is")
    void shouldReportGivenUpPages() {
        book.told(aPage().build());
        while (book.book().size() > 0) {
            book.turn();
            book.answer("page", DOWN).turn();
            book.advance(Duration.ofMinutes(3));
        }

        assertThat(DeliveryRecords.undelivered(book.written().getLast(), book.now()).map(signal -> Undelivered.of(
                (Bulletin) signal.getBody()).orElseThrow().failure().getOutcome())).contains(GAVE_UP);
    }

    @Test
    @DisplayName("A6: a channel that refuses is one alarm, not one for each page, and it is over when it delivers again")
    void shouldRaiseOneAlarmForAChannel() {
        loop.receiver = _ -> REFUSES;
        for (var number = 0; number < 5; number++) {
            loop.notify(aPage().id("page-" + number).of("incident-" + number, 1).build());
            loop.settle();
            loop.clock.advance(Duration.ofSeconds(5));
        }
        loop.receiver = _ -> new Outcome.Delivered("", 200);
        loop.notify(aPage().id("good").of("incident-9", 1).build());
        loop.settle();

        assertThat(alarms()).extracting(Alert::getIdentity, Alert::getStatus).containsExactly(tuple(
                "tocsin:TocsinChannelFailing:hook", AlertStatus.FIRING), tuple("tocsin:TocsinChannelFailing:hook",
                        AlertStatus.RESOLVED));
        assertThat(alarms().getFirst().getSummary()).isEqualTo(
                "Channel hook is failing: hook:first (Slack answered channel_not_found)");
    }

    @Test
    @DisplayName("A6: metrics and health name the channel that refuses while it does")
    void shouldShowTheChannelInMetrics() {
        loop.receiver = _ -> REFUSES;
        loop.notify(aPage().build());
        loop.settle();
        loop.turn();
        assertThat(loop.metrics.get("tocsin.notifier.channel.failing").tag("channel", "hook").gauge().value())
                .isEqualTo(1);
        assertThat(loop.troubles.failing()).containsEntry("hook", "hook:first (Slack answered channel_not_found)");

        loop.receiver = _ -> new Outcome.Delivered("", 200);
        loop.notify(aPage().id("good").build());
        loop.settle();
        loop.turn();

        assertThat(loop.metrics.get("tocsin.notifier.channel.failing").tag("channel", "hook").gauge().value())
                .isZero();
        assertThat(loop.troubles.failing()).isEmpty();
    }

    @Test
    @DisplayName("A6: an alarm of before a restart is over when the destination that it names takes something")
    void shouldEndAnAlarmOfAnEarlierProcess() {
        loop.told.put("hook", "Channel hook is failing: hook:first (404)");
        loop.notify(aPage().id("elsewhere").to("hook", "second").build());
        loop.settle();
        assertThat(alarms()).isEmpty();

        loop.notify(aPage().build());
        loop.settle();

        assertThat(alarms()).extracting(Alert::getStatus).containsExactly(AlertStatus.RESOLVED);
    }

    @Test
    @DisplayName("A6: a channel with two places that fail is whole again when both took something")
    void shouldWaitForEveryPlaceThatFails() {
        loop.receiver = _ -> REFUSES;
        loop.notify(aPage().id("1").to("hook", "first").of("a", 1).build(), aPage().id("2").to("hook", "second").of("b",
                1).build());
        loop.settle();
        loop.receiver = _ -> new Outcome.Delivered("", 200);
        loop.notify(aPage().id("3").to("hook", "first").of("c", 1).build());
        loop.settle();
        assertThat(alarms()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING);

        loop.notify(aPage().id("4").to("hook", "second").of("d", 1).build());
        loop.settle();

        assertThat(alarms()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    }

    @Test
    @DisplayName("A6: an outage that lasts says so again, at most once a minute")
    void shouldRepeatTheAlarmSeldom() {
        loop.receiver = _ -> REFUSES;
        for (var second = 0; second < 180; second += 10) {
            loop.notify(aPage().id("page-" + second).of("incident-" + second, 1).build());
            loop.settle();
            loop.clock.advance(Duration.ofSeconds(10));
        }

        assertThat(alarms()).hasSize(3).extracting(Alert::getIdentity).containsOnly("tocsin:TocsinChannelFailing:hook");
    }

    private static List<String> overdue(List<DeliveryStep> steps) {
        return steps.stream().filter(step -> step instanceof DeliveryStep.Postpone postpone && postpone.overdue()).map(
                step -> step.notification().getId()).sorted(Comparator.comparing("first behind other"::indexOf))
                .toList();
    }

    private List<Undelivered> undelivered() {
        return loop.signals().stream().map(signal -> signal.getBody()).filter(Bulletin.class::isInstance).map(
                body -> Undelivered.of((Bulletin) body).orElseThrow()).toList();
    }

    private List<Alert> alarms() {
        return loop.signals().stream().map(signal -> signal.getBody()).filter(Alert.class::isInstance).map(
                Alert.class::cast).toList();
    }
}
