package dev.tocsin.ingest.authenticity;

import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.SetClock;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict.Why;
import dev.tocsin.ingest.format.Incoming;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsSignatureTest {

    private static final String SIGNED = "cloudwatch/sns-signed-v2-notification";
    private static final String TOPIC = "arn:aws:sns:us-west-2:131990247566:dongie-standard-topic";

    private static final Caller NOBODY = new Caller("", "203.0.113.7");

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final List<String> fetched = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"cloudwatch/sns-signed-v1-subscription-confirmation", SIGNED,
            "cloudwatch/sns-signed-v2-unsubscribe-confirmation"})
    void shouldVerifyWhatAmazonSigned(String name) {
        assertThat(check(request(Payloads.bytes(name), Map.of()))).isEqualTo(new AuthenticityVerdict.Verified());
        assertThat(fetched).containsExactly(
                "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8.pem");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            signature version 2.           | signature version 3.
            "9d2c5580-b61d-550c            | "9d2c5580-b61d-550d
            2026-03-06T20:00:26.893Z       | 2026-03-06T20:00:26.894Z
            131990247566:dongie            | 131990247567:dongie
            "MessageId"                    | "Subject":"x","MessageId"
            kGNJ7FIM5DJx                   | kGNJ7FIM5DJy
            "SignatureVersion" : "2"       | "SignatureVersion" : "1"
            """)
    void shouldNotVerifyWhatWasChanged(String was, String is) {
        var body = Payloads.text(SIGNED);
        assertThat(body).contains(was);

        assertThat(why(check(request(body.replace(was, is))))).isEqualTo(Why.BAD_SIGNATURE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://sns.us-west-2.amazonaws.com/a.pem",
            "https://sns.us-west-2.amazonaws.com.evil.example/a.pem",
            "https://evil.example/sns.us-west-2.amazonaws.com/a.pem",
            "https://sns.us-west-2.amazonaws.com@evil.example/a.pem",
            "https://u@sns.us-west-2.amazonaws.com/a.pem", "https://sns.us-west-2.amazonaws.com:8443/a.pem",
            "https://sns.us-west-2.amazonaws.com/a.pem?x=1", "https://sns.us-west-2.amazonaws.com/a.pem#x",
            "https://sns.us-west-2.amazonaws.com/a.txt", "https://sns.us-west-2.amazonaws.com/b/../a.pem",
            "https://sns.us-west-2.amazonaws.com/bucket/a.pem", "https://sns.us-west-2.amazonaws.com/%61.pem",
            "https://sns.us-east-1.amazonaws.com/a.pem", "https://SNS.us-west-2.amazonaws.com/a.pem",
            "https://sns.us-west-2.amazonaws.com./a.pem", "https://snsevil.us-west-2.amazonaws.com/a.pem",
            "https://s3.us-west-2.amazonaws.com/sns/a.pem", "file:///etc/a.pem", "https://127.0.0.1/a.pem",
            "https://169.254.169.254/latest/a.pem", "https://[::1]/a.pem", "", "not an address", "https:///a.pem"})
    void shouldNeverFetchACertificateFrom(String url) {
        var body = Payloads.text(SIGNED).replaceAll("\"SigningCertURL\" : \"[^\"]*\"",
                "\"SigningCertURL\" : \"" + url + "\"");

        assertThat(why(check(request(body)))).isEqualTo(Why.FOREIGN_CERTIFICATE);
        assertThat(fetched).isEmpty();
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(strings = {"", "0", "3", "2 ", "SHA256"})
    void shouldNotTakeAnotherVersion(String version) {
        var body = Payloads.text(SIGNED).replace("\"SignatureVersion\" : \"2\"",
                "\"SignatureVersion\" : \"" + version + "\"");

        assertThat(why(check(request(body)))).isEqualTo(Why.UNSIGNED);
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"2025-11-09T23:00:00Z", "2026-10-15T01:00:00Z"})
    void shouldNotTrustACertificateOutsideOfItsTime(String now) {
        var signature = new SnsSignature(this::fetch, new SetClock(now), false);
        var check = new SnsCheck("cloudwatch", new SenderTokens(List.of()), signature, true, Set.of());

        assertThat(why(check.check(request(Payloads.text(SIGNED)), NOBODY))).isEqualTo(Why.BAD_SIGNATURE);
    }

    @Test
    void shouldNotTakeVersionOneWhereTwoIsDemanded() {
        var signature = new SnsSignature(this::fetch, clock, true);
        var check = new SnsCheck("cloudwatch", new SenderTokens(List.of()), signature, true, Set.of());

        var old = check.check(request(Payloads.text("cloudwatch/sns-signed-v1-subscription-confirmation")), NOBODY);

        assertThat(why(old)).isEqualTo(Why.UNSIGNED);
        assertThat(check.check(request(Payloads.text(SIGNED)), NOBODY)).isEqualTo(new AuthenticityVerdict.Verified());
    }

    @Test
    void shouldTakeOnlyAllowedTopicsAndFetchNothingForOthers() {
        var signature = new SnsSignature(this::fetch, clock, false);
        var mine = new SnsCheck("cloudwatch", new SenderTokens(List.of()), signature, true, Set.of(TOPIC));
        var others = new SnsCheck("cloudwatch", new SenderTokens(List.of()), signature, true, Set.of(TOPIC + "2"));

        assertThat(why(others.check(request(Payloads.text(SIGNED)), NOBODY))).isEqualTo(Why.FOREIGN_TOPIC);
        assertThat(fetched).isEmpty();
        assertThat(mine.check(request(Payloads.text(SIGNED)), NOBODY)).isEqualTo(new AuthenticityVerdict.Verified());
    }

    @Test
    @DisplayName("B5: nothing larger than SNS sends is read for whoever has no token")
    void shouldNotReadLargeBodiesForStrangers() {
        var body = Payloads.text(SIGNED) + " ".repeat(2 * 1024 * 1024);
        var signature = new SnsSignature(this::fetch, clock, false);
        var check = new SnsCheck("cloudwatch", new SenderTokens(List.of("token")), signature, true, Set.of());

        assertThat(why(check.check(request(body), NOBODY))).isEqualTo(Why.UNSIGNED);
        assertThat(fetched).isEmpty();
        assertThat(check.check(request(body), new Caller("Bearer token", "203.0.113.7"))).isEqualTo(
                new AuthenticityVerdict.Verified());
    }

    @Test
    void shouldBlameItselfWhenTheCertificateCannotBeFetched() {
        var signature = new SnsSignature(url -> {
            throw new IOException("away");
        }, clock, false);
        var check = new SnsCheck("cloudwatch", new SenderTokens(List.of()), signature, true, Set.of());

        assertThat(check.check(request(Payloads.text(SIGNED)), NOBODY)).isInstanceOf(
                AuthenticityVerdict.Uncheckable.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:sns:us-east-1:123456789012:t         | sns.us-east-1.amazonaws.com         | sns.amazonaws.com
            arn:aws:sns:ap-east-1:123456789012:t.fifo    | sns.ap-east-1.amazonaws.com         | sns-signing.ap-east-1.amazonaws.com
            arn:aws-cn:sns:cn-north-1:123456789012:t     | sns.cn-north-1.amazonaws.com.cn     | sns-cn-north-1.amazonaws.com.cn
            arn:aws-us-gov:sns:us-gov-east-1:123456789012:t | sns.us-gov-east-1.amazonaws.com  | sns-us-gov-west-1.amazonaws.com
            arn:aws-eusc:sns:eusc-de-east-1:123456789012:t  | sns.eusc-de-east-1.amazonaws.eu  | sns-signing.eusc-de-east-1.amazonaws.eu
            """)
    void shouldKnowTheHostAndNameOfEachPartition(String topic, String host, String name) {
        assertThat(SigningCertUrl.of("https://" + host + "/SimpleNotificationService-1.pem", topic))
                .hasValueSatisfying(url -> assertThat(url.certificateNames()).containsExactly(name));
    }

    private AuthenticityVerdict check(Incoming incoming) {
        return new SnsCheck("cloudwatch", new SenderTokens(List.of()), new SnsSignature(this::fetch, clock, false),
                true,
                Set.of()).check(incoming, NOBODY);
    }

    private X509Certificate fetch(CertificateQuery query) throws IOException {
        fetched.add(query.url().uri().toString());
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(Payloads.bytes("cloudwatch/sns-signing-cert.pem")));
        } catch (CertificateException broken) {
            throw new IOException(broken);
        }
    }

    private static Why why(AuthenticityVerdict verdict) {
        assertThat(verdict).isInstanceOf(AuthenticityVerdict.Forged.class);
        return ((AuthenticityVerdict.Forged) verdict).why();
    }
}
