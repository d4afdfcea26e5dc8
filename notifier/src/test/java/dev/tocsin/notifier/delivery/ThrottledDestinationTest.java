package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.DIGEST;
import static dev.tocsin.event.NotificationKind.PAGE_DIGEST;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.message.MessageWriter;
import org.junit.jupiter.api.Test;

/** A destination gets so many messages within a time, and one digest of the rest. */
class ThrottledDestinationTest {

    private static final Outcome TAKEN = new Outcome.Delivered("receipt", 200);

    private final Book book = new Book().parallel(64).throttle("email", 2, ofMinutes(5));

    private static Notification of(NotificationKind kind, String incident, int rank) {
        return a(kind).id(incident + "-" + kind.name().toLowerCase(java.util.Locale.ROOT)).of(incident, 1)
                .with(it -> it.setSeverity(new Severity("SEV" + rank, rank)).setTitle("Title of " + incident)).build();
    }

    private static Notification page(String incident, int rank) {
        return of(PAGE, incident, rank);
    }

    /** All that is in flight arrives, until nothing more is sent now. */
    private void arrive() {
        for (book.turn(); !book.underWay().isEmpty(); book.turn()) {
            book.underWay().forEach(id -> book.answer(id, TAKEN));
        }
    }

    private List<String> sent() {
        return book.sent().stream().map(it -> it.message().getId()).toList();
    }

    private String lastOutcome(String id) {
        return switch (book.written().stream().filter(it -> it.notification().getId().equals(id)).reduce((_,
                last) -> last).orElseThrow()) {
            case DeliveryStep.Claim _ -> "claimed";
            case DeliveryStep.Hold _ -> "held";
            case DeliveryStep.Postpone _ -> "retry";
            case DeliveryStep.Finish it -> it.code();
        };
    }

    private static Notification[] pages(int from, int to, int rank) {
        return IntStream.rangeClosed(from, to).mapToObj(it -> page("i" + it, rank)).toArray(Notification[]::new);
    }

    @Test
    void shouldSendAsManyAsItsThrottleAllowsAndHoldTheRest() {
        book.told(pages(1, 5, 2));

        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page");
        assertThat(lastOutcome("i3-page")).isEqualTo("held");
        assertThat(book.book().size()).isEqualTo(3);
    }

