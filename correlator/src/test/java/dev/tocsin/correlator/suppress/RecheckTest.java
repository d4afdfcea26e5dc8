package dev.tocsin.correlator.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a timer says of the alerts to look at is read back as it was meant. */
class RecheckTest {

    @ParameterizedTest
    @MethodSource("looks")
    void shouldBeReadBack(Recheck look) {
        assertThat(Recheck.parse(look.subject())).isEqualTo(look);
    }

    static Stream<Recheck> looks() {
        return Stream.of(Recheck.atAll(), Recheck.at("backups"), Recheck.at("prom:db-1 after dark"),
                Recheck.atAll().goingOn("prom:db-1"), Recheck.at("backups").goingOn("prom:db-1").goingOn("prom:db-2"));
    }
}
