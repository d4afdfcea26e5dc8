package dev.tocsin.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.runtime.setting.SettingsException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A queue of SQS that is polled, by AWS's library against a fake that speaks the protocol of SQS. */
class SqsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeSqs sqs = new FakeSqs();
    private IngestHarness ingest;

    @BeforeAll
    static void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIDTEST");
        System.setProperty("aws.secretAccessKey", "secret-of-the-test");
    }

    @AfterAll
    static void takeCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private void start(String... more) {
        var settings = IngestHarness.settings(more);
        settings.putAll(Map.of("sources.cloudwatch.queue-url", sqs.url(), "sources.cloudwatch.queue-region",
                "eu-west-1",
                "sources.cloudwatch.queue-endpoint", sqs.endpoint()));
        ingest = new IngestHarness(settings, true, IngestHarness.noCertificates());
    }

    @AfterEach
    void close() {
        if (ingest != null) {
            ingest.close();
        }
        sqs.close();
    }

    private static String event(String name, String state) {
        return """
                {"source":"aws.cloudwatch","detail-type":"CloudWatch Alarm State Change","account":"123456789012",
                 "region":"eu-west-1","time":"2026-03-10T11:59:00Z",
                 "resources":["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:%1$s"],
                 "detail":{"alarmName":"%1$s","state":{"value":"%2$s","reason":"test",
                 "timestamp":"2026-03-10T11:59:00.000+0000"}}}""".formatted(name, state);
    }

    private static String inEnvelope(String message) {
        return JsonMapper.shared().writeValueAsString(Map.of("Type", "Notification", "MessageId", "m-1", "TopicArn",
                "arn:aws:sns:eu-west-1:123456789012:alarms", "Message", message, "Timestamp",
                "2026-03-10T11:59:00.000Z"));
    }

    private void awaitEmpty() {
        await().atMost(SOON).until(() -> sqs.size() == 0);
    }

    @Test
    void shouldStoreMessagesWithAndWithoutEnvelopeAndDeleteThemAfterwards() {
        sqs.send(inEnvelope(event("disk", "ALARM")));
        sqs.send(event("disk", "OK"));
        sqs.send("plain text");

        start();
        awaitEmpty();

        assertThat(ingest.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING,
                AlertStatus.RESOLVED);
        assertThat(ingest.alerts()).extracting(Alert::getIdentity).containsOnly(ingest.alerts().getFirst()
                .getIdentity());
        assertThat(ingest.received()).hasSize(3);
        assertThat(ingest.quarantined()).isEmpty();
        assertThat(sqs.deleted()).containsExactly("message-1", "message-2", "message-3");
        assertThat(ingest.count("tocsin.ingest.queue.polls", "source", "cloudwatch", "outcome", "received")).isEqualTo(
                1);
        assertThat(ingest.count("tocsin.ingest.requests", "source", "cloudwatch", "outcome", "accepted")).isEqualTo(2);
        assertThat(ingest.metrics.get("tocsin.ingest.source.last.accepted").tag("source", "cloudwatch").gauge().value())
                .isEqualTo(ingest.clock.instant().getEpochSecond());
    }

    @Test
    void shouldReadMessagesOfAnySenderByTheMappingOfThePolicy() {
        ingest = IngestHarness.with("sources.shop.format", "json", "sources.shop.queue-url", sqs.url(),
                "sources.shop.queue-region", "eu-west-1", "sources.shop.queue-endpoint", sqs.endpoint());
        ingest.policy("mappings: {shop: {identity: [item.check], summary: item.text, labels: {service: item.app}}}");

        sqs.send("{\"check\": \"disk\", \"text\": \"Disk is full\", \"app\": \"billing\"}");
        awaitEmpty();

        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getSource()).isEqualTo("shop");
            assertThat(alert.getSummary()).isEqualTo("Disk is full");
        });
    }

    @Test
    void shouldPollForLongAndHideWhatItReceives() {
        start();
        await().atMost(SOON).until(() -> !sqs.receives().isEmpty());

        var request = sqs.receives().getFirst();
        assertThat(request.path("WaitTimeSeconds").asInt()).isEqualTo(20);
        assertThat(request.path("VisibilityTimeout").asInt()).isEqualTo(120);
        assertThat(request.path("MaxNumberOfMessages").asInt()).isEqualTo(10);
        assertThat(request.path("QueueUrl").asString()).isEqualTo(sqs.url());
    }

    @Test
    void shouldPutWhatCannotBeReadIntoQuarantineAndDeleteIt() {
        sqs.send("{\"AlarmName\":\"disk\",\"NewStateValue\":");
        sqs.send(event("disk", "ALARM"));

        start();
        awaitEmpty();

        assertThat(ingest.quarantined()).singleElement().satisfies(it -> assertThat(it.getPath()).isEqualTo(
                "queue/message-1"));
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldPutWhatCausesAnInternalErrorIntoQuarantineAndDeleteIt() {
        sqs.send(event("fault", "ALARM"));
        start();
        ingest.breakMappingOf("fault");
        sqs.send(event("fault", "ALARM"));
        awaitEmpty();

        assertThat(ingest.quarantined()).isNotEmpty().allSatisfy(it -> assertThat(it.getReason()).isEqualTo(
                "reader-failed"));
    }

    @Test
    void shouldKeepMessagesInTheQueueInTheirOrderWhileTheyCannotBeStored() {
        start();
        ingest.breakLog(new TimeoutException("no broker"));
        sqs.send(event("disk", "ALARM"));
        sqs.send(event("disk", "OK"));
        await().atMost(SOON).until(() -> sqs.released() > 0);
        assertThat(sqs.deleted()).isEmpty();

        ingest.mendLog();
        awaitEmpty();

        assertThat(ingest.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING,
                AlertStatus.RESOLVED);
        assertThat(ingest.count("tocsin.ingest.queue.polls", "outcome", "not-stored")).isPositive();
    }

    @Test
    void shouldNotReceiveWhileKafkaIsAway() {
        start();
        ingest.brokersAway("the brokers do not answer");
        await().atMost(SOON).until(() -> ingest.count("tocsin.ingest.queue.polls", "outcome", "waiting") > 0);
        var before = sqs.receives().size();
        sqs.send(event("disk", "ALARM"));
        await().atMost(SOON).until(() -> ingest.count("tocsin.ingest.queue.polls", "outcome", "waiting") > 1);
        assertThat(sqs.receives()).hasSize(before);

        ingest.brokersBack();
        awaitEmpty();

        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldSayThatTheQueueRefusesAndGoOnWhenItDoesNotAnyMore() {
        sqs.fail("AccessDenied");
        sqs.send(event("disk", "ALARM"));
        start();
        await().atMost(SOON).until(() -> ingest.count("tocsin.ingest.queue.polls", "outcome", "failed") > 0);

        assertThat(ingest.get("/readyz").body()).contains("polls of the queue failed", "AccessDenied").doesNotContain(
                "AKIDTEST");

        sqs.fail("");
        awaitEmpty();
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldReceiveAgainWhatAnotherReceiverDidNotDelete() {
        start();
        sqs.send(event("disk", "ALARM"));
        awaitEmpty();
        ingest.close();
        sqs.send(event("disk", "OK"));
        start();
        sqs.forget();
        awaitEmpty();

        assertThat(sqs.deleted()).containsExactly("message-1", "message-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://sqs.eu-west-1.amazonaws.com/1/q         | eu-west-1
            https://sqs-fips.us-east-1.amazonaws.com/1/q    | us-east-1
            https://sqs.cn-north-1.amazonaws.com.cn/1/q     | cn-north-1
            https://sqs.eu-central-1.api.aws/1/q            | eu-central-1
            https://us-west-2.queue.amazonaws.com/1/q       | us-west-2
            """)
    void shouldReadTheRegionFromTheAddress(String url, String region) {
        assertThat(QueueAddress.of("shop", settings("sources.shop.queue-url", url))).hasValueSatisfying(
                it -> assertThat(it.region()).isEqualTo(region));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:sqs:eu-west-1:1:q          | sources.shop.queue-url is 'arn:aws:sqs:eu-west-1:1:q'
            http://queues.example.org/1/q      | set sources.shop.queue-region
            """)
    void shouldRefuseAnAddressThatNamesNoQueue(String url, String why) {
        assertThatThrownBy(() -> QueueAddress.of("shop", settings("sources.shop.queue-url", url))).isInstanceOf(
                SettingsException.class).hasMessageContaining(why);
    }

    @Test
    void shouldRefuseAQueueForASenderThatHasNone() {
        assertThatThrownBy(() -> IngestHarness.with("sources.sentry.queue-url",
                "https://sqs.eu-west-1.amazonaws.com/1/q")).isInstanceOf(SettingsException.class).hasMessageContaining(
                        "sources.sentry.queue-url");
    }

    private static dev.tocsin.runtime.setting.Settings settings(String... values) {
        return dev.tocsin.runtime.setting.Settings.of(IngestHarness.settings(values));
    }
}
