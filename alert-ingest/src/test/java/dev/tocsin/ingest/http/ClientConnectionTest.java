package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {

    private static final HttpLimits LIMITS = HttpLimits.from(Settings.of(IngestHarness.settings()));

    private final ClientConnection visitor = new ClientConnection("203.0.113.7", LIMITS, 0);

    @Test
    @DisplayName("B2: headers have their deadline from the first byte")
    void shouldCountHeadersFromTheFirstByte() {
        assertThat(visitor.overdue(0, seconds(9))).isEmpty();
        assertThat(visitor.overdue(1, seconds(9))).isEmpty();
        assertThat(visitor.overdue(500, seconds(18))).isEmpty();
        assertThat(visitor.overdue(900, seconds(19))).contains(ClientConnection.Closed.SLOW_HEADERS);
    }

    @Test
    @DisplayName("B2: only who has shown who it is may keep an unused connection longer")
    void shouldLetKnownSendersKeepTheirConnection() {
        var known = new ClientConnection("203.0.113.7", LIMITS, 0);
        known.known();
        known.answered(500, 0);

        assertThat(visitor.overdue(0, seconds(10))).contains(ClientConnection.Closed.IDLE);
        assertThat(known.overdue(500, seconds(59))).isEmpty();
        assertThat(known.overdue(500, seconds(60))).contains(ClientConnection.Closed.IDLE);
        assertThat(known.canGiveWay()).isFalse();
    }

    /** Whatever comes, and whenever: nobody holds a connection in one phase longer than the sum of that phase's deadlines. */
    @Property(tries = 500)
    void shouldEndEveryPhase(@ForAll ClientConnection.Phase phase,
            @ForAll("bytes") List<Integer> bytes,
            @ForAll @Between(min = 1, max = 1000) int millis) {
        var any = new ClientConnection("203.0.113.7", LIMITS, 0);
        any.is(phase, 0);
        var all = 0L;
        var now = 0L;
        for (var some : bytes) {
            all += some;
            now += Duration.ofMillis(millis).toNanos();
            if (any.overdue(all, now).isPresent()) {
                return;
            }
        }
        assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(91));
        assertThat(any.overdue(all, now + seconds(91))).isPresent();
    }

    Gen<List<Integer>> bytes() {
        return Gens.ints(0, 5).list(200);
    }

    @Test
    @DisplayName("B1: the address with most connections gives up its oldest, never one that is worked on or known")
    void shouldTakeFromTheAddressThatHasMost() {
        var honest = new ClientConnection("198.51.100.1", LIMITS, 0);
        var oldest = new ClientConnection("203.0.113.7", LIMITS, 2);
        var working = new ClientConnection("203.0.113.7", LIMITS, 1);
        working.is(ClientConnection.Phase.WORK, 1);
        var newest = new ClientConnection("203.0.113.7", LIMITS, 3);

        assertThat(Connections.crowding(List.of(honest, newest, working, oldest))).containsSame(oldest);
        assertThat(Connections.crowding(List.of(working))).isEmpty();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
