package dev.tocsin.ingest.spool;

import static dev.tocsin.ingest.spool.SpoolRequests.ROOM;
import static dev.tocsin.ingest.spool.SpoolRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.tocsin.event.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {

    /** A Kafka that may be away, and that notes what it took. */
    private static final class Kafka implements Drain.Destination {
        private final List<String> taken = new ArrayList<>();
        private boolean away;
        private boolean fails;
        private int asked;
        private int alarms;

        @Override
        public boolean owesAlarm() {
            return alarms > 0;
        }

        @Override
        public boolean ready() {
            asked++;
            return !away;
        }

        @Override
        public CompletableFuture<Void> write(ReceivedRequest request) {
            if (fails) {
                return CompletableFuture.failedFuture(new IllegalStateException("away again"));
            }
            taken.add(request.getId());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> tellAlarm() {
            taken.add("alarm");
            alarms--;
            return CompletableFuture.completedFuture(null);
        }
    }

    @TempDir
    private Path folder;
    private final Kafka kafka = new Kafka();
    private Spool spool;
    private Drain drain;

    @BeforeEach
    void open() throws IOException {
        spool = Spool.open(folder, ROOM);
        drain = new Drain(spool, kafka);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void shouldWriteInOrderAndStopWhenNothingWaits() throws InterruptedException {
        List.of("a", "b").forEach(id -> spool.add(request(id, 1)));

        assertThat(List.of(drain.next(), drain.next(), drain.next())).containsExactly(Drain.Step.DRAINED,
                Drain.Step.DRAINED, Drain.Step.EMPTY);
        assertThat(kafka.taken).containsExactly("a", "b");
    }

    @Test
    void shouldWaitForKafkaAndAskNothingWhileNothingWaits() throws InterruptedException {
        assertThat(drain.next()).isEqualTo(Drain.Step.EMPTY);
        assertThat(kafka.asked).isZero();

        kafka.away = true;
        spool.add(request("a", 1));
        assertThat(drain.next()).isEqualTo(Drain.Step.WAITING);
        kafka.away = false;
        assertThat(drain.next()).isEqualTo(Drain.Step.DRAINED);
    }

    @Test
    void shouldTryTheSameRequestAgainBeforeTheNextOne() throws InterruptedException {
        List.of("a", "b").forEach(id -> spool.add(request(id, 1)));
        kafka.fails = true;
        assertThat(drain.next()).isEqualTo(Drain.Step.FAILED);
        kafka.fails = false;

        drain.next();
        drain.next();

        assertThat(kafka.taken).containsExactly("a", "b");
    }

    @Test
    void shouldRepeatOnlyTheRequestAtWhichTheProcessDied() throws Exception {
        List.of("a", "b", "c").forEach(id -> spool.add(request(id, 1)));
        drain.next();
        // b reaches Kafka, and the process dies before it notes so.
        kafka.write(spool.oldest().orElseThrow().request());
        close();
        open();

        drain.next();
        drain.next();

        assertThat(kafka.taken).containsExactly("a", "b", "b", "c");
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void shouldTellOfRefusedRequestsAsSoonAsKafkaIsBackAlsoWithAnEmptySpool() throws InterruptedException {
        kafka.alarms = 1;
        kafka.away = true;
        assertThat(drain.next()).isEqualTo(Drain.Step.WAITING);
        kafka.away = false;

        assertThat(drain.next()).isEqualTo(Drain.Step.EMPTY);
        assertThat(kafka.taken).containsExactly("alarm");
    }
}
