package dev.tocsin.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.channel.Limit.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittedTextTest {

    private static final String PLACE = "https://tocsin.example.org/?incident=1";

    @Test
    void shouldLeaveAMessageThatFitsAsItIs() {
        var message = message(3);

        assertThat(new FittedText(4_000, Unit.CHARACTERS, Markup.PLAIN).all(message)).isEqualTo(message.plain());
    }

    @ParameterizedTest(name = "{0} characters")
    @ValueSource(ints = {150, 300, 500})
    void shouldLeaveOutTheLeastImportantLinesWholeAndSaySo(int most) {
        var text = new FittedText(most, Unit.CHARACTERS, Markup.PLAIN).all(message(40));

        assertThat(text).hasSizeLessThanOrEqualTo(most).startsWith("It burns").contains("more in the console)")
                .endsWith(
                        "Acknowledge: " + PLACE + "\nIncident: 1");
        assertThat(text.lines().filter(line -> line.startsWith("Fact"))).allMatch(line -> line.endsWith("is so"));
    }

    @Test
    void shouldKeepHeadlineAndPlaceWhereHardlyAnythingFits() {
        var text = new FittedText(70, Unit.CHARACTERS, Markup.PLAIN).all(message(40));

        assertThat(text).isEqualTo("It burns\nAcknowledge: " + PLACE);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {64, 65, 66, 67})
    void shouldCountBytesAndCutNoCharacter(int most) {
        var text = new FittedText(most, Unit.BYTES, Markup.PLAIN).headline("ü\uD83D\uDD25".repeat(100));

        assertThat(Unit.BYTES.of(text)).isLessThanOrEqualTo(most);
        assertThat(text).doesNotContain("\uFFFD").endsWith("…");
    }

    @Test
    void shouldCountEscapes() {
        var text = new FittedText(100, Unit.CHARACTERS, Markdown.inChats()).headline("*".repeat(200));

        assertThat(text).hasSizeLessThanOrEqualTo(100).startsWith("**\\*").endsWith("**");
    }

    private static Message message(int facts) {
        return new Message("It burns", Stream.concat(IntStream.rangeClosed(1, facts).mapToObj(number -> Line.of("Fact "
                + number, "it is so")), Stream.of(new Line("Acknowledge", "", Optional.of(PLACE)), Line.of("Incident",
                        "1")))
                .toList());
    }

    @Test
    void shouldKeepLinesForWhateverIsMadeOfThem() {
        var kept = FittedText.kept(message(40), lines -> lines.size() <= 10);

        assertThat(kept).hasSize(10).first().extracting(Line::label).isEqualTo("Fact 1");
        assertThat(kept.subList(7, 10)).extracting(Line::label).isEqualTo(List.of("Left out", "Acknowledge",
                "Incident"));
    }
}
