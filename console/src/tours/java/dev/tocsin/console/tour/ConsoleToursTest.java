package dev.tocsin.console.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.sample.Scenes;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every view of the console in Chromium, on a desktop and a phone, light and dark: it shows something, is no wider than the
 * screen, reports no error, and axe finds nothing serious. Pictures are left in {@code target/tours}.
 */
@Tag("tours")
class ConsoleToursTest {

    private static final double PATIENCE_MS = 60_000;
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final Path PICTURES = Path.of("target", "tours");
    private static ConsoleFixture console;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        var program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium: install it, or name it by TOCSIN_CHROMIUM");
        console = aNight();
        chromium = new Chromium(program.get());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
            console.close();
        }
    }

    private static ConsoleFixture aNight() {
        var made = new ConsoleFixture(Settings.of(Map.of()), Clock.systemUTC());
        new Scenes(made, Clock.systemUTC().instant()).play("night");
        return made;
    }

    static Stream<Arguments> views() {
        return Stream.of(View.values()).flatMap(view -> Stream.of(Look.values()).map(look -> Arguments.of(view, look)));
    }

    @ParameterizedTest
    @MethodSource("views")
    void shouldShowAView(View view, Look look) {
        try (var context = chromium.browser().newContext(look.options())) {
            var page = context.newPage();
            var errors = errorsOf(page);
            page.navigate(address(console) + view.address(page, address(console)));
            PlaywrightAssertions.assertThat(page.locator(view.sign()).first()).isVisible(patiently());
            page.waitForTimeout(300);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve((view + "-" + look + ".png")
                    .toLowerCase(Locale.ROOT))));

            assertThat(errors).as("errors of the page").isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).as(
                    "pixels by which the page is wider than the screen").isLessThanOrEqualTo(0);
            assertThat(new AxeBuilder(page).analyze().getViolations().stream().filter(it -> SERIOUS.contains(it
                    .getImpact())).flatMap(it -> it.getNodes().stream().map(node -> it.getId() + ": " + node.getHtml()
                            + " " + node.getFailureSummary()))).as("serious findings of axe").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 1200, 900, 600})
    void shouldShowEveryLinkOfTheNavigation(int width) {
        try (var context = chromium.browser().newContext(Look.DESKTOP_LIGHT.options().setViewportSize(width, 900))) {
            var page = context.newPage();
            page.navigate(address(console) + "/#/past");
            PlaywrightAssertions.assertThat(page.locator("#list h1").first()).isVisible(patiently());

            assertThat(page.locator("nav a").all()).hasSizeGreaterThan(10).allSatisfy(link -> {
                var box = link.boundingBox();
                assertThat(box.x).isNotNegative();
                assertThat(box.x + box.width).as(link.textContent()).isLessThanOrEqualTo(width);
            });
            assertThat((int) page.evaluate("(nav => nav.scrollWidth - nav.clientWidth)(document.querySelector('nav'))"))
                    .as("pixels that are scrolled away").isZero();
        }
    }

    @Test
    void shouldShowTheCurrentViewInTheNavigationOfAPhone() {
        try (var context = chromium.browser().newContext(Look.PHONE_LIGHT.options())) {
            var page = context.newPage();
            page.navigate(address(console) + "/#/past");
            PlaywrightAssertions.assertThat(page.locator("#list h1").first()).isVisible(patiently());

            PlaywrightAssertions.assertThat(page.locator("nav [aria-current]")).isInViewport();
        }
    }

    @Test
    void shouldAcknowledgeByKeyboardAlone() {
        try (var one = aNight(); var context = chromium.browser().newContext(Look.DESKTOP_LIGHT.options())) {
            var page = context.newPage();
            page.navigate(address(one) + "/");
            PlaywrightAssertions.assertThat(page.locator(View.INCIDENTS.sign()).first()).isVisible(patiently());

            page.keyboard().press("j");
            page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(page.locator(View.INCIDENT.sign()).first()).isVisible(patiently());
            page.keyboard().press("a");
            PlaywrightAssertions.assertThat(page.locator("dialog[open] input").first()).isFocused();
            page.keyboard().type("Ada");
            page.keyboard().press("Enter");

            page.waitForCondition(() -> one.written.stream().anyMatch(it -> it.getBody() instanceof Command command
                    && command.getKind() == CommandKind.ACKNOWLEDGE), new Page.WaitForConditionOptions().setTimeout(
                            PATIENCE_MS));
        }
    }

    private static List<String> errorsOf(Page page) {
        var errors = new ArrayList<String>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        return errors;
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    }

    private static String address(ConsoleFixture of) {
        return "http://127.0.0.1:" + of.port();
    }
}
