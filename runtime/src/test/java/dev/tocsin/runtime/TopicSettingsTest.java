package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.topic.TopicLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSettingsTest {

    @Test
    void shouldAskForNoNumberWhereNoneIsSet() {
        assertThat(TopicSettings.layout(Settings.of(Map.of()), 12)).isEqualTo(new TopicLayout(OptionalInt.empty(), 12,
                1));
    }

    @Test
    void shouldAskForWhatIsSet() {
        var settings = Settings.of(Map.of("partitions", "24", "replication.factor", "3"));

        assertThat(TopicSettings.layout(settings, 12)).isEqualTo(new TopicLayout(OptionalInt.of(24), 12, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-3"})
    void shouldRefuseWhatIsNoNumberOfPartitions(String value) {
        assertThatThrownBy(() -> TopicSettings.partitions(Settings.of(Map.of("partitions", value)))).isInstanceOf(
                SettingsException.class).hasMessage("setting partitions is " + value
                        + ": write a whole number from 1 to 1000");
    }
}
