package dev.tocsin.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.tocsin.console.ConsoleFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the page: each is served, with the headers, and needs nothing that the content security policy forbids. */
class PageFilesTest {

    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()\"\\./([a-z/]+\\.js)\"");
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"(/[a-z.]+)\"");

    private static ConsoleFixture console;

    @BeforeAll
    static void start() {
        console = new ConsoleFixture();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    static List<String> paths() {
        return PageFiles.paths();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void shouldServeEachFileWithTheSecurityHeaders(String path) {
        var response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotBlank();
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow()).contains(
                "default-src 'self'", "trusted-types 'none'").doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("ETag")).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void shouldContainNoInlineScriptStyleOrMarkupFromText(String path) {
        var text = console.get(path).body();

        if (path.endsWith(".js")) {
            assertThat(text).doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\("
                    + "|new Function|javascript:|setAttribute\\(\"(style|on)");
        } else {
            assertThat(text).doesNotContainPattern(
                    "<script(?![^>]* src=)[^>]*>|<style|\\sstyle=|\\son[a-z]+=|javascript:"
                            + "|https?://(?!www\\.w3\\.org)");
        }
    }

    @Test
    void shouldServeWhateverThePageLoads() {
        var wanted = new TreeSet<String>();
        paths().forEach(path -> {
            var text = console.get(path).body();
            IMPORT.matcher(text).results().map(found -> "/" + found.group(1)).forEach(wanted::add);
            if (path.equals("/") || path.equals("/login")) {
                LINKED.matcher(text).results().map((MatchResult found) -> found.group(1)).forEach(wanted::add);
            }
        });

        assertThat(wanted).contains("/console.js", "/board.js", "/console.css", "/icon.svg");
        assertThat(paths()).containsAll(wanted);
        assertThat(paths()).filteredOn(path -> path.endsWith(".js")).as("no file is served that nothing loads")
                .allSatisfy(path -> assertThat(wanted).contains(path));
    }
}
