package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.ADD_LINK;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.NOTE_ADDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People add links to an incident. */
class LinkingTest {

    private static final Map<String, String> DASHBOARD = Map.of("url", "https://grafana.example.org/d/1", "title",
            "Disk usage");

    private CorrelatorHarness correlator;
    private Incident opened;

    @BeforeEach
    void openAnIncident() {
        correlator = CorrelatorHarness.start();
        correlator.fire(anAlert("db-1"));
        opened = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void nothingIsLeftUnread() {
        correlator.close();
    }

    @Test
    void shouldShowALinkOnTheIncidentAndOnTheTimeline() {
        correlator.command(ADD_LINK, opened, DASHBOARD, "");

        assertThat(correlator.incident().getLinks()).extracting("title", "href").containsExactly(tuple("Disk usage",
                "https://grafana.example.org/d/1"));
        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(NOTE_ADDED);
            assertThat(entry.getSummary()).isEqualTo(
                    "alice added a link: Disk usage (https://grafana.example.org/d/1)");
        });
    }

    @Test
    void shouldKeepTheLinkWhenAnotherAlertJoins() {
        correlator.command(ADD_LINK, opened, DASHBOARD, "");
        correlator.fire(anAlert("db-2"));

        assertThat(correlator.snapshots()).last().satisfies(snapshot -> assertThat(snapshot.getLinks()).hasSize(1));
        correlator.skip();
    }

    @Test
    void shouldAddALinkAlsoToAResolvedIncident() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.command(ADD_LINK, opened, DASHBOARD, "");

        assertThat(correlator.snapshots()).last().satisfies(snapshot -> assertThat(snapshot.getLinks()).hasSize(1));
        correlator.skip();
    }

    @Test
    void shouldRefuseALinkThatTheIncidentHas() {
        correlator.command(ADD_LINK, opened, DASHBOARD, "");
        correlator.command(ADD_LINK, opened, DASHBOARD, "");

        assertThat(correlator.facts()).containsExactly(NOTE_ADDED, COMMAND_REFUSED);
        correlator.skip();
    }

    @Test
    void shouldRefuseAnAddressThatIsNoWebPage() {
        correlator.command(ADD_LINK, opened, Map.of("url", "javascript:alert(1)", "title", "x"), "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> assertThat(entry.getSummary()).contains(
                "url must be a URL that begins with https:// or http://"));
    }
}
