package dev.tocsin.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CleanTest {

    private static final String ADDRESS = "https://runbooks.example.org/disk?" + "q".repeat(700);

    @Test
    @DisplayName("A12: a text of several lines keeps its line breaks and its indentation")
    void shouldKeepLineBreaks() {
        assertThat(SafeText.lines("Disk is full.\r\n\r\n\r\n  1. delete logs\n\t2. grow\u2028done\n\n"))
                .containsExactly(
                        "Disk is full.", "", "  1. delete logs", "    2. grow", "done");
    }

    @Test
    @DisplayName("A12: no kind of text keeps control characters, bidi overrides or half a surrogate pair")
    void shouldTakeOutWhatDoesHarm() {
        var hostile = "a\u202Eb\u2066c\u0007d\u001b[31me\uD800f\u200Fg";

        assertThat(SafeText.line(hostile)).isEqualTo("a b c d [31me\uFFFDf g");
        assertThat(SafeText.lines(hostile)).containsExactly("a b c d [31me\uFFFDf g");
    }

    @Test
    @DisplayName("A12: joiners that scripts and emoji need stay")
    void shouldKeepWhatScriptsNeed() {
        assertThat(SafeText.line("می‌خواهم 👩‍💻")).isEqualTo("می‌خواهم 👩‍💻");
    }

    @Test
    @DisplayName("A12: a cut leaves no half of an emoji, of a pair or of a combined one")
    void shouldCutBetweenCharacters() {
        assertThat(SafeText.cut("🔥".repeat(20), 10)).isEqualTo("🔥".repeat(9) + "…");
        assertThat(SafeText.cut("abc👩‍💻xyz", 6)).isEqualTo("abc…");
        assertThat(SafeText.cut("ok 🇩🇪🇫🇷", 6)).isEqualTo("ok 🇩🇪…");
    }

    @Test
    @DisplayName("A12: a cut never leaves a part of an address that something could make a link of")
    void shouldNotCutWithinAnAddress() {
        assertThat(SafeText.cut("Disk 97 % full on db-1, see " + ADDRESS, 40)).isEqualTo(
                "Disk 97 % full on db-1, see …");
        assertThat(SafeText.cut(ADDRESS, 40)).startsWith("runbooks.example.org/disk?qqq").endsWith("…");
        assertThat(SafeText.cut("see " + ADDRESS, 40)).startsWith("see runbooks.example.org/").endsWith("…");
        assertThat(SafeText.cut("see https://a.example/ and " + "x".repeat(50), 40)).startsWith(
                "see https://a.example/ and xxx");
    }

    @Test
    @DisplayName("A12: an address that was cut before it came here is text, no link")
    void shouldShowACutAddressAsText() {
        assertThat(SafeText.isWebAddress("https://runbooks.example.org/di…")).isFalse();
        assertThat(SafeText.line("see https://runbooks.example.org/di…")).isEqualTo("see runbooks.example.org/di…");
        assertThat(SafeText.isWebAddress(ADDRESS)).isTrue();
    }

    @Test
    @DisplayName("A12: at any length, a cut text is short enough and holds addresses whole or not at all")
    void shouldHoldForEveryLength() {
        var text = "α 🔥 see https://a.example/x?y=1 (or http://b.example/" + "z".repeat(60)
                + "), then 👩‍💻 call 🇩🇪 "
                + "https://c.example/";
        for (var length = 1; length < 200; length++) {
            var cut = SafeText.cut(text, length);

            assertThat(cut.codePointCount(0, cut.length())).as("length %d", length).isLessThanOrEqualTo(Math.max(
                    length, 2));
            assertThat(SafeText.line(cut)).isEqualTo(cut);
            for (var word : cut.split("\\s", -1)) {
                if (word.contains("://")) {
                    assertThat(text.split("\\s", -1)).as("length %d", length).contains(word);
                }
            }
        }
    }

    @Test
    @DisplayName("A12: what is clean stays as it is")
    void shouldBeDoneAfterOnce() {
        var hostile = "  x\u0000\r\n\ty  https://a.example/…  \u202E\uDC00";

        assertThat(SafeText.line(SafeText.line(hostile))).isEqualTo(SafeText.line(hostile));
        assertThat(SafeText.lines(SafeText.lines(hostile).stream().collect(Collectors.joining("\n")))).isEqualTo(
                SafeText.lines(
                        hostile));
    }
}
