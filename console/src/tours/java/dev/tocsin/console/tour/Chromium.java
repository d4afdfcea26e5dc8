package dev.tocsin.console.tour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/** The Chromium of this machine, driven by Playwright. Nothing is downloaded: without a Chromium there is none. */
final class Chromium implements AutoCloseable {

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    Chromium(Path program) {
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of(
                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program)
                .setChromiumSandbox(false));
    }

    /** Where it is: TOCSIN_CHROMIUM, or one of the usual places. */
    static Optional<Path> program() {
        return Stream.concat(Optional.ofNullable(System.getenv("TOCSIN_CHROMIUM")).stream(), PLACES.stream()).map(
                Path::of).filter(Files::isExecutable).findFirst();
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
