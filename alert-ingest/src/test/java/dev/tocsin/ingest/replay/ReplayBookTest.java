package dev.tocsin.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;
import org.junit.jupiter.api.Test;

/** What is to be replayed, by the log. */
class ReplayBookTest {

    private final ReplayBook book = new ReplayBook();

    @Test
    void shouldDoInTheOrderOfTheirReceiptWhatWasRequestedAndNotYetDone() {
        book.take(replay("a", ReplayState.REQUESTED, false));
        book.take(replay("c", ReplayState.REQUESTED, false));
        book.take(replay("a", ReplayState.REFUSED, false));
        book.take(replay("b", ReplayState.REQUESTED, false));

        assertThat(book.requested()).extracting(QuarantineReplay::getId).containsExactly("b", "c");
        book.answered("b");
        assertThat(book.requested()).extracting(QuarantineReplay::getId).containsExactly("c");
    }

    @Test
    void shouldNotReplayTwiceUnlessAPersonSaysSo() {
        book.take(replay("a", ReplayState.REPLAYED, false));

        assertThat(book.doneBefore(replay("a", ReplayState.REQUESTED, false))).isPresent();
        assertThat(book.doneBefore(replay("a", ReplayState.REQUESTED, true))).isEmpty();
        assertThat(book.doneBefore(replay("b", ReplayState.REQUESTED, false))).isEmpty();
    }

    @Test
    void shouldTryAgainWhatWasRefusedOrStale() {
        book.take(replay("a", ReplayState.REFUSED, false));
        book.take(replay("b", ReplayState.STALE, false));

        assertThat(book.doneBefore(replay("a", ReplayState.REQUESTED, false))).isEmpty();
        assertThat(book.doneBefore(replay("b", ReplayState.REQUESTED, false))).isEmpty();
    }

    @Test
    void shouldForgetWhatAnotherProcessLooksAfter() {
        book.take(replay("a", ReplayState.REQUESTED, false));
        book.clear();

        assertThat(book.requested()).isEmpty();
    }

    private static QuarantineReplay replay(String id, ReplayState state, boolean again) {
        return QuarantineReplay.newBuilder().setId(id).setState(state).setActor("ada").setRequestedAt(Instant.EPOCH)
                .setAgain(again).build();
    }
}
