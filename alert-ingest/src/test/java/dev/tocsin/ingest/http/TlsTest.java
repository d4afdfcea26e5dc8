package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

import dev.tocsin.certificate.TestCertificate;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over https, with the deadlines of plain connections. */
class TlsTest {

    @TempDir
    private Path folder;
    private TestCertificate certificate;
    private IngestHarness ingest;

    @BeforeEach
    void start() {
        var file = folder.resolve("tls.crt");
        var key = folder.resolve("tls.key");
        certificate = TestCertificate.made(folder, "EC");
        certificate.write(file, key);
        ingest = IngestHarness.with("http.tls.certificate", file.toString(), "http.tls.key", key.toString(),
                "sources.alertmanager.token", "a-token-of-the-test", "http.header-deadline", "5s");
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldTakeAnAlertAndCloseWhoeverDoesNotFinishTheHandshake() throws IOException {
        var body = "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":"
                + "{\"alertname\":\"A\",\"service\":\"s\"}}]}";
        var request = "POST /v1/alertmanager HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer"
                + " a-token-of-the-test\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (var secure = certificate.trusted().getSocketFactory().createSocket("127.0.0.1", ingest.port())) {
            secure.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(new String(secure.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 202");
        }
        assertThat(ingest.alerts()).hasSize(1);

        try (var stalled = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
                var plain = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            stalled.getOutputStream().write(new byte[]{0x16, 3, 1, 2, 0, 1});
            plain.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(ended(plain)).as("closed by the server").isTrue();
            assertThat(ended(stalled)).as("closed by the server").isTrue();
        }
        assertThat(ingest.alerts()).hasSize(1);
    }

    /** Whether the server ends the connection; a reset is an end too. */
    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }
}
