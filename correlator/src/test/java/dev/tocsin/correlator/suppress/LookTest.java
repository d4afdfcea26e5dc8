package dev.tocsin.correlator.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a timer says of the alerts to look at is read back as it was meant. */
class LookTest {

    @ParameterizedTest
    @MethodSource("looks")
    void shouldBeReadBack(Look look) {
        assertThat(Look.parse(look.subject())).isEqualTo(look);
    }

    static Stream<Look> looks() {
        return Stream.of(Look.atAll(), Look.at("backups"), Look.at("prom:db-1 after dark"),
                Look.atAll().goingOn("prom:db-1"), Look.at("backups").goingOn("prom:db-1").goingOn("prom:db-2"));
    }
}
