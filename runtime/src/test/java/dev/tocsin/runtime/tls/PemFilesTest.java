package dev.tocsin.runtime.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

import dev.tocsin.certificate.TestCertificate;
import dev.tocsin.runtime.tls.PemFiles.UnusableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFilesTest {

    @TempDir
    private static Path folder;
    private static TestCertificate rsa;
    private static TestCertificate ec;
    private static TestCertificate edwards;

    @BeforeAll
    static void make() {
        rsa = TestCertificate.made(folder, "RSA");
        ec = TestCertificate.made(folder, "EC");
        edwards = TestCertificate.made(folder, "Ed25519");
    }

    @Test
    void shouldReadAKeyOfEachKind() throws UnusableException {
        for (var made : new TestCertificate[]{rsa, ec, edwards}) {
            var read = read(made.certificatePem(), TestCertificate.pem("PRIVATE KEY", made.key().getEncoded()));

            assertThat(read.key()).isEqualTo(made.key());
            assertThat(read.chain()).containsExactly(made.certificate());
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void shouldReadTheOlderForms(String label) throws UnusableException {
        var made = label.startsWith("RSA") ? rsa : ec;
        var parameters = label.startsWith("EC") ? TestCertificate.pem("EC PARAMETERS", new byte[]{6, 0}) : "";

        var read = read(made.certificatePem(), parameters + TestCertificate.pem(label, inner(made.key()
                .getEncoded())));

        assertThat(read.key()).isEqualTo(made.key());
    }

    @Test
    void shouldReadAChainAndAKeyOfOneFile() throws UnusableException {
        var file = "Some words\n" + TestCertificate.pem("PRIVATE KEY", ec.key().getEncoded()) + ec.certificatePem()
                + rsa.certificatePem();

        assertThat(read(file, file).chain()).containsExactly(ec.certificate(), rsa.certificate());
    }

    @Test
    void shouldRefuseAKeyOfAnotherCertificate() {
        assertThatThrownBy(() -> read(rsa.certificatePem() + ec.certificatePem(), TestCertificate.pem("PRIVATE KEY", ec
                .key().getEncoded()))).hasMessageContaining("of type RSA");
        assertThatThrownBy(() -> read(ec.certificatePem(), TestCertificate.pem("PRIVATE KEY", rsa.key()
                .getEncoded()))).hasMessageContaining("of type EC");
    }

    @Test
    void shouldSayHowToRemoveAPassphrase() {
        for (var key : new String[]{TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[]{1, 2}),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n"}) {
            assertThatThrownBy(() -> read(rsa.certificatePem(), key)).hasMessageContaining("openssl pkey");
        }
    }

    @Test
    void shouldRefuseWhatIsNoPem() {
        assertThatThrownBy(() -> read("", "")).hasMessageContaining("BEGIN CERTIFICATE");
        assertThatThrownBy(() -> read(ec.certificatePem(), "")).hasMessageContaining("BEGIN PRIVATE KEY");
        assertThatThrownBy(() -> read(TestCertificate.pem("CERTIFICATE", new byte[]{1}), "")).hasMessageContaining(
                "cannot be read");
        for (var bytes : new byte[][]{{}, {0x30}, {0x30, (byte) 0x84, 127, 0, 0, 0}, {1, 2, 3}}) {
            for (var label : new String[]{"PRIVATE KEY", "EC PRIVATE KEY"}) {
                assertThatThrownBy(() -> read(ec.certificatePem(), TestCertificate.pem(label, bytes))).isInstanceOf(
                        UnusableException.class);
            }
        }
    }

    private static PemFiles read(String certificate, String key) throws UnusableException {
        return PemFiles.read(certificate.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    /** The octets in which PKCS#8 holds the older form: behind version and algorithm. */
    private static byte[] inner(byte[] pkcs8) {
        var reader = ByteBuffer.wrap(pkcs8);
        header(reader);
        reader.position(reader.position() + 3);
        reader.position(header(reader) + reader.position());
        var length = header(reader);
        return Arrays.copyOfRange(pkcs8, reader.position(), reader.position() + length);
    }

    private static int header(ByteBuffer reader) {
        reader.get();
        var first = reader.get() & 0xff;
        return switch (first) {
            case 0x81 -> reader.get() & 0xff;
            case 0x82 -> reader.getShort() & 0xffff;
            default -> first;
        };
    }
}
