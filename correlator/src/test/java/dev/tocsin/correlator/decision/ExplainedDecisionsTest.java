package dev.tocsin.correlator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.schemas.decision.DecisionKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import org.junit.jupiter.api.Test;

/**
 * Each outcome code in the sources of the correlator is explained in {@link DecisionKinds}. Codes that the sources compute
 * are caught by the assertion in {@link DecisionLog}, in every test that lets the correlator decide.
 */
class ExplainedDecisionsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** What takes an outcome code: its name, and all before the first text that is no code. */
    private static final Pattern CALL = Pattern.compile(
            "(?:StepDecision\\.of|StormUpdate\\.of|\\.changed|\\.noted|\\.retired|\\.done|changedOrCounted|restated"
                    + "|new (?:IncidentDecision\\.)?(?:Nothing|Dropped|Missing))\\(([^;{]*)");
    private static final Pattern OUTCOME_METHOD = Pattern.compile("String outcome\\(\\) \\{\\s*return \"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z]+)*");

    @Test
    void shouldExplainEachCodeOfTheSources() {
        var known = DecisionKinds.all().stream().map(DecisionKind::code).collect(Collectors.toSet());

        var codes = codes();

        assertThat(codes).contains("opened", "silenced", "storm-recognised", "acknowledged-in-part", "repeat",
                "still-active").hasSizeGreaterThan(80);
        assertThat(codes.stream().filter(code -> !known.contains(code))).as(
                "codes without an entry in DecisionKinds (module schemas)").isEmpty();
    }

    private static Set<String> codes() {
        var codes = new TreeSet<>(Set.of("silenced", "inhibited", "maintenance", "heard"));
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).map(ExplainedDecisionsTest::read).forEach(text -> {
                var calls = CALL.matcher(text);
                while (calls.find()) {
                    var texts = TEXT.matcher(calls.group(1));
                    while (texts.find() && CODE.matcher(texts.group(1)).matches()) {
                        codes.add(texts.group(1));
                    }
                }
                OUTCOME_METHOD.matcher(text).results().forEach(found -> codes.add(found.group(1)));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return codes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
