package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Incident;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;

/** What holds of names of rooms, whatever incidents are called. */
class IncidentChannelNameProperties {

    @Property
    void shouldNeverMakeANameThatNoChatSystemTakes(@ForAll String title, @ForAll String service) {
        var incident = Incident.newBuilder(anIncident().build()).setTitle(title).setService(service).build();

        assertThat(new IncidentChannelName("incident-{date}-{service}-{brief}", incident, OPENED_AT).known()).matches(
                "[a-z0-9_][a-z0-9_-]{0,79}");
    }
}