    @Test
    void shouldTellWhatItHeldInOneDigestWhenThereIsRoom() {
        book.told(page("i1", 2), page("i2", 2), page("i3", 3), page("i4", 2));
        arrive();

        book.advance(ofMinutes(5));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "i4-page-digest");
        assertThat(lastOutcome("i4-page")).isEqualTo("delivered");
        assertThat(lastOutcome("i3-page")).isEqualTo("dropped-digest");
        assertThat(book.book().size()).isZero();
        var digest = new MessageWriter(Optional.of("https://tocsin.example.org")).write(book.sent().getLast()
                .message(), false, book.now());
        assertThat(digest.headline()).isEqualTo(
                "2 messages held back about 2 incidents, most severe [SEV2] checkout: Title of i4");
        assertThat(digest.plain()).contains(
                "[SEV2] checkout: Title of i4 (open) https://tocsin.example.org/?incident=i4\n"
                        + "[SEV3] checkout: Title of i3 (open) https://tocsin.example.org/?incident=i3");
    }

    @Test
    void shouldRingForADigestOnlyIfItHoldsAPage() {
        book.told(page("i1", 2), page("i2", 2), of(UPDATED, "i3", 2), of(UPDATED, "i4", 2));
        arrive();
        book.advance(ofMinutes(5));
        arrive();
        assertThat(book.sent().getLast().message().getKind()).isEqualTo(DIGEST);

        book.told(page("i5", 2), page("i6", 2), of(UPDATED, "i7", 2));
        arrive();
        book.advance(ofMinutes(5));
        arrive();

        assertThat(sent()).endsWith("i6-page-digest");
        assertThat(book.sent().getLast().message().getKind()).isEqualTo(PAGE_DIGEST);
    }

    @Test
    void shouldSendTheOnlyOneThatItHeldAsItIs() {
        book.told(pages(1, 3, 2));
        arrive();

        book.advance(ofMinutes(5));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "i3-page");
    }

    @Test
    void shouldNeverHoldTheTopSeverity() {
        book.told(pages(1, 40, 1));

        arrive();

        assertThat(sent()).hasSize(40);
        assertThat(book.written()).noneMatch(DeliveryStep.Hold.class::isInstance);
    }

    @Test
    void shouldSendTheTopSeverityPastWhatItHolds() {
        book.told(pages(1, 5, 2));
        arrive();

        book.told(page("urgent", 1));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "urgent-page");
    }

    @Test
    void shouldNeverHoldTheEndOfWhatAMessageOpened() {
        book.throttle("slack", 1, ofMinutes(5)).told(page("i1", 2));
        arrive();

        book.told(of(ACKNOWLEDGED, "i1", 2), of(UPDATED, "i1", 2), of(RESOLVED, "i1", 2));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i1-acknowledged", "i1-resolved");
        assertThat(book.book().size()).isZero();
    }

    @Test
    void shouldHoldTheEndWhereNothingIsOpened() {
        book.throttle("email", 1, ofMinutes(5)).told(page("i1", 2));
        arrive();
        book.told(of(RESOLVED, "i1", 2), page("i2", 2));
        arrive();
        assertThat(sent()).containsExactly("i1-page");

        book.advance(ofMinutes(5));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page-digest");
    }

    @Test
    void shouldNotTellWhatIsNoNewsAnyMore() {
        book.told(pages(1, 5, 2));
        arrive();

        book.stale("i4-page").advance(ofMinutes(5));
        arrive();

        assertThat(lastOutcome("i4-page")).isEqualTo("dropped-acknowledged");
        assertThat(book.sent().getLast().message().getDetails().get("incidents")).contains("i3\t", "i5\t")
                .doesNotContain("i4\t");
    }

    @Test
    void shouldTellTheLatestStateOfAnIncident() {
        book.throttle("email", 1, ofMinutes(5)).told(page("i1", 2));
        arrive();
        book.told(page("i2", 2), a(ACKNOWLEDGED).id("ack").of("i3", 1).with(it -> it.setSeverity(new Severity("SEV2",
                2)).setState(IncidentState.ACKNOWLEDGED)).build());
        arrive();

        book.advance(ofMinutes(5));
        arrive();

        assertThat(book.sent().getLast().message().getDetails().get("incidents")).contains("i2\tSEV2\topen",
                "i3\tSEV2\tacknowledged");
    }

    @Test
    void shouldCountOnAfterARestart() {
        book.told(pages(1, 5, 2));
        arrive();

        book.crash();
        arrive();
        assertThat(sent()).containsExactly("i1-page", "i2-page");

        book.crash().told(page("i6", 2)).advance(ofMinutes(5));
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "i3-page-digest", "i6-page");
        assertThat(book.sent().get(2).message().getDetails()).containsEntry("messages", "3");
        assertThat(book.book().size()).isZero();
    }

    @Test
    void shouldSendAgainWhatWasInADigestWhoseAnswerIsUnknown() {
        book.told(pages(1, 5, 2));
        arrive();
        book.advance(ofMinutes(5)).turn();
        assertThat(book.underWay()).containsExactly("i3-page");

        book.crash();
        arrive();

        assertThat(book.book().size()).isZero();
        assertThat(List.of(lastOutcome("i3-page"), lastOutcome("i4-page"), lastOutcome("i5-page"))).containsOnly(
                "delivered", "dropped-digest");
        assertThat(sent()).containsExactly("i1-page", "i2-page", "i3-page-digest", "i3-page-digest");
        assertThat(book.sent().getLast().possibleRepeat()).isTrue();
    }

    @Test
    void shouldRetryADigestWithWhatCameMeanwhile() {
        book.told(pages(1, 4, 2));
        arrive();
        book.advance(ofMinutes(5)).turn();
        book.answer("i3-page", Outcome.RetryAfter.notArrived("refused")).told(page("i5", 2));
        book.turn();

        book.advance(ofMinutes(1));
        arrive();

        assertThat(sent().stream().filter("i3-page-digest"::equals)).hasSize(2);
        assertThat(lastOutcome("i4-page")).isEqualTo("dropped-digest");
        assertThat(book.book().size()).isZero();
    }

    @Test
    void shouldReportAllThatARejectedDigestWasToTell() {
        book.told(pages(1, 4, 2));
        arrive();
        book.advance(ofMinutes(5)).turn();

        book.answer("i3-page", new Outcome.Rejected("no such address", 404)).turn();

        assertThat(book.written().stream().filter(it -> DeliveryRecords.undelivered(it, book.now()).isPresent()).map(
                it -> it.notification().getId())).containsExactly("i3-page", "i4-page");
    }

    @Test
    void shouldReportAllPagesOfADigestThatIsLate() {
        book.told(pages(1, 4, 2));
        arrive();
        book.advance(ofMinutes(5)).turn();

        book.answer("i3-page", Outcome.RetryAfter.notArrived("refused")).turn();

        assertThat(book.written().stream().filter(it -> DeliveryRecords.undelivered(it, book.now()).isPresent()).map(
                it -> it.notification().getId())).containsExactly("i3-page", "i4-page");
    }

    @Test
    void shouldWriteNothingTwiceWhenATransactionIsAborted() {
        book.told(pages(1, 4, 2));
        book.turnInVain();
        arrive();
        book.advance(ofMinutes(5)).turnInVain();
        arrive();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "i3-page-digest");
        assertThat(book.written().stream().filter(DeliveryStep.Finish.class::isInstance).map(
                DeliveryStep.Finish.class::cast).map(DeliveryStep.Finish::outcome)).containsExactly(
                        DeliveryOutcome.DELIVERED, DeliveryOutcome.DELIVERED, DeliveryOutcome.DELIVERED,
                        DeliveryOutcome.DROPPED);
    }

    @Test
    void shouldWaitForOneOfThoseInFlightWhenAllRoomIsTheirs() {
        book.told(pages(1, 4, 2)).turn();
        assertThat(book.underWay()).containsExactly("i1-page", "i2-page");

        book.answer("i1-page", new Outcome.Rejected("gone", 404)).advance(ofSeconds(1));
        book.turn();

        assertThat(sent()).containsExactly("i1-page", "i2-page", "i3-page-digest");
    }
}
