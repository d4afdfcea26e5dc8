package dev.tocsin.console.tour;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** On what a person looks at the page. */
enum Look {

    DESKTOP_LIGHT(1440, 900, ColorScheme.LIGHT), DESKTOP_DARK(1440, 900, ColorScheme.DARK), PHONE_LIGHT(390, 844,
            ColorScheme.LIGHT), PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setHasTouch(
                width < 700).setLocale("en-GB").setTimezoneId("UTC");
    }
}
