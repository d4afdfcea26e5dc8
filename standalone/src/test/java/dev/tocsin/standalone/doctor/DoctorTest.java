package dev.tocsin.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.topic.TopicDrift;
import dev.tocsin.standalone.doctor.Finding.Level;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @Test
    void shouldSayWhatToDoWhenNothingAnswers() {
        var settings = Settings.of(Map.of("bootstrap.servers", "127.0.0.1:1", "kafka.request.timeout.ms", "100",
                "kafka.default.api.timeout.ms", "200", "schema.registry.url", "http://127.0.0.1:1"));

        var findings = new Doctor(settings, NOW).examine();

        assertThat(findings).extracting(Finding::subject).containsExactly("brokers", "registry");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
            assertThat(finding.advice()).startsWith("Start ");
        });
    }

    @Test
    void shouldWarnOfTopicsThatDifferFromTheCatalogue() {
        var findings = Doctor.drift(List.of(new TopicDrift("tocsin.signals", "retention.ms", "1000", "2000")));

        assertThat(findings).singleElement().returns(Level.WARNING, Finding::level).satisfies(finding -> assertThat(
                finding.advice()).contains("tocsin init --apply-topic-settings"));
    }

    @Test
    void shouldFindThePolicyThatShipsValid() throws IOException {
        var text = Files.readString(Path.of("..", "policies", "default.yml"));

        assertThat(Doctor.policy(version(text), NOW)).allSatisfy(finding -> assertThat(finding.level()).isNotEqualTo(
                Level.PROBLEM));
    }

    @Test
    void shouldSayHowToGetRidOfAPolicyWithErrors() {
        assertThat(Doctor.policy(version("ladders: nonsense"), NOW)).singleElement().returns(Level.PROBLEM,
                Finding::level).satisfies(finding -> assertThat(finding.advice()).contains("tocsin policy rollback"));
    }

    private static PolicyVersion version(String text) {
        return PolicyVersion.newBuilder().setName("default").setVersion(3).setText(text).setAuthor("ada").setSha256("")
                .setPublishedAt(NOW).build();
    }
}
