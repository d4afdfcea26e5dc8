package dev.tocsin.schemas.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of decision kinds, and its golden text in {@code docs/explain.md}; {@code -Dtocsin.documents=write} writes it. */
class DecisionKindsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "explain.md");
    private static final String BEGIN = "<!-- decisions: made from DecisionKinds by DecisionKindsTest -->\n";
    private static final String END = "\n<!-- end of decisions -->";

    static List<DecisionKind> kinds() {
        return DecisionKinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldSayWhatWasDecided(DecisionKind kind) {
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(kind.sentence()).matches("[A-Z].*\\.").doesNotContain("|");
        assertThat(kind.remedy()).matches("|[A-Z].*\\.").doesNotContain("|");
        assertThat(DecisionKinds.find(kind.stage(), kind.code())).contains(kind);
    }

    @Test
    void shouldNotKnowTheCodeOfANewerVersion() {
        assertThat(DecisionKinds.find("ladder", "from-the-future")).isEmpty();
    }

    @Test
    void shouldDemandARemedyOfWhatSpeaksAgainstAPage() {
        assertThatIllegalArgumentException().isThrownBy(() -> DecisionKind.kind("ladder", "held",
                DecisionEffect.WITHHOLDS, "Held."));
        assertThatIllegalArgumentException().isThrownBy(() -> DecisionKind.kind("ladder", "paged", DecisionEffect.PAGES,
                "Paged.", "Nothing."));
    }

    @Test
    void shouldStandInTheDocument() throws IOException {
        var text = Files.readString(DOCUMENT);
        assertThat(text).contains(BEGIN, END);

        var from = text.indexOf(BEGIN) + BEGIN.length();
        var expected = text.substring(0, from) + table() + text.substring(text.indexOf(END, from));
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).as("run this test with -Dtocsin.documents=write").isEqualTo(expected);
    }

    private static String table() {
        return Stream.concat(Stream.of("| decision | effect | meaning | for a page |", "| --- | --- | --- | --- |"),
                kinds().stream().map(kind -> "| `" + kind.stage() + "/" + kind.code() + "` | " + kind.effect().name()
                        .toLowerCase(Locale.ROOT) + " | " + kind.sentence() + " | " + kind.remedy() + " |")).collect(
                                Collectors.joining("\n"));
    }
}
