package dev.tocsin.console.explain;

import static dev.tocsin.console.explain.Night.decision;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.schemas.decision.DecisionKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of decision is found in the chain of its incident and explained. The kinds come from their registry, so a new kind
 * needs its text. The texts stand in {@code explain/decisions}, one file for each stage; {@code -Dtocsin.documents=write}
 * writes them.
 */
class EachDecisionTest {

    private static final Path GOLDEN = Path.of("src/test/resources/explain/decisions");
    private static final String REASON = "the recorded reason";

    static List<DecisionKind> kinds() {
        return DecisionKinds.all();
    }

    static List<DecisionKind> againstPaging() {
        return kinds().stream().filter(kind -> kind.effect().isAgainstPaging()).toList();
    }

    static List<String> stages() {
        return kinds().stream().map(DecisionKind::stage).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldStandInTheChainOfItsIncident(DecisionKind kind) {
        var link = link(kind);

        assertThat(link.sentence()).isEqualTo(kind.sentence());
        assertThat(link.remedy()).isEqualTo(kind.remedy());
        assertThat(link.effect()).isEqualTo(kind.effect());
        assertThat(link.reason()).isEqualTo(REASON);
        assertThat(link.rule()).isEqualTo("r1");
        assertThat(link.policyVersion()).isEqualTo(3);
        assertThat(link.record()).isEqualTo(new RecordPlace("tocsin.decisions", 0, 0));
    }

    /** Of the same moment, what happened to the request comes before what happened to the alert. */
    @ParameterizedTest
    @MethodSource("stages")
    void shouldStandAfterTheSignalOfTheSameMoment(String stage) {
        assertThat(IncidentChain.STAGES).containsSubsequence("receive", "signal", stage);
    }

    /** Also for an alert that has no incident, of which no step and no actor is known. */
    @ParameterizedTest
    @MethodSource("againstPaging")
    void shouldBeSaidOfAnAlertWithoutIncident(DecisionKind kind) {
        var decision = decision(0, kind.stage(), kind.code(), REASON).setAlertIdentity("prometheus:HighErrorRate")
                .build();

        var verdict = AlertExplainer.withheld(new LogExtract(List.of(new Found<>(decision, new RecordPlace(
                "tocsin.decisions", 0, 7))), true), Instant.MAX).getFirst();

        assertThat(verdict.reason()).isEqualTo(MissedPage.of(kind));
        assertThat(verdict.sentence()).matches("[A-Z].*\\.").doesNotContain("?", "{");
        assertThat(verdict.remedy()).matches("[A-Z].*\\.").doesNotContain("?", "{");
    }

    @Test
    void shouldLeaveOutAReasonThatWasNotRecorded() {
        assertThat(MissedPage.FLAPPING.sentence(Map.of("reason", ""))).isEqualTo("The alert flaps.");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void shouldBeSaidInTheseWords(String stage) throws IOException {
        var said = new StringBuilder();
        kinds().stream().filter(kind -> kind.stage().equals(stage)).sorted(Comparator.comparing(DecisionKind::code))
                .map(EachDecisionTest::link).forEach(link -> {
                    said.append(link.kind()).append(" (").append(link.effect().name().toLowerCase(Locale.ROOT)).append(
                            ")\n  ").append(link.sentence()).append('\n');
                    if (!link.remedy().isEmpty()) {
                        said.append("  ").append(link.remedy()).append('\n');
                    }
                });
        var golden = GOLDEN.resolve(stage + ".txt");
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, said);
        }

        assertThat(golden).as("run this test with -Dtocsin.documents=write").exists();
        assertThat(said.toString()).isEqualTo(Files.readString(golden));
    }

    private static ChainLink link(DecisionKind kind) {
        var links = new Night().decided(1, kind.stage(), kind.code(), REASON).chain().links().stream().filter(
                link -> link.stage().equals(kind.stage()) && link.kind().equals(kind.code())).toList();
        assertThat(links).as(kind.stage() + "/" + kind.code()).hasSize(1);
        return links.getFirst();
    }
}
