package dev.tocsin.runtime.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void shouldReadTheEnvironmentWithDotsAndDashes() {
        var settings = Settings.fromEnvironment(Map.of("TOCSIN_BOOTSTRAP_SERVERS", "kafka:9092",
                "TOCSIN_SOURCES_AWS_TOPIC__ARNS", "a, b", "HOME", "/root"));

        assertThat(settings.string("bootstrap.servers")).isEqualTo("kafka:9092");
        assertThat(settings.list("sources.aws.topic-arns")).containsExactly("a", "b");
        assertThat(settings.optional("home")).isEmpty();
    }

    @Test
    void shouldSayWhichSettingIsMissingAndHowToSetIt() {
        var settings = Settings.of(Map.of());

        assertThatThrownBy(() -> settings.string("schema.registry.url")).isInstanceOf(SettingsException.class)
                .hasMessage(
                        "setting schema.registry.url is missing: set it, or the environment variable TOCSIN_SCHEMA_REGISTRY_URL");
    }

    @Test
    void shouldTakeTheCredentialsOfTheRegistryFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("credentials"), "ada:swordfish\n");
        var settings = Settings.of(Map.of("schema.registry.url", "http://registry:8081", "basic.auth.user.info.file",
                file
                        .toString()));

        assertThat(settings.serdes()).containsEntry("basic.auth.user.info", "ada:swordfish").doesNotContainKey(
                "basic.auth.user.info.file");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"250ms, PT0.25S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "1d, PT24H", "1h30m, PT90M", "PT90S, PT1M30S"})
    void shouldReadDurations(String written, Duration meant) {
        assertThat(Settings.of(Map.of("x", written)).duration("x", Duration.ZERO)).isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"soon", "5 minutes", "-5m", "5"})
    void shouldRefuseWhatIsNoDuration(String written) {
        assertThatThrownBy(() -> Settings.of(Map.of("x", written)).duration("x", Duration.ZERO))
                .isInstanceOf(SettingsException.class).hasMessageContaining("30s, 5m or 2h");
    }

    @Test
    void shouldRefuseANumberThatIsNone() {
        assertThatThrownBy(() -> Settings.of(Map.of("http.port", "http")).integer("http.port", 7400))
                .hasMessage("setting http.port is 'http': write a whole number such as 7400");
    }

    @Test
    void shouldReadASecretFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "s3cret\n");

        assertThat(Settings.of(Map.of("token.file", file.toString())).secret("token")).contains("s3cret");
    }

    @Test
    void shouldReadASecretFromTheEnvironment() {
        var settings = Settings.fromEnvironment(Map.of("TOCSIN_TOKEN_ENV", "MY_TOKEN", "MY_TOKEN", "s3cret"));

        assertThat(settings.secret("token")).contains("s3cret");
    }

    @Test
    void shouldSayWhenTheSecretsVariableIsNotSet() {
        var settings = Settings.fromEnvironment(Map.of("TOCSIN_TOKEN_ENV", "MY_TOKEN"));

        assertThatThrownBy(() -> settings.secret("token")).hasMessageContaining("MY_TOKEN, which is not set");
    }

    @Test
    void shouldPassKafkaSettingsOn() {
        var settings = Settings.of(Map.of("bootstrap.servers", "kafka:9092", "kafka.security.protocol", "SASL_SSL"));

        assertThat(settings.kafka()).containsOnly(Map.entry("bootstrap.servers", "kafka:9092"),
                Map.entry("security.protocol", "SASL_SSL"));
    }
}
