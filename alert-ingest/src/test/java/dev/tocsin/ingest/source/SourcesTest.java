package dev.tocsin.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.KnownIncidents;
import dev.tocsin.ingest.answer.People;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @Test
    void shouldHaveOneSourceOfEachFormatWithoutSettings() {
        var sources = sources();

        assertThat(sources.find("alertmanager", "alertmanager")).hasValueSatisfying(
                source -> assertThat(source.deadline()).isEqualTo(Duration.ofSeconds(5)));
        assertThat(sources.find("cloudwatch", "cloudwatch")).isPresent();
        assertThat(sources.find("sentry", "sentry")).hasValueSatisfying(
                source -> assertThat(source.deadline()).isEqualTo(Duration.ofMillis(800)));
        assertThat(sources.find("sentry", "alertmanager")).isEmpty();
    }

    @Test
    void shouldTakeEverySetting() {
        var sources = sources("sources.prod-aws.format", "cloudwatch", "sources.prod-aws.topic-arns",
                "arn:aws:sns:us-east-1:123456789012:a, arn:aws:sns:us-east-1:123456789012:b",
                "sources.prod-aws.confirm-subscriptions", "true", "sources.prod-aws.deadline", "3s",
                "sources.prod-aws.token", "t", "sources.prod-aws.token-next", "u");

        assertThat(sources.find("cloudwatch", "prod-aws")).hasValueSatisfying(source -> {
            assertThat(source.confirmSubscriptions()).hasSize(2);
            assertThat(source.deadline()).isEqualTo(Duration.ofSeconds(3));
            assertThat(source.check().withoutBody("Bearer u")).isPresent();
            assertThat(source.check().withoutBody("")).isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"sources.prom.token,x,format", "sources.a.format,prometheus,alertmanager",
            "sources.sentry.sekret,x,secret", "sources.UPPER.format,sentry,lowercase letters",
            "sources.sentry.unsigned,maybe,true or false", "sources.cloudwatch.confirm-subscriptions,true,topic-arns",
            "sources.sentry.secret.env,NOT_THERE_AT_ALL,NOT_THERE_AT_ALL"})
    void shouldRefuseAndExplainTheCorrection(String name, String value, String said) {
        assertThatThrownBy(() -> sources(name, value)).isInstanceOf(SettingsException.class)
                .hasMessageContaining(said);
    }

    /** Who pressed a button sees that it failed; an alert would page somebody else for it. */
    @Test
    void shouldCountNoAnswerOfAPersonAsAHiddenAlert() {
        var sources = sources();

        for (var name : new String[]{"slack", "telegram", "twilio", "pushover", "link"}) {
            assertThat(sources.named(name).orElseThrow().format().carriesAlerts()).as(name).isFalse();
        }
        assertThat(sources.named("alertmanager").orElseThrow().format().carriesAlerts()).isTrue();
    }

    @Test
    void shouldNameTheConfiguredOnes() {
        assertThat(sources("sources.shop.format", "alertmanager", "sources.sentry.secret", "s").configured())
                .containsExactlyInAnyOrder("shop", "sentry");
    }

    private static Sources sources(String... settings) {
        return Sources.from(Settings.of(IngestHarness.settings(settings)), IngestHarness.noCertificates(),
                Clock.systemUTC(),
                new AnswerDesk(AnswerDoor.NONE, new People(() -> null), new KnownIncidents()));
    }
}
