package dev.tocsin.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** As JUnit runs it. */
class PropertyTest {

    private enum Grade {
        LOW, HIGH
    }

    /** Not found by the build: it is run from here. */
    @Tag("sample")
    static class Samples {

        private static final List<Object> SEEN = new ArrayList<>();

        @Property(tries = 40)
        void holds(@ForAll("words") String word, @ForAll @Between(max = 9) int digit, @ForAll long any,
                @ForAll boolean flag, @ForAll Grade grade) {
            assertThat(word).isIn("one", "two");
            assertThat(digit).isBetween(0, 9);
            SEEN.add(List.of(word, digit, any, flag, grade));
        }

        @Property(tries = 500)
        void fails(@ForAll("lists") List<Integer> numbers, @ForAll String text) {
            assertThat(numbers).allMatch(number -> number < 50);
            numbers.clear();
        }

        @Property
        void names(@ForAll("nobody") String text) {}

        @Property
        void needsAName(@ForAll List<String> texts) {}

        Gen<String> words() {
            return Gens.of("one", "two");
        }

        private static Gen<List<Integer>> lists() {
            return Gens.ints(0, 99).list(0, 9);
        }
    }

    @Test
    void shouldPassAndTryAsOftenAsItSays() {
        Samples.SEEN.clear();

        assertThat(run("holds", Map.of()).getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);

        assertThat(Samples.SEEN).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void shouldTryLessOftenBySetting() {
        Samples.SEEN.clear();

        run("holds", Map.of("tocsin.property.tries", "25"));
        run("holds", Map.of("tocsin.property.tries", "1"));

        assertThat(Samples.SEEN).hasSize(10 + 5);
    }

    @Test
    void shouldTellTheSimplestValuesAndHowToRunItAgain() {
        var failure = run("fails", Map.of("tocsin.property.seed", "77")).getThrowable().orElseThrow();

        assertThat(failure).hasMessageMatching("""
                (?s)fails fails at try \\d+ of 500, seed \\d+\\.
                Simplest values, found in \\d+ more runs:
                  numbers = \\[50\\]
                  text = ""
                .*Values that failed first:
                  numbers = \\[.*\\]
                  text = ".*"
                To run this try first, add -Dtocsin.property.seed=\\d+""");
        assertThat(failure.getCause()).isInstanceOf(AssertionError.class).hasMessageContaining("[50]");
    }

    @Test
    void shouldFailInTheSameWayWithTheSameSeed() {
        var setting = Map.of("tocsin.property.seed", "77");

        assertThat(run("fails", setting).getThrowable().orElseThrow()).hasMessage(run("fails", setting).getThrowable()
                .orElseThrow().getMessage());
    }

    @Test
    void shouldTellWhatIsWrittenWrong() {
        assertThat(run("names", Map.of()).getThrowable().orElseThrow()).hasMessage(
                "@ForAll(\"nobody\") needs a method nobody() that returns a Gen in Samples");
        assertThat(run("needsAName", Map.of()).getThrowable().orElseThrow()).hasMessage(
                "Parameter texts of type List needs the name of a method in its @ForAll");
        assertThat(run("holds", Map.of("tocsin.property.seed", "x")).getThrowable().orElseThrow()).hasMessage(
                "tocsin.property.seed is not a whole number: x");
    }

    @Test
    void shouldShowWhatCannotBeSeen() {
        assertThat(ValueText.of(List.of("a\"b\\\n\0\u200b\ud800", 'c', Map.of(1, new int[]{2, 3})))).isEqualTo(
                "[\"a\\\"b\\\\\\n\\u0000\\u200b\\ud800\", 'c', {1=[2, 3]}]");
    }

    private static TestExecutionResult run(String property, Map<String, String> settings) {
        var parameters = Arrays.stream(Samples.class.getDeclaredMethods()).filter(it -> it.getName().equals(property))
                .findFirst().orElseThrow();
        var results = new HashMap<String, TestExecutionResult>();
        var request = LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(Samples.class, parameters))
                .configurationParameters(Map.of("tocsin.property.tries", "100", "tocsin.property.seed", ""))
                .configurationParameters(settings).build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                test.getSource().filter(MethodSource.class::isInstance).ifPresent(_ -> results.put(property, result));
            }
        });
        return results.get(property);
    }
}
