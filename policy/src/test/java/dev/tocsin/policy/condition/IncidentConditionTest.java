package dev.tocsin.policy.condition;

import static dev.tocsin.policy.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.event.Change;
import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions over incidents and changes. */
class IncidentConditionTest {

    private static final Instant MONDAY_NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final BusinessCalendar OFFICE = new BusinessCalendar("office", ZoneId.of("Europe/Berlin"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(new BusinessCalendar.Hours(LocalTime.of(9, 0), LocalTime.of(17, 0))), Set.of());
    private static final YamlProblems NONE = (at, problem, instead) -> {
        throw new AssertionError(problem + "; " + instead);
    };

    private final ConditionReader reader = new ConditionReader(Map.of("office", OFFICE));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            incident.severity == "SEV2"  -> true
            incident.rank <= 2  -> true
            incident.rank == 1  -> false
            incident.state == "open"  -> true
            incident.service == "checkout" && incident.environment == "production"  -> true
            incident.team == "payments" && incident.symptom == "api-errors"  -> true
            incident.customerFacing  -> true
            incident.security || incident.confidential  -> false
            incident.title.contains("fails") && incident.alertsTotal > 2  -> true
            labels.zone == "a" && labels.absent == ""  -> true
            businessHours("office")  -> true
            businessHours("office", time + duration("12h"))  -> false
            severity="SEV2", zone="a"  -> true
            severity=~"SEV1"  -> false
            customer-facing="true", team!="search"  -> true
            customer-facing  -> true
            confidential  -> false
            """)
    void shouldJudgeIncidents(String condition, boolean holds) {
        var incident = anIncident().ranked(2).customerFacing().with("zone", "a").build();

        var judged = reader.incident(condition, NONE, at -> new SourcePosition(1, at + 1)).orElseThrow()
                .judge(new IncidentFacts(incident, MONDAY_NINE));

        assertThat(judged).isEqualTo(holds ? Judgement.YES : Judgement.NO);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            change.kind == "deployment" && change.author == "ci"  -> true
            change.labels.service == "checkout" && labels.service == "checkout"  -> true
            change.labels.absent == "x"  -> false
            kind="deployment", service=~"check.*"  -> true
            change.summary.contains("rollback") || change.source == "other"  -> false
            """)
    void shouldJudgeChanges(String condition, boolean holds) {
        var change = Change.newBuilder().setId("c-1").setSource("github").setKind("deployment").setAuthor("ci")
                .setSummary("Deploy 1.2").setChangedAt(MONDAY_NINE).setLabels(Map.of("service", "checkout")).build();

        var judged = reader.change(condition, NONE, at -> new SourcePosition(1, at + 1)).orElseThrow()
                .apply(new ChangeFacts(change, MONDAY_NINE));

        assertThat(judged).isEqualTo(holds ? Judgement.YES : Judgement.NO);
    }
}
