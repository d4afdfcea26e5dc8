package dev.tocsin.console.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.sample.HostileScene;
import dev.tocsin.console.sample.Scenes;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view of the console in Chromium with markup in every text of every record: it is shown as text. No script of it runs, no
 * dialog opens, nothing is requested from elsewhere, and the Content-Security-Policy has nothing to refuse.
 */
@Tag("tours")
class HostileToursTest {

    private static final double PATIENCE_MS = 60_000;
    private static final String SHOWN = "<img src=x onerror=";

    /** What the console never makes itself, and the hostile texts would become. */
    private static final String MARKUP = "img, iframe, object, embed, body script, body link, body style, [onerror], [onload], "
            + "[onclick], [onmouseover], a[href^='javascript:' i], a[href^='data:' i], form[action]";
    private static final String LISTENS = """
            window.refusals = [];
            document.addEventListener("securitypolicyviolation", event => window.refusals.push(
                `${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
            """;

    private static ConsoleFixture console;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        var program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium: install it, or name it by TOCSIN_CHROMIUM");
        console = new ConsoleFixture(Settings.of(Map.of()), Clock.systemUTC());
        new Scenes(console, Clock.systemUTC().instant()).play("hostile");
        chromium = new Chromium(program.get());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
            console.feed.close();
            console.close();
        }
    }

    /** Places that show texts of others; health and reports show figures and what the console itself says. */
    static Stream<String> places() {
        return Stream.concat(Stream.of(View.values()).filter(view -> view != View.INCIDENT).map(view -> view.address(null,
                "")), Stream.of("/#/incident/" + HostileScene.INCIDENT, "/#/incident/a1b2c3d4-hostile00002",
                        "/#/incident/a1b2c3d4-hostile00003", "/#/explain/" + HostileScene.INCIDENT,
                        "/#/?text=%3Cimg%20src%3Dx%20onerror%3Downed%3D1%3E", "/#/incident/%3Cimg%20src%3Dx%20onerror%3Downed=1%3E",
                        "/?incident=%3Cimg%20src%3Dx%20onerror%3Downed=1%3E", "/api/incidents/" + HostileScene.INCIDENT
                                + "/review.html", "/login?problem=%3Cimg%20src%3Dx%20onerror%3Downed=1%3E"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void shouldShowMarkupAsText(String place) {
        try (var context = chromium.browser().newContext(Look.DESKTOP_LIGHT.options())) {
            var seen = new Observed(context);
            var page = context.newPage();
            page.navigate(address() + place);
            settle(page);

            if (SPOKEN.stream().anyMatch(place::startsWith)) {
                assertThat(page.locator("body").textContent()).as("the text is shown").contains(SHOWN);
            }
            seen.assertHarmless(page);
        }
    }

    private static final List<String> SPOKEN = List.of("/#/incident/a1b2c3d4", "/#/explain", "/#/alerts", "/#/silences",
            "/#/deliveries", "/#/inbox", "/#/oncall", "/#/policy", "/#/quarantine", "/#/sources", "/#/services",
            "/api/incidents");

    @Test
    void shouldShowMarkupAsTextInEachDialog() {
        try (var context = chromium.browser().newContext(Look.DESKTOP_LIGHT.options())) {
            var seen = new Observed(context);
            var page = context.newPage();
            page.navigate(address() + "/#/incident/" + HostileScene.INCIDENT);
            PlaywrightAssertions.assertThat(page.locator(".desk button[data-action]").first()).isVisible(
                    new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            var actions = page.locator(".desk button[data-action]").all().stream().map(button -> button.getAttribute(
                    "data-action")).toList();

            for (var action : actions) {
                page.evaluate("action => document.querySelector(`.desk [data-action='${action}']`).click()", action);
                page.locator("dialog[open]").waitFor();
                settle(page);
                seen.assertHarmless(page);
                page.keyboard().press("Escape");
            }

            assertThat(actions).contains("complete-task", "merge", "split", "update");
        }
    }

    /** Waits until the page asks for nothing more; the stream of events stays open. */
    private static void settle(Page page) {
        page.waitForFunction("() => document.readyState === 'complete'");
        page.waitForTimeout(700);
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    }

    private static String address() {
        return "http://127.0.0.1:" + console.port();
    }

    /** What a browser did that a text must not make it do. */
    private static final class Observed {

        private final List<String> events = new CopyOnWriteArrayList<>();

        Observed(BrowserContext context) {
            context.addInitScript(LISTENS);
            context.onDialog(dialog -> {
                events.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            context.onRequest(request -> {
                if (!"127.0.0.1".equals(URI.create(request.url().replaceFirst("[?#].*", "")).getHost())) {
                    events.add("request: " + request.url());
                }
            });
            context.onPage(page -> page.onPageError(error -> events.add("error: " + error)));
            context.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().contains("404")) {
                    events.add("console: " + message.text());
                }
            });
        }

        void assertHarmless(Page page) {
            assertThat(page.evaluate("window.refusals")).as("refusals of the Content-Security-Policy").isEqualTo(List
                    .of());
            assertThat(page.evaluate("typeof window.owned")).as("a script of a text ran").isEqualTo("undefined");
            assertThat(page.locator(MARKUP).all().stream().map(each -> (String) each.evaluate("it => it.outerHTML"))
                    .toList()).as("elements made of texts").isEmpty();
            assertThat(page.context().pages()).as("windows").hasSize(1);
            assertThat(events).isEmpty();
        }
    }
}
