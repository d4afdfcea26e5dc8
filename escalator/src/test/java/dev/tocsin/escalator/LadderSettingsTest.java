package dev.tocsin.escalator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.Test;

class LadderSettingsTest {

    @Test
    void shouldHaveDefaults() {
        assertThat(LadderSettings.of(Settings.of(Map.of()))).isEqualTo(new LadderSettings(Duration.ofSeconds(30),
                Duration
                        .ofDays(7)));
    }

    @Test
    void shouldTakeAllItsSettings() {
        assertThat(LadderSettings.of(Settings.of(Map.of("late.after", "10s", "escalations.keep", "2d")))).isEqualTo(
                new LadderSettings(Duration.ofSeconds(10), Duration.ofDays(2)));
    }

    @Test
    void shouldRefuseToCallEverythingLate() {
        assertThatThrownBy(() -> LadderSettings.of(Settings.of(Map.of("late.after", "0s")))).isInstanceOf(
                SettingsException.class).hasMessageContaining("late.after");
    }

    @Test
    void shouldRefuseToForgetAtOnce() {
        assertThatThrownBy(() -> LadderSettings.of(Settings.of(Map.of("escalations.keep", "0s")))).isInstanceOf(
                SettingsException.class).hasMessageContaining("escalations.keep");
    }
}
