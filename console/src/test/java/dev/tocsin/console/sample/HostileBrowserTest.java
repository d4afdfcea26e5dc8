package dev.tocsin.console.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view in a real browser, with markup in every field that a stranger can write: none of it becomes an element. The views are
 * those that the page links to, so that a new one is looked at too.
 */
@Tag("long")
class HostileBrowserTest {

    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of(
            "/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));
    private static final Pattern VIEW = Pattern.compile("data-view=\"([a-z]+)\"");
    private static final String INCIDENT = "a1b2c3d4-hostile00001";

    /** What the hostile texts of the scene would become if one of them were parsed as markup. */
    private static final Pattern OWNED = Pattern.compile(
            "<img src=\"x\"|<script>document|<h1>big|<b>verylong|href=\"javascript:"
                    + "|href=\"data:|>owned</title>");

    @TempDir
    private static Path profile;

    private static ConsoleFixture console;

    @BeforeAll
    static void start() {
        console = new ConsoleFixture(Settings.of(Map.of()), Clock.systemUTC());
        new Scenes(console, Clock.systemUTC().instant()).play("hostile");
    }

    @AfterAll
    static void stop() {
        console.feed.close();
        console.close();
    }

    static Stream<String> places() {
        try (var page = HostileBrowserTest.class.getResourceAsStream("/console/index.html")) {
            var views = VIEW.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8)).results().map(
                    found -> "/#/"
                            + found.group(1)).toList();
            return Stream.concat(views.stream(), Stream.of("/#/incident/" + INCIDENT, "/#/explain/" + INCIDENT,
                    "/#/?text=%3Cimg%20src%3Dx%3E", "/api/incidents/" + INCIDENT + "/review.html",
                    "/login?problem=%3Cimg%20src%3Dx%3E"));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void shouldShowMarkupAsText(String place) throws IOException, InterruptedException {
        var browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
        assumeThat(browser).as("needs Chromium").isPresent();

        var dom = dom(browser.get(), "http://127.0.0.1:" + console.port() + place);

        assertThat(dom).as("the page was drawn").contains("</html>").contains(place.startsWith("/#/incident")
                ? "&lt;img src=x"
                : "<body");
        assertThat(dom).doesNotContainPattern(OWNED);
    }

    private static String dom(Path browser, String address) throws IOException, InterruptedException {
        var out = Files.createTempFile(profile, "dom", ".html");
        var process = new ProcessBuilder(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--user-data-dir=" + profile.resolve("chromium"),
                "--virtual-time-budget=6000",
                "--dump-dom", address).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(out);
    }
}
