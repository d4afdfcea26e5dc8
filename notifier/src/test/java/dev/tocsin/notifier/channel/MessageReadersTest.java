package dev.tocsin.notifier.channel;

import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Reader;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageReadersTest {

    private static final String POLICY = """
            policy: ours
            time-zone: Europe/Berlin
            %s
            severities: [{id: SEV1, title: Critical, ladder: urgent}]
            rules: []
            fallback: {severity: SEV1}
            ladders: {urgent: {steps: [{after: 0m, notify: [night]}]}}
            schedules:
              night:
                zone: Asia/Tokyo
                layers: [{people: [alice], rotate: weekly, from: 2026-11-02}]
            targets: {alice: [{channel: inbox}], bob: [{channel: inbox}]}
            channels: {inbox: {type: inbox}}
            """;

    @Test
    @DisplayName("A11: the live message links to the console that the policy names, before any other")
    void shouldLinkToTheConsoleOfThePolicy() throws PolicyErrors {
        var policy = policy("link: {console: 'https://tocsin.example.org/'}");

        assertThat(reader(policy, Optional.of("http://127.0.0.1:7400")).console()).contains(
                "https://tocsin.example.org");
    }

    @Test
    @DisplayName("A11: where the policy names no console, the one that runs beside it is linked to")
    void shouldLinkToTheConsoleBesideIt() throws PolicyErrors {
        assertThat(reader(policy(""), Optional.of("http://127.0.0.1:7400")).console()).contains(
                "http://127.0.0.1:7400");
        assertThat(reader(policy(""), Optional.empty()).console()).isEmpty();
    }

    @Test
    @DisplayName("A11: the drill and the live message have the same reader")
    void shouldHaveOneReaderForDrillAndLive() throws PolicyErrors {
        var policy = policy("link: {console: 'https://tocsin.example.org/'}");

        assertThat(reader(policy, Optional.empty())).isEqualTo(Reader.of(policy, to("alice"), Optional.empty()));
    }

    @Test
    @DisplayName("A8: times are told in the policy's zone, and in the person's where schedules say it")
    void shouldKnowTheZones() throws PolicyErrors {
        var policy = policy("");

        assertThat(Reader.of(policy, to("alice"), Optional.empty()).zones()).containsExactly(ZoneId.of("Europe/Berlin"),
                ZoneId.of("Asia/Tokyo"));
        assertThat(Reader.of(policy, to("bob"), Optional.empty()).zones()).containsExactly(ZoneId.of("Europe/Berlin"));
    }

    private static Notification to(String target) {
        return aPage().target(target).build();
    }

    private static Reader reader(CompiledPolicy policy, Optional<String> beside) {
        var book = new PolicyBook() {
            @Override
            public Optional<CompiledPolicy> version(int version, Duration wait) {
                return Optional.empty();
            }

            @Override
            public CompiledPolicy current() {
                return policy;
            }
        };
        return new MessageReaders(book, Duration.ZERO, () -> beside).apply(aPage().build());
    }

    private static CompiledPolicy policy(String link) throws PolicyErrors {
        return PolicyLoader.load("policy.yml", POLICY.formatted(link));
    }
}
