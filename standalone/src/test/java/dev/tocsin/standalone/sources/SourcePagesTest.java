package dev.tocsin.standalone.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.tocsin.ingest.source.SourceType;
import dev.tocsin.ingest.source.SourceType.Credential;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever sets up a source finds its page: what to paste where, how to test it, what goes wrong. */
class SourcePagesTest {

    private static final Path PAGES = Path.of("..", "docs", "sources");
    private static final String KEY = "k3y-of-the-test-0123456789";

    /** The links of pages have no sender to set up; a form is a part of reports. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"LINK", "REPORT_FORM"})
    void eachTypeOfSourceHasAPage(SourceType type) throws IOException {
        var page = Files.readString(PAGES.resolve(name(type) + ".md"), UTF_8);

        assertAll(type.name(), //
                () -> assertTrue(page.contains("/v1/" + name(type)), "its address"), //
                () -> assertTrue(page.contains("\n## What to paste where\n"), "what to paste where"), //
                () -> assertTrue(page.contains("\n## How to test it\n"), "how to test it"), //
                () -> assertTrue(page.contains("\n## What goes wrong\n"), "what goes wrong"), //
                () -> assertTrue(Files.readString(PAGES.resolve("README.md"), UTF_8).contains("(" + name(type)
                        + ".md)"), "its line in the list"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"LINK", "REPORT_FORM"})
    void addingASourcePrintsWhatToPasteWithItsKey(SourceType type) {
        var changed = new LocalSources(Map.of()).add(name(type), name(type), () -> KEY);

        var text = SetupText.of(changed, name(type), "https://tocsin.example.org");

        assertTrue(text.contains("https://tocsin.example.org/v1/" + name(type)), text);
        assertTrue(text.lines().filter(line -> !line.isBlank()).count() > 2, text);
        assertFalse(text.contains("<token>") && changed.key().isPresent(), text);
        if (type.credential() == Credential.TOKEN) {
            assertTrue(text.contains("Bearer " + KEY), text);
        }
    }

    private static String name(SourceType type) {
        return SourceType.names().get(type.ordinal());
    }
}
