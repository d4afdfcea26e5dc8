package dev.tocsin.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerdeSettingsTest {

    @Test
    void shouldRegisterByItselfOnlyInMemory() {
        assertThat(settings("schema.registry.url", "mock://a").autoRegister()).isTrue();
        assertThat(settings("schema.registry.url", "http://a:1").autoRegister()).isFalse();
        assertThat(settings("schema.registry.url", "http://a:1", "auto.register.schemas", true).autoRegister())
                .isTrue();
    }

    @Test
    void shouldShareOneClientForEachRegistry() {
        assertThat(settings("schema.registry.url", "http://a:1/, http://b:1").registry())
                .isSameAs(settings("schema.registry.url", "http://a:1,http://b:1").registry())
                .isNotSameAs(settings("schema.registry.url", "http://a:1").registry());
        assertThat(settings("schema.registry.url", "mock://x").registry())
                .isSameAs(settings("schema.registry.url", "mock://x").registry())
                .isNotSameAs(settings("schema.registry.url", "mock://y").registry());
    }

    @ParameterizedTest
    @CsvSource({"TopicNameStrategy, topic-value",
            "io.confluent.kafka.serializers.subject.TopicNameStrategy, topic-value",
            "io.confluent.kafka.serializers.subject.RecordNameStrategy, dev.tocsin.event.Signal",
            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, topic-dev.tocsin.event.Signal"})
    void shouldKnowTheStrategiesByName(String strategy, String subject) {
        var settings = settings("schema.registry.url", "mock://a", "value.subject.name.strategy", strategy);

        assertThat(settings.subjectNames().subject("topic", false, dev.tocsin.event.Signal.getClassSchema()))
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "://", "http://", "http://u:secret@h h:1"})
    void shouldRefuseInvalidAddresses(String url) {
        assertThatThrownBy(() -> settings("schema.registry.url", url).registry()).isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url").hasMessageNotContaining("secret");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"value.subject.name.strategy, com.example.Mine", "basic.auth.credentials.source, SASL_INHERIT",
            "basic.auth.credentials.source, USER_INFO", "max.retries, many"})
    void shouldRefuseSettingsByName(String setting, String value) {
        var settings = settings("schema.registry.url", "http://a:1", setting, value);

        assertThatThrownBy(() -> {
            settings.subjectNames();
            settings.registry();
        }).isInstanceOf(ConfigException.class).hasMessageContaining(setting);
    }

    private static SerdeSettings settings(String key, Object value) {
        return new SerdeSettings(Map.of(key, value), false);
    }

    private static SerdeSettings settings(String key, Object value, String key2, Object value2) {
        return new SerdeSettings(Map.of(key, value, key2, value2), false);
    }
}
