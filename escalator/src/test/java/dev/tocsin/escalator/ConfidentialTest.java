package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runbook row B13: of a confidential incident only those who are cleared read more than that there is one. */
class ConfidentialTest {

    private static final String SECRET = "payroll of all employees";

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().cleared("vault", "webhook")
            .target("oncall", "hook:oncall", "vault:security").build());

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldRedactConfidentialIncidentsOnUnclearedChannels() {
        escalator.snapshot(confidential());

        var page = escalator.notifications().stream().filter(each -> each.getChannel().equals("hook")).findFirst()
                .orElseThrow();
        assertThat(page.toString()).doesNotContain(SECRET);
        assertThat(page.getIncident().getTitle()).isEqualTo("Confidential incident");
        assertThat(page.getIncident().getService()).isEmpty();
        assertThat(page.getIncident().getSeverity().getId()).isEqualTo("SEV1");
        assertThat(page.getIncident().getId()).isEqualTo(confidential().getId());
    }

    @Test
    void shouldSendEverythingToClearedChannels() {
        escalator.snapshot(confidential());

        assertThat(escalator.notifications()).filteredOn(each -> each.getChannel().equals("vault")).singleElement()
                .satisfies(page -> assertThat(page.getIncident().getTitle()).isEqualTo(SECRET));
    }

    @Test
    void shouldRedactTheEndToo() {
        escalator.snapshot(confidential());
        assertThat(escalator.notifications()).hasSize(2);

        escalator.resolved();

        assertThat(escalator.notifications()).filteredOn(each -> each.getChannel().equals("hook")).singleElement()
                .satisfies(told -> assertThat(told.toString()).doesNotContain(SECRET));
    }

    private Incident confidential() {
        return Incident.newBuilder(anIncident().roundStartedAt(escalator.now()).ruleReason(SECRET).build())
                .setConfidential(true).setTitle(SECRET).setSummary(SECRET).setCorrelationKey(SECRET).setService(SECRET)
                .setSteps(List.of(SECRET)).setNote(SECRET).setLabels(Map.of("file", SECRET))
                .setLinks(List.of(new Link(SECRET, "https://shop.example/" + SECRET))).build();
    }
}
