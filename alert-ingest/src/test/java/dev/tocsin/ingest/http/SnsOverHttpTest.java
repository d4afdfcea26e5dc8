package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Authenticity;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Payloads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** SNS messages signed with a key of our own, whose certificate the test serves in Amazon's place. */
class SnsOverHttpTest {

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:alarms";
    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    @TempDir
    private static Path folder;
    private static KeyStore keys;

    private IngestHarness ingest = start("sources.cloudwatch.topic-arns", TOPIC);

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "sns", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=sns.amazonaws.com",
                "-startdate", "2026/01/01", "-validity", "300", "-keystore", store.toString(), "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldTakeASignedAlarmAsPlainText() {
        var response = ingest.post("/v1/cloudwatch", signed(notification("raw-metric-alarm"), "2"), "Content-Type",
                "text/plain; charset=UTF-8");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.received()).extracting("authenticity").containsExactly(Authenticity.VERIFIED);
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
            assertThat(alert.getDeliveryId()).isEqualTo("m-1");
        });
    }

    @Test
    void shouldTakeVersionOneToo() {
        assertThat(ingest.post("/v1/cloudwatch", signed(notification("raw-metric-ok"), "1")).statusCode()).isEqualTo(
                202);
    }

    @Test
    void shouldTakeNeitherAChangedMessageNorAnotherTopicNorNone() {
        var changed = signed(notification("raw-metric-ok"), "2").replace("my-sqs-queue-depth", "my-sqs-queue-death");
        var foreign = notification("raw-metric-ok");
        foreign.put("TopicArn", TOPIC + "2");
        var unsigned = Payloads.text("cloudwatch/raw-metric-alarm");

        var statuses = List.of(changed, signed(foreign, "2"), unsigned).stream()
                .map(body -> ingest.post("/v1/cloudwatch", body).statusCode()).toList();

        assertThat(statuses).containsExactly(403, 403, 401);
        assertThat(ingest.signals()).isEmpty();
        assertThat(ingest.quarantined()).extracting("reason").containsExactly("bad-signature", "foreign-topic",
                "unsigned");
    }

    @Test
    void shouldListASubscriptionToAPersonAndNotVisitIt() {
        var response = ingest.post("/v1/cloudwatch", signed(subscription("https://sns.us-west-2.amazonaws.com/"), "2"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.quarantined()).singleElement().satisfies(listed -> {
            assertThat(listed.getReason()).isEqualTo("sns-subscription-confirmation");
            assertThat(listed.getDetail()).contains(TOPIC, "open it within three days").doesNotContain("Token");
        });
        assertThat(ingest.confirmed).isEmpty();
    }

    @Test
    void shouldConfirmAllowedTopicsWhereThatIsSaid() {
        restart("sources.cloudwatch.topic-arns", TOPIC, "sources.cloudwatch.confirm-subscriptions", "true");

        ingest.post("/v1/cloudwatch", signed(subscription("https://sns.us-west-2.amazonaws.com/"), "2"));

        assertThat(ingest.confirmed).singleElement()
                .satisfies(uri -> assertThat(uri.getHost()).isEqualTo("sns.us-west-2.amazonaws.com"));
    }

    @Test
    void shouldNeverConfirmAnywhereElse() {
        restart("sources.cloudwatch.topic-arns", TOPIC, "sources.cloudwatch.confirm-subscriptions", "true");

        ingest.post("/v1/cloudwatch", signed(subscription("https://169.254.169.254/"), "2"));

        assertThat(ingest.confirmed).isEmpty();
        assertThat(ingest.quarantined().getFirst().getDetail()).contains("do not open it");
    }

    @Test
    void shouldAskAmazonToSendAgainWhenTheCertificateCannotBeFetched() {
        ingest.close();
        ingest = IngestHarness.with();

        var response = ingest.post("/v1/cloudwatch", signed(notification("raw-metric-alarm"), "2"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(ingest.written()).isEmpty();
    }

    private static Map<String, String> notification(String alarm) {
        return new LinkedHashMap<>(Map.of("Type", "Notification", "MessageId", "m-1", "TopicArn", TOPIC, "Message",
                Payloads.text("cloudwatch/" + alarm), "Timestamp", "2026-03-10T11:59:00.000Z", "Subject", "ALARM"));
    }

    private static Map<String, String> subscription(String base) {
        return new LinkedHashMap<>(Map.of("Type", "SubscriptionConfirmation", "MessageId", "m-2", "TopicArn", TOPIC,
                "Message", "You have chosen to subscribe", "Timestamp", "2026-03-10T11:59:00.000Z", "Token", "secret",
                "SubscribeURL", base + "?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=secret"));
    }

    private static String signed(Map<String, String> members, String version) {
        try {
            var text = new StringBuilder();
            new TreeMap<>(members)
                    .forEach((name, value) -> text.append(name).append('\n').append(value).append('\n'));
            var signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign((PrivateKey) keys.getKey("sns", PASSWORD));
            signature.update(text.toString().getBytes(UTF_8));
            var all = new LinkedHashMap<>(members);
            all.put("SignatureVersion", version);
            all.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
            all.put("SigningCertURL", "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-1.pem");
            return JsonMapper.shared().writeValueAsString(all);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void restart(String... settings) {
        ingest.close();
        ingest = start(settings);
    }

    private static IngestHarness start(String... settings) {
        return new IngestHarness(IngestHarness.settings(settings), true, url -> {
            try {
                return (X509Certificate) keys.getCertificate("sns");
            } catch (GeneralSecurityException broken) {
                throw new IOException(broken);
            }
        });
    }
}
