package dev.tocsin.schemas.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out under a key comes back to the same incident. */
class OutsideKeyTest {

    @Test
    void shouldComeBackAsItWentOut() {
        var key = OutsideKey.of("0a1b2c3d-abcdefgh2345", 2, "pager:");

        assertThat(OutsideKey.parse(key.text())).contains(key);
        assertThat(key.text()).startsWith("tocsin-0a1b2c3d-abcdefgh2345-2-").hasSizeLessThan(90);
    }

    @Test
    void shouldDifferByRoundAndDestination() {
        var key = OutsideKey.of("0a1b2c3d-abcdefgh2345", 1, "pager:");

        assertThat(key.text()).isNotEqualTo(OutsideKey.of("0a1b2c3d-abcdefgh2345", 2, "pager:").text())
                .isNotEqualTo(OutsideKey.of("0a1b2c3d-abcdefgh2345", 1, "leads:").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "srv01/HTTP", "d3640fbd41094207a1c11e58e46b1662", "tocsin-x-1-0011223344556677",
            "tocsin-0a1b2c3d-abc-0-0011223344556677", "tocsin-0a1b2c3d-abc-99999999999-0011223344556677",
            "tocsin-0a1b2c3d-abc-1-00112233"})
    void shouldIgnoreForeignKeys(String text) {
        assertThat(OutsideKey.parse(text)).isEmpty();
    }
}
