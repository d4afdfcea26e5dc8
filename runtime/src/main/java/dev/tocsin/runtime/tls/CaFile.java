package dev.tocsin.runtime.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.runtime.tls.PemFiles.UnusableException;

/** Trust of a client in the certificates of a file, such as those of a company's own authority, besides those of the JVM. */
public final class CaFile {

    private CaFile() {}

    /**
     * For a client.
     *
     * @param file
     *            certificates in PEM
     * @throws SettingsException
     *             when there are none
     */
    public static SSLContext context(Path file) {
        try {
            var certificates = PemFiles.certificates(Files.readAllBytes(file));
            if (certificates.isEmpty()) {
                throw new SettingsException(file + " holds no certificate in PEM: it must have lines -----BEGIN"
                        + " CERTIFICATE-----");
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var number = 0;
            for (var certificate : certificates) {
                store.setCertificateEntry("file-" + number++, certificate);
            }
            for (var certificate : ofTheJvm()) {
                store.setCertificateEntry("jvm-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | UnusableException unreadable) {
            throw new SettingsException("cannot read certificates of " + file + ": " + unreadable.getMessage(),
                    unreadable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate[] ofTheJvm() throws GeneralSecurityException {
        var standard = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        standard.init((KeyStore) null);
        return Arrays.stream(standard.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(
                X509TrustManager.class::cast).findFirst().map(X509TrustManager::getAcceptedIssuers).orElseThrow();
    }
}
