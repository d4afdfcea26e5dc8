package dev.tocsin.console.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.access.TestTokens;
import dev.tocsin.console.sample.Scenes;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.command.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person may not do is not on the page. The console refuses it too; see RolesByRouteTest. */
@Tag("tours")
class ViewerToursTest {

    private static final double PATIENCE_MS = 60_000;

    /** Everything that changes something, by the view that has it. */
    private static final Map<View, List<String>> ACTIONS = Map.of(View.INCIDENTS, List.of(".row input[type=checkbox]",
            ".bulk", "[data-part=all]"), View.INCIDENT, List.of(".desk", "[data-action]"), View.SILENCES, List.of(
                    ".desk", ".silence button"), View.DELIVERIES, List.of(".channel-test"), View.QUARANTINE, List.of(
                            "#list .buttons button"));

    @TempDir
    private static Path folder;

    private static ConsoleFixture console;
    private static Chromium chromium;
    private static TestTokens tokens;

    @BeforeAll
    static void open() {
        var program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium: install it, or name it by TOCSIN_CHROMIUM");
        tokens = new TestTokens(folder);
        console = new ConsoleFixture(Settings.of(Map.of("console.tokens.file", tokens.file().toString())), Clock
                .systemUTC());
        new Scenes(console, Clock.systemUTC().instant()).play("policy");
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

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "RESPONDER"})
    void shouldOfferOnlyWhatTheRoleMayDo(Role role) {
        var secret = tokens.add(role.name(), role);
        try (var context = chromium.browser().newContext(Look.DESKTOP_LIGHT.options())) {
            var page = context.newPage();
            logIn(page, secret);
            for (var view : List.of(View.INCIDENTS, View.INCIDENT, View.SILENCES, View.DELIVERIES, View.QUARANTINE)) {
                page.navigate(address() + view.address(page, address()));
                visible(page, view.sign());
                for (var action : ACTIONS.get(view)) {
                    if (role == Role.VIEWER) {
                        page.waitForTimeout(300);
                        assertThat(page.locator(action).count()).as("%s of %s", action, view).isZero();
                    } else {
                        page.locator(action).first().waitFor(new Locator.WaitForOptions()
                                .setState(WaitForSelectorState.ATTACHED).setTimeout(
                                        PATIENCE_MS));
                    }
                }
            }
        }
    }

    private static void logIn(Page page, String secret) {
        page.navigate(address() + "/");
        visible(page, "input[type=password]");
        page.locator("input[type=password]").fill(secret);
        page.keyboard().press("Enter");
        visible(page, View.INCIDENTS.sign());
    }

    private static void visible(Page page, String what) {
        PlaywrightAssertions.assertThat(page.locator(what).first()).isVisible(new LocatorAssertions.IsVisibleOptions()
                .setTimeout(PATIENCE_MS));
    }

    private static String address() {
        return "http://127.0.0.1:" + console.port();
    }
}
