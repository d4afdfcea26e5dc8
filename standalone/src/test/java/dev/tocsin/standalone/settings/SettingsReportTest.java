package dev.tocsin.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.settings.SettingsReport.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReportTest {

    @Test
    void shouldShowTheDefaultOfASettingThatIsNotSet() {
        assertThat(line("late.after", Map.of())).returns("30s", Line::value).returns(false, Line::isSet);
    }

    @Test
    void shouldShowTheValueOfASettingThatIsSet() {
        assertThat(line("late.after", Map.of("late.after", "2m"))).returns("2m", Line::value).returns("30s",
                Line::standard).returns(true, Line::isSet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.token", "console.token.cleared", "basic.auth.user.info", "sources.shop.token",
            "sources.sentry.secret-next", "kafka.sasl.jaas.config", "kafka.ssl.keystore.password",
            "kafka.ssl.keystore.key"})
    void shouldNeverShowASecret(String name) {
        assertThat(line(name, Map.of(name, "swordfish"))).returns("(hidden)", Line::value).returns(true, Line::isSet);
    }

    @Test
    void shouldNotShowCredentialsInAnAddress() {
        assertThat(line("schema.registry.url", Map.of("schema.registry.url", "https://ada:swordfish@registry:8081")))
                .returns("https://(hidden)@registry:8081", Line::value);
    }

    @Test
    void shouldShowFromWhereASecretIsRead() {
        assertThat(line("sources.shop.token.env", Map.of("sources.shop.token.env", "SHOP_TOKEN"))).returns("SHOP_TOKEN",
                Line::value);
    }

    private static Line line(String name, Map<String, String> settings) {
        return SettingsReport.of(Settings.of(settings)).stream().filter(line -> line.name().equals(name)).findFirst()
                .orElseThrow();
    }
}
