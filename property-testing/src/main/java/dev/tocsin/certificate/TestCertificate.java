package dev.tocsin.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signed itself, made by the JDK's keytool. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {

    private static final String PASSWORD = "changeit";

    /** One for 127.0.0.1 and localhost. */
    public static TestCertificate made(Path folder, String algorithm) {
        return made(folder, algorithm, "DNS:localhost,IP:127.0.0.1");
    }

    /**
     * Makes one.
     *
     * @param folder
     *            for keytool's file
     * @param algorithm
     *            of the key: RSA, EC or Ed25519
     * @param names
     *            of the server, as keytool writes a subject alternative name
     */
    public static TestCertificate made(Path folder, String algorithm, String names) {
        try {
            var file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
            var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "test", "-keyalg", algorithm, "-dname", "CN=localhost", "-ext",
                    "SAN=" + names, "-validity", "30", "-storetype", "PKCS12", "-keystore", file
                            .toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
            var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return new TestCertificate((X509Certificate) store.getCertificate("test"), (PrivateKey) store.getKey("test",
                    PASSWORD.toCharArray()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Writes the certificate and its key as a renewal does, one file after the other. */
    public void write(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(certificateFile, certificatePem());
            Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The certificate as a file holds it. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A block of a PEM file. */
    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }

    /** For a client that trusts this certificate and no other. */
    public SSLContext trusted() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("test", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
