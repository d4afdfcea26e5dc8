package dev.tocsin.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a policy file, it loads or is refused with errors that point into it. */
class LoaderFuzzTest {

    /** More with -Dtocsin.fuzz.rounds=10000. */
    private static final int ROUNDS = Integer.getInteger("tocsin.fuzz.rounds", 100);

    private static final String TEXT = PolicyLoader.builtIn().getText();
    private static final List<String> PIECES = List.of("{", "}", "[", "]", ":", "- ", "\n", "\t", "\"", "'", "|", ">",
            "&a ", "*a", "!x ", "#", "---\n", "...\n", "null", "~", "0", "-1", "\u0000", "\uFEFF", "\uD800", "😀", "\r",
            "\u2028", "<<: ", "? ", "%YAML 1.1\n", "labels.", "==", "2026-11-20", "24:00", "((((", "))))",
            "99999999999999999999", "\\");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverThrowAnythingButPolicyErrors(long seed) {
        var random = new Random(seed);
        var whole = seed % 2 == 0 ? TEXT : WholeLanguage.TEXT;
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder(whole);
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutate(text, random);
            }
            assertLoadsOrIsRefused(text.toString());
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        var at = random.nextInt(text.length());
        var to = Math.min(text.length(), at + random.nextInt(30));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
            case 3 -> text.setCharAt(at, (char) random.nextInt(0x10000));
            default -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    @Test
    void shouldRefuseEveryBeginningOfAPolicyThatIsNotWhole() {
        for (int length = 0; length < WholeLanguage.TEXT.length(); length += 37) {
            assertLoadsOrIsRefused(WholeLanguage.TEXT.substring(0, length));
        }
    }

    @Test
    void shouldRefuseDeepNestingOfAnyKind() {
        for (var opening : List.of("[", "{a: ", "- ", "? ", "a:\n ", "&a [", "{? ")) {
            assertLoadsOrIsRefused(opening.repeat(100_000));
        }
        assertLoadsOrIsRefused(TEXT.replace("alert.format == \"cloudwatch\"", "(".repeat(3000)));
        assertLoadsOrIsRefused(TEXT.replace("alert.format == \"cloudwatch\"", "!".repeat(7000) + "true"));
        assertLoadsOrIsRefused(TEXT.replace("alert.format == \"cloudwatch\"", "true" + " && true".repeat(900)));
        assertLoadsOrIsRefused(TEXT.replace("alert.format == \"cloudwatch\"", "a" + ".b".repeat(3000)));
        assertLoadsOrIsRefused(TEXT.replace("alert.format == \"cloudwatch\"", "[".repeat(90) + "]".repeat(90)));
    }

    private static void assertLoadsOrIsRefused(String text) {
        try {
            assertThat(PolicyLoader.load("fuzz.yml", text).policy().severities()).isNotEmpty();
        } catch (PolicyErrors refused) {
            var lines = text.split("\r\n|\r|\n", -1).length;
            assertThat(refused.errors()).isNotEmpty().allSatisfy(error -> {
                assertThat(error.line()).as(error.toString()).isBetween(1, lines);
                assertThat(error.column()).as(error.toString()).isPositive();
                assertThat(error.problem()).isNotBlank();
                assertThat(error.writeInstead()).isNotBlank();
            });
        }
    }
}
