package dev.tocsin.ingest.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.SetClock;
import org.junit.jupiter.api.Test;

class FetchedCertificatesTest {

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final AtomicInteger fetches = new AtomicInteger();
    private final FetchedCertificates certificates = new FetchedCertificates(uri -> {
        fetches.incrementAndGet();
        return Payloads.bytes("cloudwatch/sns-signing-cert.pem");
    }, clock);

    @Test
    void shouldFetchEachOnceAnHour() throws IOException {
        certificates.at(url("a"));
        certificates.at(url("a"));
        assertThat(fetches).hasValue(1);

        clock.advance(Duration.ofHours(1));
        certificates.at(url("a"));

        assertThat(fetches).hasValue(2);
    }

    @Test
    void shouldNotFetchWithoutEndForStrangers() throws IOException {
        certificates.at(url("kept"));
        for (var i = 0; i < 29; i++) {
            certificates.at(url("x" + i));
        }

        assertThatThrownBy(() -> certificates.at(url("y"))).isInstanceOf(IOException.class);
        assertThat(certificates.at(url("kept"))).isNotNull();
        assertThat(fetches).hasValue(30);
    }

    private static SigningCertUrl url(String name) {
        return SigningCertUrl.of("https://sns.us-east-1.amazonaws.com/" + name + ".pem",
                "arn:aws:sns:us-east-1:123456789012:t").orElseThrow();
    }
}
