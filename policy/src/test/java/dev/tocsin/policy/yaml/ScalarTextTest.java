package dev.tocsin.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a character of a value is not an escape or a fold, the place found must show that very character. */
class ScalarTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a: plain words", "a: 'it''s ''quoted'' here'", "a: \"tab\\t, \\u0041, \\\"q\\\" end\"",
            "a: plain\n  over several\n\n  lines", "a: 'single\n  over ''two'' lines'", "a: \"double \\\n   joined\"",
            "a: |\n  one\n    two\n\n  three ", "a: >\n  one\n  two\n\n  three\n", "a: |-2\n    spaced\n  x",
            "a:   >-\n\n  after empty\n  line", "- |\n one\r\n two", "a: \"\\x41b\\U0001F600c\""})
    void shouldFindEachWord(String yaml) {
        assertEachLetterIsFound(yaml);
    }

    @Property(tries = 500)
    void shouldFindEachLetterInSingleQuotes(@ForAll("texts") String text) {
        assertEachLetterIsFound("key: '" + text.replace("'", "''") + "'");
    }

    @Property(tries = 500)
    void shouldFindEachLetterInDoubleQuotes(@ForAll("texts") String text) {
        assertEachLetterIsFound(
                "key: \"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"");
    }

    @Property(tries = 500)
    void shouldFindEachLetterInALiteralBlock(@ForAll("texts") String text) {
        assertEachLetterIsFound("key: |2\n    " + text + "\n    last");
    }

    Gen<String> texts() {
        return Gens.of("a", "b", "c", "'", "\"", "\\", " ", "=", "é", "😀", "\t").list(0, 20)
                .map(characters -> String.join("", characters));
    }

    private static void assertEachLetterIsFound(String yaml) {
        var root = YamlDocument.read(yaml, (at, problem, instead) -> {
            throw new AssertionError(at + " " + problem);
        }).orElseThrow();
        var scalar = (YamlNode.Scalar) switch (root) {
            case YamlNode.Mapping mapping -> mapping.entries().getFirst().value();
            case YamlNode.Sequence sequence -> sequence.items().getFirst();
            case YamlNode.Scalar itself -> itself;
        };
        var lines = yaml.split("\r?\n", -1);
        var characters = scalar.text().codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.isLetter(characters[i])) {
                var place = scalar.at(i);
                var line = lines[place.line() - 1].codePoints().toArray();
                var found = line[place.column() - 1];
                assertThat(found == '\\' ? characters[i] : found)
                        .as("character %d at %s", i, place).isEqualTo(characters[i]);
            }
        }
    }
}
