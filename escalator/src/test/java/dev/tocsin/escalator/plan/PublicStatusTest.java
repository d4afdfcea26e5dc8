package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.escalator.Posting;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runbook row D6: the status words. */
class PublicStatusTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("cases")
    void shouldDeriveThePublicStatus(String name, Incident incident, String word) {
        assertThat(PublicStatus.of(incident)).isEqualTo(word);
    }

    static Stream<Arguments> cases() {
        var later = OPENED_AT.plusSeconds(60);
        return Stream.of(Arguments.of("just opened", open().build(), "investigating"),
                Arguments.of("assessed", open().setAssessedAt(later).build(), "identified"),
                Arguments.of("somebody said so", Posting.outside("found", "identified", later).apply(open()).build(),
                        "identified"),
                Arguments.of("an update without a word", Posting.outside("soon", "", later).apply(open()).build(),
                        "investigating"),
                Arguments.of("mitigated", in(IncidentState.MITIGATED, open().setMitigatedAt(later)), "monitoring"),
                Arguments.of("mitigated after the last word", in(IncidentState.MITIGATED, Posting.outside("found",
                        "identified", OPENED_AT).apply(open()).setMitigatedAt(later)), "monitoring"),
                Arguments.of("a word after the mitigation", in(IncidentState.MITIGATED, Posting.outside("not yet",
                        "identified", later.plusSeconds(1)).apply(open()).setMitigatedAt(later)), "identified"),
                Arguments.of("the mitigation did not hold", Posting.outside("we watch", "monitoring", later).apply(
                        open()).build(), "investigating"),
                Arguments.of("resolved, whatever was said", in(IncidentState.RESOLVED, Posting.outside("found",
                        "identified", later).apply(open())), "resolved"),
                Arguments.of("closed", in(IncidentState.CLOSED, open()), "resolved"));
    }

    private static Incident.Builder open() {
        return Incident.newBuilder(anIncident().build());
    }

    private static Incident in(IncidentState state, Incident.Builder incident) {
        return incident.setState(state).build();
    }
}
