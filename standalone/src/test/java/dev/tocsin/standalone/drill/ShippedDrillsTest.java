package dev.tocsin.standalone.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.drills.Drill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four runbooks, row by row: who is told what, when and by which channel, on the topologies themselves. */
class ShippedDrillsTest {

    private static final Path FOLDER = Path.of("..", "policies", "drills");
    private static final List<String> POLICIES = List.of("cloudforge", "bonsai", "runbook-001", "p0-p3");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("drills")
    void shouldTellThePeopleOfTheRunbookAtItsMinutes(String policy, String name, DrillBook book, Drill drill) {
        var result = book.play(drill);

        assertThat(new DrillReport(false, false).differences(book.file(), drill, result)).as(policy + ": " + name)
                .isEmpty();
    }

    static Stream<Arguments> drills() {
        return POLICIES.stream().flatMap(policy -> {
            var book = book(policy);
            return book.drills().stream().map(each -> arguments(policy, each.name(), book, each));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1", "A2", "A6", "A8", "B1", "B4", "B5", "B6", "B7", "B8", "B10", "B11", "B12", "B13",
            "B14",
            "B15", "C1", "C3", "C8", "C9", "D1", "D2", "D3", "D4", "D5", "D6", "D9", "D10"})
    void shouldHaveADrillForARowOfTheRunbooks(String row) {
        var drills = POLICIES.stream().flatMap(policy -> book(policy).drills().stream()).filter(drill -> drill.name()
                .startsWith(row + " ")).toList();

        assertThat(drills).isNotEmpty().allSatisfy(drill -> assertThat(drill.told()).isPresent());
    }

    private static DrillBook book(String policy) {
        try {
            return DrillBook.open(FOLDER.resolve(policy + ".yml"), Optional.empty());
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
