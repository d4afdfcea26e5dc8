package dev.tocsin.ingest.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.SetClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FetchedCertificatesTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

    private boolean away;
    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final AtomicInteger fetches = new AtomicInteger();
    private final FetchedCertificates certificates = new FetchedCertificates(uri -> {
        fetches.incrementAndGet();
        if (away) {
            throw new IOException("away");
        }
        return Payloads.bytes("cloudwatch/sns-signing-cert.pem");
    }, clock);

    @Test
    void shouldFetchEachOnceAnHour() throws IOException {
        certificates.at(ours("a"));
        certificates.at(ours("a"));
        assertThat(fetches).hasValue(1);

        clock.advance(Duration.ofHours(1));
        certificates.at(ours("a"));

        assertThat(fetches).hasValue(2);
    }

    @Test
    @DisplayName("B5: strangers of other topics cannot spend the budget of ours")
    void shouldKeepABudgetForEachTopicOfOurs() throws IOException {
        for (var i = 0; i < 200; i++) {
            ask(query("x" + i, "arn:aws:sns:us-east-1:999999999999:t" + i, false, "198.51.100." + i));
        }
        var spent = fetches.get();

        certificates.at(ours("new"));

        assertThat(spent).isEqualTo(10);
        assertThat(fetches).hasValue(11);
    }

    @Test
    @DisplayName("B5: one machine that claims our topic cannot spend its budget")
    void shouldLetOneAddressSpendOnlyAPart() throws IOException {
        for (var i = 0; i < 200; i++) {
            ask(query("x" + i, TOPIC, true, "198.51.100.1"));
        }
        var spent = fetches.get();

        certificates.at(ours("new"));

        assertThat(spent).isEqualTo(3);
        assertThat(fetches).hasValue(4);
    }

    @Test
    @DisplayName("B5: a topic that sent a verified message has a budget of its own without being configured")
    void shouldKnowTopicsThatSend() throws IOException {
        var learned = query("a", TOPIC, false, "203.0.113.7");
        certificates.at(learned);
        certificates.proved(learned);
        for (var i = 0; i < 200; i++) {
            ask(query("x" + i, "arn:aws:sns:us-east-1:999999999999:t", false, "198.51.100." + i));
        }

        assertThat(certificates.at(query("rotated", TOPIC, false, "203.0.113.7"))).isNotNull();
    }

    @Test
    @DisplayName("B5: strangers cannot push out a certificate that is known to be good, nor keep it from being renewed")
    void shouldKeepVerifiedCertificate() throws IOException {
        certificates.at(ours("good"));
        certificates.proved(ours("good"));
        for (var hour = 0; hour < 3; hour++) {
            clock.advance(Duration.ofHours(1));
            for (var i = 0; i < 100; i++) {
                ask(query("x" + hour + "-" + i, TOPIC, true, "198.51.100." + i));
            }
            var before = fetches.get();

            assertThat(certificates.at(ours("good"))).isNotNull();

            assertThat(fetches).hasValue(before + 1);
        }
        away = true;
        clock.advance(Duration.ofHours(1));
        assertThat(certificates.at(ours("good"))).as("the old one serves while Amazon is away").isNotNull();
    }

    @Test
    @DisplayName("B5: an address that gave no certificate is not asked again at once")
    void shouldRememberWhatFailed() {
        away = true;
        ask(ours("a"));
        ask(ours("a"));
        assertThat(fetches).hasValue(1);

        clock.advance(Duration.ofMinutes(5));
        ask(ours("a"));

        assertThat(fetches).hasValue(2);
    }

    private void ask(CertificateQuery query) {
        try {
            certificates.at(query);
        } catch (IOException denied) {
            assertThat(denied).hasMessageMatching("too many .*|.* a moment ago|away");
        }
    }

    private static CertificateQuery ours(String name) {
        return query(name, TOPIC, true, "203.0.113.7");
    }

    private static CertificateQuery query(String name, String topic, boolean ours, String address) {
        return new CertificateQuery(SigningCertUrl.of("https://sns.us-east-1.amazonaws.com/" + name + ".pem", topic)
                .orElseThrow(), topic, ours, address);
    }
}
