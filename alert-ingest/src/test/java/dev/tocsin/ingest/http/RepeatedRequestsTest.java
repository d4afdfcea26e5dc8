package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;

class RepeatedRequestsTest {

    private static final Answer STORED = Answer.accepted("id", 1, 0, Optional.empty());
    private static final Answer LATE = Answer.unavailable("log-slow", "late", 0);

    /** A publication of some bytes: whether it was acknowledged, and whether its sender has been told in time. */
    private static final class Copy {
        private final int bytes;
        private final RepeatedRequests.First first;
        private final CompletableFuture<Answer> landing = new CompletableFuture<>();
        private boolean told;

        Copy(int bytes, RepeatedRequests.First first) {
            this.bytes = bytes;
            this.first = first;
        }

        boolean open() {
            return !landing.isCompletedExceptionally() && !told;
        }
    }

    /** Nothing is lost and nothing is stored twice: a request joins a copy if, and only if, one is open. */
    @Property(tries = 500)
    void shouldJoinExactlyWhatItsSenderMayNotHaveHeardOf(@ForAll @Between(min = 1, max = 60) int steps,
            @ForAll long seed) {
        var random = new Random(seed);
        var repeats = new RepeatedRequests();
        List<Copy> copies = new ArrayList<>();
        for (var step = 0; step < steps; step++) {
            if (copies.isEmpty() || random.nextInt(3) == 0) {
                send(repeats, copies, step, random.nextInt(3));
            } else {
                happen(copies.get(random.nextInt(copies.size())), random);
            }
        }
        assertThat(repeats.count()).isEqualTo((int) copies.stream().filter(Copy::open).count());
    }

    private static void send(RepeatedRequests repeats, List<Copy> copies, int step, int bytes) {
        var incoming = new Incoming("id-" + step, "shop", Requests.RECEIVED_AT, "/", java.util.Map.of(),
                new byte[]{(byte) bytes});
        var open = copies.stream().filter(copy -> copy.bytes == bytes && copy.open()).findFirst();

        var earlier = repeats.earlier(incoming);

        assertThat(earlier).isEqualTo(open.map(copy -> copy.first));
        if (earlier.isEmpty()) {
            var copy = new Copy(bytes, repeats.first(incoming));
            repeats.begun(incoming.id(), copy.landing);
            copies.add(copy);
        }
    }

    private static void happen(Copy copy, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> copy.landing.complete(STORED);
            case 1 -> copy.landing.completeExceptionally(new IllegalStateException("away"));
            case 2 -> copy.first.answered(LATE, false);
            default -> {
                copy.first.answered(STORED, true);
                copy.told |= copy.landing.isDone();
            }
        }
    }
}
