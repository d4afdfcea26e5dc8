package dev.tocsin.ingest.authenticity;

import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.ingest.Payloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentrySignatureTest {

    /** Computed independently over the stored body with the secret test-secret. */
    private static final String VECTOR = "6fcb0c0e432d379746ffa635d99fe9f86ec88c7ecac9bbdb132eb4081fd6cb89";

    private final byte[] body = Payloads.bytes("sentry/issue-resolved");
    private final SentrySignature signature = new SentrySignature(List.of("old-secret", "test-secret"));

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sentry-hook-signature", "sentry-app-signature", "x-servicehook-signature"})
    void shouldVerifyTheVectorUnderEachHeader(String header) {
        assertThat(signature.check(request(body, Map.of(header, VECTOR)))).isEqualTo(
                new AuthenticityVerdict.Verified());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"6fcb", "0000000000000000000000000000000000000000000000000000000000000000", "é",
            VECTOR + "00", "sha256=" + VECTOR})
    void shouldNotVerifyAnotherSignature(String other) {
        assertThat(signature.check(request(body, Map.of("sentry-hook-signature", other))))
                .isInstanceOfSatisfying(AuthenticityVerdict.Forged.class,
                        forged -> assertThat(forged.why()).isEqualTo(AuthenticityVerdict.Why.BAD_SIGNATURE));
    }

    @Test
    void shouldNotVerifyAnotherBody() {
        body[100] ^= 1;

        assertThat(signature.check(request(body, Map.of("sentry-hook-signature", VECTOR))))
                .isInstanceOf(AuthenticityVerdict.Forged.class);
    }
}
