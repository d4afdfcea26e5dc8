package dev.tocsin.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsCheckTest {

    private static final Pattern READ = Pattern.compile(
            "(?:settings|given)\\s*\\.(?:optional|string|integer|longInteger|bool|duration|list|secret)\\(\\s*\"([a-z][^\"]*)\"");
    /** A channel reads the settings of the policy, which the catalogue of channels declares. */
    private static final String CHANNELS = Path.of("notifier", "channel").toString();

    @ParameterizedTest(name = "D2: a misspelt setting is refused with the nearest name: {0}, meant {1}")
    @CsvSource({"consol.port, console.port", "http.max-body-byte, http.max-body-bytes",
            "sources.sentry.secert, sources.sentry.secret", "sources.shop.topic-arn, sources.shop.topic-arns",
            "kafka.acsk, kafka.acks", "kafka.consumer.max.pol.records, kafka.consumer.max.poll.records",
            "outbound_allow, outbound.allow", "streams.thread, streams.threads"})
    void shouldRefuseAMisspeltSetting(String written, String meant) {
        assertThatThrownBy(() -> look(written, "x")).isInstanceOf(SettingsException.class).hasMessage(
                "--set: unknown setting " + written + ": did you mean " + meant + "?");
    }

    @Test
    @DisplayName("D2: a setting that is like none is refused too")
    void shouldRefuseAStrangeSetting() {
        assertThatThrownBy(() -> look("colour", "red")).hasMessageContaining("unknown setting colour");
    }

    @ParameterizedTest(name = "D2: a value that cannot be is refused with what to write: {0}={1}")
    @CsvSource({"console.port, 99999, from 0 to 65535", "console.port, http, a whole number", "late.after, soon, 30s",
            "console.unprotected, perhaps, true or false", "http.max-body-bytes, 0, of 1 or more",
            "policy.watch, PT-1S, a duration of 0.1s or more", "replication.factor, 0, from 1"})
    void shouldRefuseAValueThatCannotBe(String name, String value, String advice) {
        assertThatThrownBy(() -> look(name, value)).isInstanceOf(SettingsException.class).hasMessageContaining(name)
                .hasMessageContaining(advice);
    }

    static Stream<String> names() {
        return KnownSettings.byName().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("D2: property: each setting with two letters swapped is refused, and never shows its value")
    void shouldRefuseEachSettingWithTwoLettersSwapped(String name) {
        var letters = name.toCharArray();
        letters[1] = name.charAt(2);
        letters[2] = name.charAt(1);
        var swapped = new String(letters);
        if (swapped.equals(name)) {
            return;
        }

        assertThatThrownBy(() -> look(swapped, "hidden-value")).hasMessageContaining("did you mean " + name.substring(0,
                4)).hasMessageNotContaining("hidden-value");
    }

    @Test
    @DisplayName("D2: all complaints come at once, a line for each")
    void shouldComplainOfAllAtOnce() {
        var check = new SettingsCheck();
        check.look("--settings my.properties", Map.of("consol.port", "1"));
        check.look("--set", Map.of("late.after", "soon"));

        assertThatThrownBy(check::complete).satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("--settings my.properties: unknown setting")));
    }

    @ParameterizedTest(name = "D2: a misspelt variable is refused: {0}, meant {1}")
    @CsvSource({"TOCSIN_CONSOL_PORT, TOCSIN_CONSOLE_PORT",
            "TOCSIN_HTTP_MAX_BODY_BYTES, TOCSIN_HTTP_MAX__BODY__BYTES",
            "TOCSIN_BOOTSTRAP_SERVER, TOCSIN_BOOTSTRAP_SERVERS"})
    void shouldRefuseAMisspeltVariable(String written, String meant) {
        var check = new SettingsCheck();
        check.environment(Map.of(written, "1"));

        assertThatThrownBy(check::complete).hasMessage("environment variable " + written
                + " is not a setting: did you mean " + meant + "?");
    }

    @Test
    @DisplayName("D2: variables that are not settings are left alone: of the script, secrets, Kubernetes' links")
    void shouldLeaveVariablesAloneThatAreNoSettings() {
        var check = new SettingsCheck();
        var settings = check.environment(Map.of("TOCSIN_APP", "/opt", "TOCSIN_JAVA_OPTS", "-Xmx1g",
                "TOCSIN_SLACK_TOKEN", "xoxb", "TOCSIN_CONSOLE_PORT", "tcp://10.0.0.1:7400",
                "TOCSIN_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.2", "TOCSIN_INGEST_SERVICE_HOST", "10.0.0.3",
                "TOCSIN_SOURCES_SENTRY_TOKEN_ENV", "TOCSIN_CONSOLE_TOKE", "TOCSIN_CONSOLE_TOKE", "secret", "HOME",
                "/"));

        assertThatCode(check::complete).doesNotThrowAnyException();
        assertThat(settings).containsOnlyKeys("TOCSIN_SOURCES_SENTRY_TOKEN_ENV");
    }

    @Test
    @DisplayName("D2: no code reads a setting by a name of its own: the declaration has name, type and default")
    void shouldReadSettingsByTheirDeclarationOnly() throws IOException {
        var strays = new TreeSet<String>();
        for (var module : new String[]{"runtime", "alert-ingest", "correlator", "escalator", "notifier", "console",
                "standalone"}) {
            try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java") && !path.toString().contains(
                        CHANNELS)).toList()) {
                    READ.matcher(Files.readString(file)).results().map(match -> match.group(1)).forEach(
                            name -> strays.add(name + " in " + file.getFileName()));
                }
            }
        }

        assertThat(strays).as("declare it as a Setting and read it with in(settings)").isEmpty();
    }

    private static void look(String name, String value) {
        var check = new SettingsCheck();
        check.look("--set", Map.of(name, value));
        check.complete();
    }
}
