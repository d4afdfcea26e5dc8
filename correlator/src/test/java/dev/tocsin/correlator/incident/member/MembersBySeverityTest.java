package dev.tocsin.correlator.incident.member;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.correlator.incident.ClassificationFixture;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.ResponsePractice;
import dev.tocsin.event.Alert;
import dev.tocsin.state.Grade;
import dev.tocsin.state.GradeCount;
import org.junit.jupiter.api.Test;

/** How many members have which severity, whether a snapshot shows them or not. */
class MembersBySeverityTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final DecisionContext OCCASION = new DecisionContext("signal-1", "payments", "test", 1, NOON,
            ResponsePractice.NONE);

    private final MembersBySeverity grades = MembersBySeverity.of(List.of());

    @Test
    void shouldKnowTheWorstFiringMemberAndTheWorstOfTheRound() {
        join("db-1", "SEV1");
        join("db-2", "SEV3");

        grades.cease(1);

        assertThat(grades.worst(true)).map(Grade::getTitle).contains("Disk full on db-2");
        assertThat(grades.worst(false)).map(Grade::getTitle).contains("Disk full on db-1");
        assertThat(grades.total()).isEqualTo(2);
        assertThat(grades.firing()).isEqualTo(1);
    }

    @Test
    void shouldCountAMemberThatIsCalledOtherwiseUnderItsNewSeverity() {
        join("db-1", "SEV3");

        grades.regrade(3, alert("db-1"), ClassificationFixture.classified("SEV1"), OCCASION);

        assertThat(counts()).containsExactly(new GradeCount(1, 1, 1), new GradeCount(3, 0, 0));
    }

    @Test
    void shouldCountAMemberOnceThatFiresAgainUnderAnotherSeverity() {
        join("db-1", "SEV3");
        grades.cease(3);

        grades.refire(3, alert("db-1"), ClassificationFixture.classified("SEV2"), OCCASION);

        assertThat(counts()).containsExactly(new GradeCount(2, 1, 1), new GradeCount(3, 0, 0));
    }

    @Test
    void shouldTakeAnAlertOfUnknownSeverityForOneOfTheMildest() {
        join("db-1", "SEV1");
        join("db-2", "SEV3");

        grades.cease(0);

        assertThat(counts()).containsExactly(new GradeCount(1, 1, 1), new GradeCount(3, 1, 0));
    }

    @Test
    void shouldStartARoundWithTheFiringMembers() {
        join("db-1", "SEV1");
        join("db-2", "SEV2");
        join("db-3", "SEV2");
        grades.cease(1);
        grades.cease(2);

        grades.beginRound();

        assertThat(counts()).containsExactly(new GradeCount(2, 1, 1));
    }

    @Test
    void shouldLookLikeWhatArrivesWhereItHadNoneOfThatSeverity() {
        join("db-1", "SEV2");
        var others = MembersBySeverity.of(List.of());
        others.join(alert("db-9"), ClassificationFixture.classified("SEV1"), OCCASION);

        others.list().forEach(grade -> grades.arrive(grade, 5, 4));

        assertThat(counts()).containsExactly(new GradeCount(1, 5, 4), new GradeCount(2, 1, 1));
        assertThat(grades.worst(true)).map(Grade::getAlert).contains("prom:db-9");
    }

    @Test
    void shouldTakeItsCountsFromATally() {
        join("db-1", "SEV1");

        var counted = MembersBySeverity.counted(grades.list(), List.of(new GradeCount(1, 9, 7)));

        assertThat(MembersBySeverity.counts(counted)).containsExactly(new GradeCount(1, 9, 7));
    }

    private void join(String instance, String severity) {
        grades.join(alert(instance), ClassificationFixture.classified(severity), OCCASION);
    }

    private List<GradeCount> counts() {
        return MembersBySeverity.counts(grades.list());
    }

    private static Alert alert(String instance) {
        return anAlert(instance).since(NOON).firing();
    }
}
