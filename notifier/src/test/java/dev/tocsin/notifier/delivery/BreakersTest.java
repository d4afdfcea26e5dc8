package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.DeliveryOutcome.DELIVERED;
import static dev.tocsin.event.DeliveryOutcome.GAVE_UP;
import static dev.tocsin.notifier.breaker.BreakerState.CLOSED;
import static dev.tocsin.notifier.breaker.BreakerState.HALF_OPEN;
import static dev.tocsin.notifier.breaker.BreakerState.OPEN;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.breaker.BreakerState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runbook row C7, for the destinations of notifications. */
class BreakersTest {

    private static final Outcome TAKEN = new Outcome.Delivered("", 200);
    private static final Outcome DOWN = Outcome.RetryAfter.notArrived("connection refused");
    private static final String FIRST = "hook:first";

    private final Book book = new Book();
    private int incidents;

    static List<Outcome> outages() {
        return List.of(DOWN, Outcome.RetryAfter.answerLost("no answer"), new Outcome.RetryAfter(Optional.empty(),
                "the receiver answered 503", 503, false), new Outcome.RetryAfter(Optional.empty(), "408", 408, true));
    }

    static List<Outcome> answers() {
        return List.of(TAKEN, new Outcome.Rejected("404", 404), new Outcome.RetryAfter(Optional.of(Duration.ofSeconds(
                1)), "429", 429, false), new Outcome.RetryAfter(Optional.empty(), "451 try later", 451, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    @DisplayName("C7: five outages in a row open the breaker")
    void shouldOpenAfterOutagesInARow(Outcome outage) {
        failures(4, outage);
        assertThat(state(FIRST)).isEqualTo(CLOSED);

        failures(1, outage);

        assertThat(state(FIRST)).isEqualTo(OPEN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("C7: a receiver that answers keeps its breaker closed, also if it refuses a message or throttles")
    void shouldStayClosedWhileTheReceiverAnswers(Outcome answer) {
        failures(4, DOWN);
        failures(1, answer);
        book.advance(Duration.ofSeconds(5));

        failures(4, DOWN);

        assertThat(state(FIRST)).isEqualTo(CLOSED);
    }

    @Test
    @DisplayName("C7: what was never sent says nothing about the receiver")
    void shouldNotCountAMissingSecret() {
        failures(4, DOWN);
        failures(1, new Outcome.Rejected("the variable SLACK_TOKEN is not set", 0));
        assertThat(state(FIRST)).isEqualTo(CLOSED);

        failures(1, DOWN);

        assertThat(state(FIRST)).isEqualTo(OPEN);
    }

    @Test
    @DisplayName("C7: another destination is not affected")
    void shouldCountEachDestinationAlone() {
        failures(5, DOWN);

        book.told(page("elsewhere").to("hook", "second").build()).turn();

        assertThat(book.underWay()).containsExactly("elsewhere");
        assertThat(state("hook:second")).isEqualTo(CLOSED);
    }

    @Test
    @DisplayName("C7: a page of a policy that corrects the channel's address does not wait for the breaker of the old address")
    void shouldTryACorrectedAddressAtOnce() {
        var corrected = Notification.newBuilder(page("corrected").build());
        corrected.setPolicyVersion(corrected.getPolicyVersion() + 1);
        failures(5, DOWN);

        book.told(corrected.build()).turn();
        assertThat(book.underWay()).containsExactly("corrected");
        book.answer("corrected", TAKEN).turn();

        assertThat(state(FIRST)).as("the old address is as it was").isEqualTo(OPEN);
        assertThat(book.book().reset(FIRST, "root")).isTrue();
        book.turn();
        assertThat(state(FIRST)).isEqualTo(CLOSED);
    }

    @Test
    @DisplayName("C7: the breaker of an address that no unfinished message uses is forgotten with the next message")
    void shouldForgetTheBreakerOfAnAddressOfThePast() {
        failures(5, DOWN);
        while (book.book().size() > 0) {
            book.advance(Duration.ofMinutes(1)).turn();
            book.underWay().forEach(id -> book.answer(id, DOWN));
            book.turn();
        }
        assertThat(state(FIRST)).isNotEqualTo(CLOSED);
        var corrected = Notification.newBuilder(page("corrected").build());
        corrected.setPolicyVersion(corrected.getPolicyVersion() + 1);

        book.told(corrected.build()).turn();

        assertThat(state(FIRST)).isEqualTo(CLOSED);
    }

    @Test
    @DisplayName("C7: a page to an open destination is not attempted, and the ladder continues at once")
    void shouldLetTheLadderContinueAtOnce() {
        failures(5, DOWN);

        var steps = book.told(page("late").build()).turn();

        assertThat(book.underWay()).isEmpty();
        assertThat(steps).filteredOn(step -> step.notification().getId().equals("late")).singleElement()
                .isInstanceOfSatisfying(DeliveryStep.Postpone.class, it -> {
                    assertThat(it.overdue()).isTrue();
                    assertThat(it.until()).isEqualTo(book.now().plusSeconds(60));
                    assertThat(it.possibleRepeat()).isFalse();
                    assertThat(DeliveryRecords.undelivered(it, book.now())).isPresent();
                    assertThat(DeliveryRecords.failure(it).orElseThrow().reason()).isEqualTo(
                            "circuit breaker open after 5 failures in a row, next probe at " + it.until()
                                    + "; last failure: connection refused; still retrying");
                });
    }

    @Test
    @DisplayName("C7: when the breaker opens, every page that waits for the destination lets its ladder continue, once")
    void shouldReportPagesThatWaitWhenItOpens() {
        book.parallel(1).told(page("1").build(), page("2").build(), a(NotificationKind.UPDATED).of("x", 1).id("news")
                .build()).turn();
        for (var count = 0; count < 5; count++) {
            book.answer(book.underWay().getFirst(), DOWN).turn();
            if (book.underWay().isEmpty()) {
                book.advance(Duration.ofSeconds(20)).turn();
            }
        }

        assertThat(overdue()).containsExactlyInAnyOrder("1", "2");
        book.advance(Duration.ofSeconds(30)).turn();
        assertThat(overdue()).hasSize(2);
    }

    @Test
    @DisplayName("C7: news to an open destination wait, and nobody is called for them")
    void shouldNotReportNews() {
        failures(5, DOWN);

        book.told(a(NotificationKind.UPDATED).of("x", 1).build()).turn();

        assertThat(book.underWay()).isEmpty();
        assertThat(overdue()).doesNotContain("updated");
    }

    @Test
    @DisplayName("C7: after 60 s it is half-open, and one notification is the probe: a page first")
    void shouldLetOneProbeThrough() {
        failures(5, DOWN);
        book.told(a(NotificationKind.UPDATED).of("x", 1).build(), page("page").build(), page("other").build()).turn();

        book.advance(Duration.ofSeconds(59)).turn();
        assertThat(state(FIRST)).isEqualTo(OPEN);
        assertThat(book.underWay()).isEmpty();

        book.advance(Duration.ofSeconds(1)).turn();
        assertThat(state(FIRST)).isEqualTo(HALF_OPEN);
        assertThat(book.underWay()).containsExactly("page");
    }

    @Test
    @DisplayName("C7: a page may itself be the probe")
    void shouldSendANewPageAsTheProbe() {
        failures(5, DOWN);
        book.advance(Duration.ofSeconds(60));

        book.told(page("new").build()).turn();

        assertThat(book.underWay()).containsExactly("new");
    }

    @Test
    @DisplayName("C7: a probe that succeeds closes it, and all that waited is sent at once")
    void shouldCloseWhenTheProbeArrives() {
        failures(5, DOWN);
        book.told(page("1").build(), page("2").build(), page("3").build()).turn();
        book.advance(Duration.ofSeconds(60)).turn();

        book.answer(book.underWay().getFirst(), TAKEN).turn();

        assertThat(state(FIRST)).isEqualTo(CLOSED);
        assertThat(book.underWay()).contains("2", "3");
        assertThat(changes()).containsExactly("opened", "closed");
    }

    @Test
    @DisplayName("C7: a probe that fails opens it for another 60 s")
    void shouldOpenAgainWhenTheProbeFails() {
        failures(5, DOWN);
        book.advance(Duration.ofSeconds(60));
        book.told(page("probe").build(), page("other").build()).turn();

        book.answer("probe", DOWN).turn();

        assertThat(state(FIRST)).isEqualTo(OPEN);
        assertThat(book.underWay()).isEmpty();
        assertThat(overdue()).contains("probe", "other");
        assertThat(changes()).containsExactly("opened", "reopened");
        book.advance(Duration.ofSeconds(59)).turn();
        assertThat(book.underWay()).isEmpty();
    }

    @Test
    @DisplayName("C7: a reset closes it, what waits is sent at once, and the reset is recorded with who asked for it")
    void shouldCloseWhenItIsReset() {
        failures(5, DOWN);
        book.told(page("waits").build()).turn();

        assertThat(book.book().reset(FIRST, "the admin API, called from 10.0.0.7")).isTrue();
        book.turn();

        assertThat(state(FIRST)).isEqualTo(CLOSED);
        assertThat(book.underWay()).contains("waits");
        assertThat(book.changes().getLast().reason()).isEqualTo(
                "reset by the admin API, called from 10.0.0.7; it was open");
        assertThat(DeliveryRecords.decision(book.changes().getLast())).satisfies(decision -> {
            assertThat(decision.getStage()).isEqualTo("breaker");
            assertThat(decision.getOutcome()).isEqualTo("reset");
            assertThat(decision.getServiceKey()).isEqualTo("tocsin");
        });
    }

    @Test
    @DisplayName("C7: what could not be written did not happen")
    void shouldForgetAChangeThatCouldNotBeWritten() {
        failures(4, DOWN);
        book.told(page("fifth").build()).turn();
        book.answer("fifth", DOWN).turnInVain();
        assertThat(state(FIRST)).isEqualTo(CLOSED);

        book.turn();
        assertThat(state(FIRST)).isEqualTo(OPEN);
        assertThat(changes()).containsExactly("opened");

        book.book().reset(FIRST, "somebody");
        book.turnInVain();
        assertThat(state(FIRST)).isEqualTo(OPEN);
        book.turn();
        assertThat(changes()).containsExactly("opened", "reset");
    }

    @Test
    @DisplayName("C7: a destination that stays down is given up after about an hour, as without a breaker")
    void shouldGiveUpAsWithoutABreaker() {
        var start = book.now();
        for (var count = 0; count < 20; count++) {
            book.told(page("page-" + count).build());
        }

        while (book.book().size() > 0) {
            book.turn();
            book.underWay().forEach(id -> book.answer(id, DOWN));
            book.turn();
            book.advance(Duration.ofSeconds(10));
        }

        assertThat(outcomes()).hasSize(20).containsOnly(GAVE_UP);
        assertThat(Duration.between(start, book.now())).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200})
    @DisplayName("C7: an answer that comes late, while it is open, closes it")
    void shouldCloseWithALateAnswer(int seconds) {
        book.told(page("slow").build()).turn();
        failures(5, DOWN);
        book.advance(Duration.ofSeconds(seconds)).turn();

        book.answer("slow", TAKEN).turn();

        assertThat(state(FIRST)).isEqualTo(CLOSED);
        assertThat(outcomes()).contains(DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "reopened", "closed", "reset"})
    @DisplayName("C7: each change of a breaker is explained")
    void shouldExplainEachChange(String code) {
        assertThat(dev.tocsin.schemas.decision.DecisionKinds.find("breaker", code)).isPresent();
    }

    private dev.tocsin.notifier.fixture.Notifications page(String id) {
        return aPage().id(id).of("incident-" + incidents++, 1);
    }

    private void failures(int count, Outcome outcome) {
        for (var number = 0; number < count; number++) {
            var id = "failure-" + incidents;
            book.told(a(NotificationKind.UPDATED).id(id).of("incident-" + incidents++, 1).build()).turn();
            book.answer(id, outcome).turn();
        }
    }

    private BreakerState state(String destination) {
        return book.book().breakers(book.now()).stream().filter(it -> it.destination().equals(destination)).findFirst()
                .orElseThrow().state();
    }

    private List<String> changes() {
        return book.changes().stream().map(change -> change.code()).toList();
    }

    private List<String> overdue() {
        return book.written().stream().filter(step -> step instanceof DeliveryStep.Postpone postpone && postpone
                .overdue()).map(step -> step.notification().getId()).toList();
    }

    private List<DeliveryOutcome> outcomes() {
        return book.written().stream().flatMap(step -> step instanceof DeliveryStep.Finish finish
                ? java.util.stream.Stream.of(finish.outcome())
                : java.util.stream.Stream.empty()).toList();
    }
}
