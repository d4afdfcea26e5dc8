package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were computed by others over real bodies. */
class HmacSignatureTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GitHub's own example | It's a Secret to Everybody | Hello, World! | sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | 202
            wrong digits         | It's a Secret to Everybody | Hello, World! | sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18 | 403
            another body         | It's a Secret to Everybody | Hello, World? | sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | 403
            none                 | It's a Secret to Everybody | Hello, World! |  | 401
            """)
    void shouldCheckGitHub(String name, String secret, String body, String sent, int status) {
        var signature = new HmacSignature(SignatureScheme.github(), List.of("other", secret));

        var verdict = signature.check(Requests.request(body, "x-hub-signature-256", sent == null ? "" : sent));

        assertThat(verdict instanceof AuthenticityVerdict.Forged forged ? forged.why().status() : 202).isEqualTo(
                status);
    }

    @Test
    void shouldCheckFlux() {
        verified(SignatureScheme.flux(), "flux/event-error", Map.of("x-signature",
                "sha256=b0ed9d99c91918785dc1bdbf857de072129f2f24a1f878eb5f35ac2b5de23ca5"));
    }

    @Test
    void shouldCheckGrafanaWithAndWithoutItsTimestamp() {
        verified(SignatureScheme.grafana(), "grafana/v11-firing-values", Map.of("x-grafana-alerting-signature",
                "4ae93fa5e4d0f0695ee580513bf8373cf420eafa4121ba2ccdc3424e1aaea32a"));
        verified(new SignatureScheme("X-Signed", "", SignatureScheme.Hash.SHA256, "X-Stamp"),
                "grafana/v11-firing-values", Map.of("x-signed",
                        "914b2d113b33d4c8a5e792de318eea647c2793c177de6cd1f24b016450893074", "x-stamp", "1758042777"));
    }

    @Test
    void shouldHashTerraformWithSha512() {
        var body = "{}".getBytes(UTF_8);
        var sent = HmacSignature.of(SignatureScheme.terraform(), "test-secret", "", body);

        assertThat(sent).hasSize(128);
        assertThat(new HmacSignature(SignatureScheme.terraform(), List.of("test-secret")).check(Requests.request(body,
                Map.of("x-tfe-notification-signature", sent)))).isEqualTo(new AuthenticityVerdict.Verified());
    }

    private static void verified(SignatureScheme scheme, String payload, Map<String, String> headers) {
        var signature = new HmacSignature(scheme, List.of("test-secret"));

        assertThat(signature.check(Requests.request(Payloads.bytes(payload), headers))).isEqualTo(
                new AuthenticityVerdict.Verified());
        assertThat(signature.check(Requests.request(" " + Payloads.text(payload), headers.keySet().iterator().next(),
                "00"))).isInstanceOf(AuthenticityVerdict.Forged.class);
    }
}
