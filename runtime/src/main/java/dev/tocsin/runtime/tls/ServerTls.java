package dev.tocsin.runtime.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.metric.CommonMetrics;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.runtime.tls.PemFiles.UnusableException;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a server, where the settings name a certificate and a key. The files are read again every few seconds, so that a
 * renewed certificate is served without a restart; while they cannot be used, as between the two writes of a renewal, the
 * last good ones are served.
 */
public final class ServerTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofDays(14);
    private static final int ATTEMPTS_BEFORE_TROUBLE = 3;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Path certificateFile;
    private final Path keyFile;
    private final InstantSource clock;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
            .daemon().name("tls-files").factory());
    private byte[] certificateRead = {};
    private byte[] keyRead = {};
    private int failedAttempts;
    private volatile X509Certificate served;
    private volatile Optional<String> trouble = Optional.empty();

    private ServerTls(Path certificateFile, Path keyFile, InstantSource clock) {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.clock = clock;
        factory.setIncludeProtocols(PROTOCOLS);
        factory.setKeyStorePassword("");
        factory.setKeyManagerPassword("");
        try {
            take(Files.readAllBytes(certificateFile), Files.readAllBytes(keyFile));
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read the file of http.tls.certificate or http.tls.key: " + unreadable,
                    unreadable);
        } catch (UnusableException unusable) {
            throw new SettingsException(unusable.getMessage(), unusable);
        }
        var _ = watch.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * As the settings say; empty for plain HTTP.
     *
     * @throws SettingsException
     *             when only one of the two is set, or the files cannot be used
     */
    public static Optional<ServerTls> from(Settings settings, InstantSource clock) {
        var certificate = CommonSettings.TLS_CERTIFICATE.in(settings);
        var key = CommonSettings.TLS_KEY.in(settings);
        if (certificate.isBlank() != key.isBlank()) {
            throw new SettingsException("http.tls.certificate and http.tls.key belong together: set both, or none");
        }
        return certificate.isBlank()
                ? Optional.empty()
                : Optional.of(new ServerTls(Path.of(certificate), Path.of(key), clock));
    }

    /** {@code https} where a certificate is set, else {@code http}. */
    public static String scheme(Settings settings) {
        return CommonSettings.TLS_CERTIFICATE.in(settings).isBlank() ? "http" : "https";
    }

    /**
     * A connector for HTTP/1.1, with TLS if there is any.
     *
     * @param http
     *            what it speaks below TLS
     */
    public static ServerConnector connector(Server server, Optional<ServerTls> tls, HttpConnectionFactory http) {
        if (tls.isEmpty()) {
            return new ServerConnector(server, http);
        }
        // Host names are the business of whoever looks at the Host header; probes use addresses.
        http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, tls.get().factory, http);
    }

    /**
     * Listens with TLS, if there is any. The server is then started without an address.
     *
     * @param port
     *            0 for any free one
     */
    public static void listen(JavalinConfig config, String host, int port, Optional<ServerTls> tls) {
        config.jetty.addConnector((server, http) -> {
            var connector = connector(server, tls, new HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            return connector;
        });
    }

    /** The certificate that is served now. */
    public X509Certificate certificate() {
        return served;
    }

    /** The same health, with what keeps a new certificate from being served. The service stays ready. */
    public static Health told(Optional<ServerTls> tls, Health health) {
        return tls.flatMap(it -> it.trouble).map(why -> health.with("tls", why)).orElse(health);
    }

    /** Shows how long the certificate is still valid. */
    public void measure(MeterRegistry registry) {
        CommonMetrics.TLS_EXPIRY.watch(registry, this, it -> Duration.between(clock.instant(), it.served.getNotAfter()
                .toInstant()).toSeconds());
    }

    /** Reads the files again and serves them if they changed. */
    void look() {
        try {
            var certificate = Files.readAllBytes(certificateFile);
            var key = Files.readAllBytes(keyFile);
            if (!Arrays.equals(certificate, certificateRead) || !Arrays.equals(key, keyRead)) {
                take(certificate, key);
                LOG.info("the certificate of {} is served from now on, valid until {}", certificateFile, served
                        .getNotAfter().toInstant());
            }
            failedAttempts = 0;
            trouble = Optional.empty();
        } catch (IOException | UnusableException | RuntimeException unusable) {
            failed(unusable instanceof IOException ? "cannot be read: " + unusable : unusable.getMessage());
        }
    }

    /** A renewal writes one file after the other: only what lasts is worth a line. */
    private void failed(String why) {
        failedAttempts++;
        if (failedAttempts >= ATTEMPTS_BEFORE_TROUBLE) {
            if (trouble.isEmpty()) {
                LOG.error("the changed certificate is not served, the last good one still is: {}", why);
            }
            trouble = Optional.of(why);
        }
    }

    private void take(byte[] certificate, byte[] key) throws UnusableException {
        var files = PemFiles.read(certificate, key);
        var store = files.keyStore();
        if (factory.isStarted()) {
            reload(store);
        } else {
            factory.setKeyStore(store);
        }
        served = files.chain().getFirst();
        certificateRead = certificate;
        keyRead = key;
        var end = served.getNotAfter().toInstant();
        if (end.isBefore(clock.instant().plus(SOON))) {
            LOG.warn("the certificate of {} is valid until {} only: renew it", certificateFile, end);
        }
    }

    private void reload(java.security.KeyStore store) throws UnusableException {
        try {
            factory.reload(it -> it.setKeyStore(store));
        } catch (Exception refused) {
            throw new UnusableException("the certificate cannot be used: " + refused.getMessage());
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
