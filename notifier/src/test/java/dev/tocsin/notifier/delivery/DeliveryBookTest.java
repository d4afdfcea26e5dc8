package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.NotificationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryBookTest {

    private static final Outcome TAKEN = new Outcome.Delivered("", 200);
    private static final Outcome FAILED = new Outcome.RetryAfter(Optional.empty(), "503", 503, false);
    private static final Outcome LOST = Outcome.RetryAfter.answerLost("no answer");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Book book = new Book();

    @Test
    void shouldClaimBeforeSending() {
        book.told(aPage().build());

        var steps = book.turn();

        assertThat(steps).containsExactly(new DeliveryStep.Claim(aPage().build(), 1, false));
    }

    @Test
    void shouldWriteTheResultAndBeDone() {
        book.told(aPage().build()).turn();

        book.answer("page", TAKEN).turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DELIVERED);
        assertThat(book.book().size()).isZero();
        assertThat(book.book().committable().offset()).isEqualTo(1);
    }

    @Test
    void shouldNotSendWhenTheClaimCouldNotBeWritten() {
        book.told(aPage().build());

        var inVain = book.turnInVain();

        assertThat(inVain).hasSize(1);
        assertThat(book.book().inFlight()).isZero();
        assertThat(book.turn()).isEqualTo(inVain);
    }

    @Test
    void shouldKeepAResultThatCouldNotBeWritten() {
        book.told(aPage().build()).turn();
        book.answer("page", TAKEN).turnInVain();

        book.turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldTryAgainWhenTheTimeHasCome() {
        book.told(aPage().build()).turn();
        book.answer("page", FAILED).turn();

        book.advance(Duration.ofMillis(999));
        assertThat(book.turn()).isEmpty();
        book.advance(Duration.ofMillis(201)).turn();

        assertThat(book.sent()).extracting(DeliveryStep.Claim::attempt).containsExactly(1, 2);
        assertThat(book.sent().getLast().possibleRepeat()).isFalse();
    }

    @Test
    void shouldSayThatItMayBeARepeatAfterALostAnswer() {
        book.told(aPage().build()).turn();

        book.answer("page", LOST).turn();
        book.advance(LONG).turn();

        assertThat(book.sent().getLast().possibleRepeat()).isTrue();
    }

    @Test
    void shouldGiveUpAfterAboutAnHour() {
        book.told(aPage().build()).turn();
        var start = book.now();

        while (book.book().size() > 0) {
            book.answer("page", FAILED).turn();
            book.book().nextDue(book.now()).ifPresent(due -> book.advance(Duration.between(book.now(), due)).turn());
        }

        assertThat(outcomes()).containsExactly(DeliveryOutcome.GAVE_UP);
        assertThat(Duration.between(start, book.now())).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(75));
    }

    @Test
    void shouldDropOutdatedNotifications() {
        book.told(aPage().build()).stale("page");

        book.turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DROPPED);
        assertThat(book.sent()).isEmpty();
    }

    @Test
    void shouldDropAWaitingPageAsSoonAsItsResolveComes() {
        book.told(aPage().build()).turn();
        book.answer("page", FAILED).turn();

        book.told(a(RESOLVED).build()).turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DROPPED);
        assertThat(book.underWay()).containsExactly("resolved");
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({"PAGE,ACKNOWLEDGED", "LADDER_EXHAUSTED,MITIGATED", "PAGE,CLOSED", "PAGE_MISSED,RESOLVED",
            "ROOM,RESOLVED", "UPDATE_DUE,RESOLVED", "CLOCK_WARNING,RESOLVED", "UPDATED,RESOLVED",
            "ACKNOWLEDGED,RESOLVED"})
    void shouldDropWhatWaitsWhenItsEndComes(NotificationKind waiting, NotificationKind news) {
        book.told(a(waiting).id("waiting").build()).turn();
        book.answer("waiting", FAILED).turn();

        book.told(a(news).id("news").build()).turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DROPPED);
        assertThat(book.underWay()).containsExactly("news");
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({"PAGE_MISSED,ACKNOWLEDGED", "ROOM,ACKNOWLEDGED", "TASK_DUE,CLOSED", "STATUS_PAGE,RESOLVED",
            "UNKNOWN,RESOLVED", "PAGE,UPDATED", "PAGE,CLOCK_BREACHED"})
    void shouldKeepWhatIsStillWorthTellingWhenSomethingElseFollows(NotificationKind waiting, NotificationKind news) {
        book.told(a(waiting).id("waiting").build()).turn();
        book.answer("waiting", FAILED).turn();

        book.told(a(news).id("news").build()).turn();

        assertThat(outcomes()).isEmpty();
        assertThat(book.underWay()).isEmpty();
    }

    /** Runbook row B14: whom a person called in is needed also when somebody has it. */
    @Test
    void shouldKeepTheCallOfAPersonWhenSomebodyAcknowledges() {
        book.told(aPage().rung(0).build()).turn();
        book.answer("page", FAILED).turn();

        book.told(a(ACKNOWLEDGED).build()).turn();

        assertThat(outcomes()).isEmpty();
    }

    @Test
    void shouldHoldTheResolveBackWhileItsPageIsUnderWay() {
        book.told(aPage().build()).turn();
        book.told(a(RESOLVED).build()).turn();
        assertThat(book.underWay()).containsExactly("page");

        book.answer("page", TAKEN).turn();

        assertThat(book.underWay()).containsExactly("resolved");
    }

    @Test
    void shouldNotSendAPageThatWasInDoubtWhenItsResolveIsThere() {
        book.told(aPage().build()).turn();
        book.told(a(RESOLVED).build());

        book.crash().turn();

        assertThat(outcomes()).containsExactly(DeliveryOutcome.DROPPED);
        assertThat(book.underWay()).containsExactly("resolved");
    }

    @Test
    void shouldPageAgainInALaterRoundWhileTheResolveOfTheEarlierOneFails() {
        book.told(a(RESOLVED).build()).turn();
        book.answer("resolved", FAILED).turn();

        book.told(aPage().id("again").with(it -> it.setRound(2)).build()).turn();

        assertThat(book.underWay()).containsExactly("again");
    }

    @Test
    void shouldNotLetAnAcknowledgementHideThePageThatFollowsIt() {
        book.told(a(ACKNOWLEDGED).build()).turn();
        book.told(aPage().id("raised").build());

        book.answer("acknowledged", TAKEN).turn();

        assertThat(book.underWay()).containsExactly("raised");
    }

    @Test
    void shouldDropARetriedUpdateThatTheResolveOvertook() {
        book.told(a(MITIGATED).build()).turn();
        book.answer("mitigated", FAILED).turn();

        book.told(a(RESOLVED).build()).turn();

        assertThat(book.underWay()).containsExactly("resolved");
    }

    @Test
    void shouldSendOtherIncidentsWhileOneFails() {
        book.told(aPage().build()).turn();
        book.answer("page", FAILED).turn();

        book.told(aPage().id("other").of("other", 1).build()).turn();

        assertThat(book.underWay()).containsExactly("other");
    }

    @Test
    void shouldLeaveADestinationAloneThatAskedForIt() {
        book.told(aPage().build()).turn();
        book.answer("page", new Outcome.RetryAfter(Optional.of(Duration.ofSeconds(30)), "429", 429, false)).turn();
        book.told(aPage().id("other").of("other", 1).build(),
                aPage().id("elsewhere").of("other", 1).to("hook", "second").build()).turn();

        assertThat(book.underWay()).containsExactly("elsewhere");
        book.advance(Duration.ofSeconds(36)).turn();

        assertThat(book.underWay()).containsExactlyInAnyOrder("elsewhere", "other", "page");
    }

    @Test
    void shouldSendNoMoreAtOnceThanADestinationTakes() {
        book.parallel(2).told(aPage().id("1").of("1", 1).build(), aPage().id("2").of("2", 1).build(),
                aPage().id("3").of("3", 1).build(), aPage().id("4").to("hook", "second").build());

        book.turn();

        assertThat(book.underWay()).containsExactly("1", "2", "4");
    }

    @Test
    void shouldSendPagesBeforeNews() {
        book.parallel(1).told(a(ACKNOWLEDGED).of("1", 1).build(), aPage().of("2", 1).build());

        book.turn();

        assertThat(book.underWay()).containsExactly("page");
    }

    @Test
    void shouldSendAgainAfterACrashAndSayThatItMayBeARepeat() {
        book.told(aPage().build()).turn();

        book.crash().turn();

        assertThat(book.sent().getLast()).isEqualTo(new DeliveryStep.Claim(aPage().build(), 2, true));
    }

    @Test
    void shouldKeepWaitingAfterACrash() {
        book.told(aPage().build()).turn();
        book.answer("page", FAILED).turn();

        book.crash();

        assertThat(book.turn()).isEmpty();
        assertThat(book.book().nextDue(book.now())).isPresent();
    }

    @Test
    void shouldNotSendAgainAfterACrashWhatIsFinished() {
        book.told(aPage().of("1", 1).id("slow").build(), aPage().of("2", 1).id("quick").build()).turn();
        book.answer("quick", TAKEN).turn();

        book.crash().turn();

        assertThat(book.underWay()).containsExactly("slow");
    }

    @Test
    void shouldWaitForAnAttemptThatIsStillUnderWayInThisProcess() {
        book.told(aPage().build()).turn();
        var claim = DeliveryRecords.delivery(book.sent().getFirst(), book.now());
        var back = new DeliveryBook(0, book.now(), java.util.Map.of("page", claim),
                (id, attempt) -> id.equals("page") && attempt == 1
                        ? Optional.of(new DeliveryStage.InFlight())
                        : Optional.empty(), dev.tocsin.notifier.breaker.BreakerRules.standard());

        back.add(0, book.now(), aPage().build());

        assertThat(back.inFlight()).isEqualTo(1);
        assertThat(back.land("page", 1, TAKEN)).isTrue();
    }

    @Test
    void shouldTakeTheSameNotificationOnce() {
        book.told(aPage().build(), aPage().build()).turn();
        book.answer("page", TAKEN).turn();
        book.told(aPage().build()).turn();

        assertThat(book.sent()).hasSize(1);
        assertThat(book.book().committable().offset()).isEqualTo(3);
    }

    @Test
    void shouldCommitNoFurtherThanTheOldestUnfinished() {
        book.told(aPage().id("1").of("1", 1).build(), aPage().id("2").of("2", 1).build()).turn();

        book.answer("2", TAKEN).turn();

        assertThat(book.book().committable().offset()).isZero();
    }

    @Test
    void shouldIgnoreAResultOfAnotherAttempt() {
        book.told(aPage().build()).turn();

        assertThat(book.book().land("page", 7, TAKEN)).isFalse();
        assertThat(book.book().land("unknown", 1, TAKEN)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = DeliveryOutcome.class, names = {"DELIVERED", "REJECTED", "GAVE_UP", "DROPPED"})
    void shouldTellTheTimelineWhatCameOfIt(DeliveryOutcome outcome) {
        var step = new DeliveryStep.Finish(aPage().build(), 1, false, outcome, "rejected", "because", 0, "");

        var fact = DeliveryRecords.fact(step, book.now());

        assertThat(fact.isPresent()).isEqualTo(outcome != DeliveryOutcome.DROPPED);
        assertThat(DeliveryRecords.decision(step, book.now()).orElseThrow().getReason()).contains("because");
        fact.ifPresent(it -> assertThat(it.getServiceKey()).isEqualTo("checkout"));
        assertThat(step.notification().getKind()).isEqualTo(PAGE);
    }

    private List<DeliveryOutcome> outcomes() {
        return book.written().stream().flatMap(step -> step instanceof DeliveryStep.Finish finish
                ? java.util.stream.Stream.of(finish.outcome())
                : java.util.stream.Stream.empty()).toList();
    }
}
