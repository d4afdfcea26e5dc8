package dev.tocsin.schemas.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mark that names the incident of a ticket. */
class TicketMarkTest {

    private static final String INCIDENT = "0a1b2c3d-abcdefgh2345";
    private static final String OTHER = "0a1b2c3d-other";

    @Test
    void shouldFindItsOwnWhateverTheTextQuotes() {
        var mark = TicketMark.of(INCIDENT);

        assertThat(TicketMark.first("<!-- " + mark + " -->\ntocsin:" + OTHER)).contains(INCIDENT);
        assertThat(TicketMark.last("Alert: tocsin:" + OTHER + "\n\n" + mark)).contains(INCIDENT);
        assertThat(TicketMark.last("Alert: tocsin:" + OTHER + "\n\n" + mark + "\n")).contains(INCIDENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tocsin:", "tocsin:0a1b2c3d", "tocsin:0A1B2C3D-other", "xtocsin:0a1b2c3d-other",
            "tocsin:0a1b2c3d-other_", "https://tocsin.example.org/?incident=0a1b2c3d-other"})
    void shouldNotFindWhatIsNoMark(String text) {
        assertThat(TicketMark.first(text)).isEmpty();
        assertThat(TicketMark.last(text)).isEmpty();
    }
}
