package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleConfigTest {

    @Test
    void shouldListenOnThisMachineOnlyUnlessToldOtherwise() {
        var config = ConsoleConfig.of(Settings.of(Map.of()));

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isZero();
        assertThat(config.access().asked()).isFalse();
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.bounds().resolvedIncidents()).isEqualTo(2_000);
    }

    @Test
    void shouldUseConfiguredValues() {
        var config = ConsoleConfig.of(Settings.of(Map.of("http.host", "0.0.0.0", "http.port", "8090", "console.token",
                "0123456789abcdef", "console.cookie.secure", "true", "console.hosts", "a.example, b.example",
                "console.heartbeat", "5s", "console.keep.resolved", "7", "console.keep.resolved.for", "2d",
                "console.keep.quarantine", "1d")));

        assertThat(config.port()).isEqualTo(8090);
        assertThat(config.access().secure()).isTrue();
        assertThat(config.hosts()).containsExactly("a.example", "b.example");
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.bounds().resolvedIncidents()).isEqualTo(7);
        assertThat(config.bounds().resolvedFor()).isEqualTo(Duration.ofDays(2));
        assertThat(config.quarantineFor()).isEqualTo(Duration.ofDays(1));
        assertThat(config.toString()).doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest(name = "{0} = {1} is refused by name")
    @CsvSource({"http.host, 10.0.0.1", "http.port, many", "console.heartbeat, often", "console.token, short",
            "console.unprotected, perhaps"})
    void shouldRefuseAWrongValue(String key, String value) {
        var settings = Settings.of(Map.of("http.host", "0.0.0.0")).with(key, value);
        var tokened = key.startsWith("console.token") || key.startsWith("console.un") || key.equals("http.host")
                ? settings
                : settings.with("console.token", "0123456789abcdef");

        assertThatThrownBy(() -> ConsoleConfig.of(tokened)).isInstanceOf(SettingsException.class).hasMessageContaining(
                key);
    }
}
