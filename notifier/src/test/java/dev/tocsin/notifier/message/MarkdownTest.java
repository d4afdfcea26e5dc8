package dev.tocsin.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.message.Message.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"*b*,\\*b\\*", "[x](y),\\[x\\]\\(y\\)", "# h,\\# h", "- i,\\- i", "1. i,\\1. i", "<b>,\\<b\\>",
            "a - b,a - b", "C:\\dir,C:\\\\dir"})
    void shouldTakeTheMeaningFromText(String text, String escaped) {
        assertThat(Markdown.escaped(text)).isEqualTo(escaped);
    }

    @Test
    void shouldMentionNobody() {
        assertThat(Markdown.escaped("@here #12 !3 a@b")).doesNotContain("@here", "#12", "!3", "@b").contains("here",
                "12");
    }

    @Test
    void shouldMakeItemsOfLinesWhereTheyWouldFlowTogether() {
        var line = new Line("Runbook", "steps", Optional.of("https://example.org/a(b)"), List.of("one", "two"), 0);

        assertThat(Markdown.inDocuments().line(line)).isEqualTo(
                "- **Runbook** [steps](https://example.org/a%28b%29)\n  - one\n  - two");
        assertThat(Markdown.inChats().line(line)).isEqualTo(
                "**Runbook** [steps](https://example.org/a%28b%29)\n> one\n> two");
    }
}
