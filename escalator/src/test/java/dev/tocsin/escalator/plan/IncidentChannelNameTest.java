package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Incident;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runbook rows A6 and B6: names of rooms. */
class IncidentChannelNameTest {

    @ParameterizedTest(name = "{0} of \"{1}\" is {2}")
    @CsvSource(textBlock = """
            incident-{date}-{brief},    API is down,                        incident-20260302-api-is-down
            incident-{date}-{brief},    'Ärger: 100 % der Größe!',          incident-20260302-arger-100-der-gro-e
            incident-{date}-{brief},    データベース,                         incident-20260302-abcdefghijkl
            incident-{date}-{number},   API is down,                        incident-20260302-NN
            '#{severity}_{service}',    API is down,                        sev1_shop
            {id},                       API is down,                        0a1b2c3d-abcdefghijkl
            '!!!',                      API is down,                        incident-abcdefghijkl
            customers-of-the-shop-in-the-north-{date}-{brief}-{number}, 'The checkout of the shop has answered nothing', customers-of-the-shop-in-the-north-20260302-the-checkout-of-the-shop-NN
            {brief},                    'The checkout of the shop has answered nothing but errors since noon', the-checkout-of-the-shop-has-answered
            """)
    void shouldNameRoomsAsChatSystemsDemandIt(String template, String title, String name) {
        assertThat(new IncidentChannelName(template, of(title), OPENED_AT).wanted()).isEqualTo(name);
    }

    private static Incident of(String title) {
        return Incident.newBuilder(anIncident().build()).setTitle(title).build();
    }
}
