package dev.tocsin.standalone.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.cases.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of the four runbooks decide what their cases say, on the correlator's own topology. */
class ShippedPoliciesTest {

    private static final Path FOLDER = Path.of("..", "policies");
    private static final List<String> POLICIES = List.of("cloudforge", "bonsai", "runbook-001", "p0-p3");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void shouldDecideWhatItsCasesSay(String policy, String name, CaseBook book, Case played) {
        var verdict = book.play(played);

        assertThat(CaseReport.lines(book.file(), played, verdict)).as(policy + ": " + name).isEmpty();
    }

    static Stream<Arguments> cases() {
        return POLICIES.stream().flatMap(policy -> {
            var book = book(policy);
            return book.cases().stream().map(each -> arguments(policy, each.name(), book, each));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "cloudforge", "bonsai", "runbook-001", "p0-p3"})
    void shouldBeSoundWithoutAWarning(String policy) throws IOException, PolicyErrors {
        var file = FOLDER.resolve(policy + ".yml");

        assertThat(PolicyCheck.look(file.toString(), Files.readString(file)).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B7", "B8", "B9", "B13", "B14", "B16", "C1",
            "C2", "C3", "C5", "C6", "D1", "D3", "D7", "D8"})
    void shouldShowARowOfTheRunbooksFromMoreThanOneSide(String row) {
        var shown = POLICIES.stream().flatMap(policy -> book(policy).cases().stream()).map(Case::name)
                .filter(name -> name.startsWith(row + " "));

        assertThat(shown).hasSizeGreaterThanOrEqualTo(2);
    }

    private static CaseBook book(String policy) {
        try {
            return CaseBook.open(FOLDER.resolve("cases").resolve(policy + ".yml"), Optional.empty());
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
