package dev.tocsin.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import dev.tocsin.certificate.TestCertificate;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.HttpDefaults;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.OpsRoutes;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import io.javalin.Javalin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {

    /** keytool takes its time. */
    @TempDir
    private static Path made;
    private static TestCertificate first;
    private static TestCertificate second;
    private static TestCertificate elsewhere;

    @TempDir
    private Path folder;
    private Path certificate;
    private Path key;
    private ServerTls tls;
    private Javalin server;

    @BeforeAll
    static void make() {
        first = TestCertificate.made(made, "EC");
        second = TestCertificate.made(made, "EC");
        elsewhere = TestCertificate.made(made, "EC", "DNS:tocsin.example");
    }

    @BeforeEach
    void start() {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
        first.write(certificate, key);
        var metrics = Metrics.create("test");
        tls = ServerTls.from(settings(), Clock.systemUTC()).orElseThrow();
        tls.measure(metrics);
        server = Javalin.create(config -> {
            HttpDefaults.apply(config);
            ServerTls.listen(config, "127.0.0.1", 0, Optional.of(tls));
            OpsRoutes.add(config, Health::up, metrics);
        }).start();
    }

    @AfterEach
    void stop() {
        server.stop();
        tls.close();
    }

    @Test
    void shouldServeHttpsToWhoeverTrustsTheCertificate() throws Exception {
        assertThat(status("localhost", first.trusted())).isEqualTo(200);
        assertThatThrownBy(() -> status("localhost", SSLContext.getDefault())).isInstanceOf(IOException.class);
        assertThat(metrics(first.trusted())).contains("tocsin_tls_certificate_expiry_seconds");
    }

    @Test
    void shouldServeARenewedCertificateWithoutARestart() throws Exception {
        second.write(certificate, key);
        tls.look();

        assertThat(status("localhost", second.trusted())).isEqualTo(200);
        assertThatThrownBy(() -> status("localhost", first.trusted())).isInstanceOf(IOException.class);
        assertThat(told()).isEqualTo(Health.up());
    }

    @Test
    void shouldGoOnWithTheLastGoodOneWhileARenewalIsHalfWritten() throws Exception {
        Files.writeString(certificate, second.certificatePem());

        tls.look();
        assertThat(told()).isEqualTo(Health.up());
        tls.look();
        tls.look();

        assertThat(status("localhost", first.trusted())).isEqualTo(200);
        assertThat(told().ready()).isTrue();
        assertThat(told().details().get("tls")).contains("does not belong to the first certificate");

        second.write(certificate, key);
        tls.look();

        assertThat(status("localhost", second.trusted())).isEqualTo(200);
        assertThat(told()).isEqualTo(Health.up());
    }

    @Test
    void shouldTrustItsOwnCertificateUnderAnyName() throws Exception {
        elsewhere.write(certificate, key);
        tls.look();
        var own = OwnCertificateTrust.context(Optional.of(tls));

        assertThat(status("127.0.0.1", own)).isEqualTo(200);
        assertThatThrownBy(() -> status("127.0.0.1", elsewhere.trusted())).isInstanceOf(IOException.class);
        try (var other = new OtherServer(second)) {
            assertThatThrownBy(() -> status("localhost", own, other.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldRefuseHalfASetting() {
        assertThatThrownBy(() -> ServerTls.from(Settings.of(Map.of("http.tls.key", key.toString())), Clock
                .systemUTC())).isInstanceOf(SettingsException.class).hasMessageContaining("belong together");
        assertThatThrownBy(() -> ServerTls.from(settings().with("http.tls.key", "/nowhere"), Clock.systemUTC()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("/nowhere");
        assertThat(ServerTls.from(Settings.of(Map.of()), Clock.systemUTC())).isEmpty();
    }

    /** With a certificate that nobody trusts. */
    private final class OtherServer implements AutoCloseable {

        private final ServerTls otherTls;
        private final Javalin other;

        OtherServer(TestCertificate with) {
            var itsCertificate = folder.resolve("other.crt");
            var itsKey = folder.resolve("other.key");
            with.write(itsCertificate, itsKey);
            otherTls = ServerTls.from(Settings.of(Map.of("http.tls.certificate", itsCertificate.toString(),
                    "http.tls.key", itsKey.toString())), Clock.systemUTC()).orElseThrow();
            other = Javalin.create(config -> {
                HttpDefaults.apply(config);
                ServerTls.listen(config, "127.0.0.1", 0, Optional.of(otherTls));
            }).start();
        }

        int port() {
            return other.port();
        }

        @Override
        public void close() {
            other.stop();
            otherTls.close();
        }
    }

    private Settings settings() {
        return Settings.of(Map.of("http.tls.certificate", certificate.toString(), "http.tls.key", key.toString()));
    }

    private Health told() {
        return ServerTls.told(Optional.of(tls), Health.up());
    }

    private int status(String host, SSLContext trust) throws Exception {
        return status(host, trust, server.port());
    }

    private static int status(String host, SSLContext trust, int port) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/healthz")).build(),
                    BodyHandlers.discarding()).statusCode();
        }
    }

    private String metrics(SSLContext trust) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/metrics"))
                    .build(), BodyHandlers.ofString()).body();
        }
    }
}
