package dev.tocsin.ingest.spool;

import static dev.tocsin.ingest.spool.SpoolRequests.ROOM;
import static dev.tocsin.ingest.spool.SpoolRequests.drained;
import static dev.tocsin.ingest.spool.SpoolRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    private Path folder;

    @Test
    void shouldGiveRequestsBackAsTheyCameInOrder() throws IOException {
        try (var spool = Spool.open(folder, ROOM)) {
            var first = request("a", 100);
            assertThat(spool.add(first)).isEqualTo(new Spool.Kept.Yes());
            spool.add(request("b", 100));

            assertThat(spool.count()).isEqualTo(2);
            assertThat(spool.oldest().orElseThrow().request()).isEqualTo(first);
            assertThat(drained(spool)).containsExactly("a", "b");
            assertThat(spool.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldKeepRequestsAndItsPlaceOverARestart() throws IOException {
        try (var spool = Spool.open(folder, ROOM)) {
            List.of("a", "b", "c").forEach(id -> spool.add(request(id, 10)));
            spool.done(spool.oldest().orElseThrow());
        }

        try (var again = Spool.open(folder, ROOM)) {
            again.add(request("d", 10));

            assertThat(drained(again)).containsExactly("b", "c", "d");
        }
        try (var empty = Spool.open(folder, ROOM)) {
            assertThat(empty.oldest()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndTakeItOnceThereIsRoom() throws IOException {
        try (var spool = Spool.open(folder, 8192)) {
            assertThat(spool.add(request("a", 1500))).isEqualTo(new Spool.Kept.Yes());
            assertThat(spool.add(request("b", 8000))).isEqualTo(new Spool.Kept.Full());
            assertThat(spool.add(request("c", 1500))).isEqualTo(new Spool.Kept.Yes());

            assertThat(drained(spool)).containsExactly("a", "c");
            assertThat(spool.bytes()).isZero();
            assertThat(spool.add(request("d", 4000))).isEqualTo(new Spool.Kept.Yes());
        }
    }

    @Test
    void shouldGiveTheDiskBackSegmentBySegment() throws IOException {
        try (var spool = Spool.open(folder, 40_000)) {
            IntStream.range(0, 20).forEach(i -> assertThat(spool.add(request("r" + i, 1000))).isEqualTo(
                    new Spool.Kept.Yes()));
            var full = spool.bytes();

            for (var i = 0; i < 15; i++) {
                spool.done(spool.oldest().orElseThrow());
            }

            assertThat(spool.bytes()).isLessThan(full - 5_000);
            assertThat(drained(spool)).containsExactly("r15", "r16", "r17", "r18", "r19");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(it -> it.toString().endsWith(SegmentName.ENDING))).isEmpty();
        }
    }

    @Test
    void shouldKeepWhatManySendersSendAtOnce() throws Exception {
        try (var spool = Spool.open(folder, ROOM); var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = senders.invokeAll(IntStream.range(0, 200).<java.util.concurrent.Callable<Spool.Kept>>mapToObj(
                    i -> () -> spool.add(request("r" + i, 50))).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new Spool.Kept.Yes());
            }

            assertThat(drained(spool)).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).mapToObj(i -> "r"
                    + i).toList());
        }
    }

    @Test
    void shouldRefuseAFolderThatAnotherProcessUses() throws IOException {
        try (var spool = Spool.open(folder, ROOM)) {
            assertThat(spool.isEmpty()).isTrue();
            assertThatThrownBy(() -> Spool.open(folder, ROOM)).isInstanceOf(IOException.class).hasMessageContaining(
                    "in use");
        }
    }

    @Test
    void shouldRefuseToForgetWhatIsNotTheOldest() throws IOException {
        try (var spool = Spool.open(folder, ROOM)) {
            spool.add(request("a", 1));
            var oldest = spool.oldest().orElseThrow();
            spool.done(oldest);
            spool.add(request("b", 1));

            assertThatThrownBy(() -> spool.done(oldest)).isInstanceOf(IllegalStateException.class);
            assertThat(drained(spool)).containsExactly("b");
        }
    }
}
