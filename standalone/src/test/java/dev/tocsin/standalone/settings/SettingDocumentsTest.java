package dev.tocsin.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.runtime.setting.Setting;
import dev.tocsin.standalone.settings.KnownSettings.Section;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of settings in the READMEs match the declarations. With {@code -Dtocsin.documents=write} they are written. */
class SettingDocumentsTest {

    private static final String BEGIN = "<!-- settings: made from the declarations by SettingDocumentsTest -->\n";
    private static final String END = "\n<!-- end of settings -->";

    static Stream<Named<Section>> sections() {
        return KnownSettings.sections().stream().map(section -> Named.of(section.module(), section));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void shouldHaveTheTableInTheReadme(Section section) throws IOException {
        var file = Path.of("..", section.module(), "README.md");
        var text = Files.readString(file);
        assertThat(text).contains(BEGIN, END);

        var from = text.indexOf(BEGIN) + BEGIN.length();
        var expected = text.substring(0, from) + table(section) + text.substring(text.indexOf(END, from));
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file)).as("run this test with -Dtocsin.documents=write").isEqualTo(expected);
    }

    @Test
    void shouldSayWhatEachSettingDoes() {
        assertThat(KnownSettings.declared().values()).allSatisfy(setting -> {
            assertThat(setting.sentence()).as(setting.name()).endsWith(".").doesNotContain("|");
            assertThat(setting.name()).matches("[a-z][a-z.-]*");
        });
    }

    private static String table(Section section) {
        return Stream.concat(Stream.of("| setting | default | meaning |", "| --- | --- | --- |"), section.settings()
                .stream().map(SettingDocumentsTest::row)).collect(Collectors.joining("\n"));
    }

    private static String row(Setting<?> setting) {
        var standard = setting.standard().isPresent() && !setting.standardText().equals("none")
                ? "`" + setting.standardText() + "`"
                : setting.standardText();
        return "| `" + setting.name() + "`" + (setting.secret() ? " (or `.env`, `.file`)" : "") + " | " + standard
                + " | " + setting.sentence() + " |";
    }
}
