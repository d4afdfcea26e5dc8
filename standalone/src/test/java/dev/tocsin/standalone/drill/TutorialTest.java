package dev.tocsin.standalone.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.cases.CaseBook;
import dev.tocsin.standalone.cases.CaseReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer who copies the blocks of the tutorial in their order gets a policy that does what the page says. */
class TutorialTest {

    private static final Path TUTORIAL = Path.of("..", "docs", "tutorial.md");

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheBlocks() throws IOException {
        Files.writeString(folder.resolve("shop.yml"), blocks("yaml"));
        Files.writeString(folder.resolve("shop-cases.yml"), blocks("yaml cases"));
        Files.writeString(folder.resolve("shop-drills.yml"), blocks("yaml drills"));
    }

    @Test
    void shouldBeSoundWithoutAWarning() throws IOException, PolicyErrors {
        assertThat(PolicyCheck.look("shop.yml", Files.readString(folder.resolve("shop.yml"))).warnings()).isEmpty();
    }

    @Test
    void shouldDecideWhatItsCasesSay() throws PolicyErrors {
        var book = CaseBook.open(folder.resolve("shop-cases.yml"), Optional.empty());

        assertThat(book.cases()).hasSize(3).allSatisfy(
                each -> assertThat(CaseReport.lines(book.file(), each, book.play(each))).isEmpty());
    }

    @Test
    void shouldNotifyWhomItsDrillSays() throws PolicyErrors {
        var book = DrillBook.open(folder.resolve("shop-drills.yml"), Optional.empty());

        assertThat(book.drills()).hasSize(1).allSatisfy(drill -> assertThat(new DrillReport(false, false)
                .differences(book.file(), drill, book.play(drill))).isEmpty());
    }

    private static String blocks(String kind) throws IOException {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(TUTORIAL))
                .results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
    }
}
