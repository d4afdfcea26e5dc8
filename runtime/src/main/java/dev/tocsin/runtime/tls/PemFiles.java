package dev.tocsin.runtime.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A certificate with its chain and its private key, as PEM files hold them (RFC 7468). Keys are PKCS#8, PKCS#1
 * ({@code RSA PRIVATE KEY}, cert-manager's default) or SEC 1 ({@code EC PRIVATE KEY}, openssl's {@code ecparam}).
 *
 * @param chain
 *            the server's certificate first
 */
record PemFiles(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    PemFiles {
        chain = List.copyOf(chain);
    }

    /** What is wrong with the files, as a sentence that says what to change; names no part of a key. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    private record Block(String label, String text) {

        byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    /**
     * Reads them.
     *
     * @param certificate
     *            contents of the file with the certificate and those of its issuers
     * @param key
     *            contents of the file with the private key
     * @throws UnusableException
     *             when one is missing or does not belong to the other
     */
    static PemFiles read(byte[] certificate, byte[] key) throws UnusableException {
        var chain = certificates(certificate);
        if (chain.isEmpty()) {
            throw new UnusableException(
                    "the file of http.tls.certificate holds no certificate in PEM: it must have lines"
                            + " -----BEGIN CERTIFICATE-----");
        }
        var subject = chain.getFirst().getPublicKey();
        var read = key(blocks(key), subject);
        if (!belongTogether(read, subject)) {
            throw new UnusableException("the key of http.tls.key does not belong to the first certificate of"
                    + " http.tls.certificate: the server's own certificate must come first, those of its issuers after it");
        }
        return new PemFiles(chain, read);
    }

    /** All certificates in a file. */
    static List<X509Certificate> certificates(byte[] file) throws UnusableException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var found = new ArrayList<X509Certificate>();
            for (var block : blocks(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
            return found;
        } catch (CertificateException | IllegalArgumentException broken) {
            throw new UnusableException("a certificate cannot be read: " + broken.getMessage());
        }
    }

    /** As Java's servers take them. */
    KeyStore keyStore() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tocsin", key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Block> blocks(byte[] file) {
        return BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1)).results().map(found -> new Block(found
                .group(1), found.group(2))).toList();
    }

    private static PrivateKey key(List<Block> blocks, PublicKey subject) throws UnusableException {
        var found = blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).findFirst().orElseThrow(
                () -> new UnusableException("the file of http.tls.key holds no private key in PEM: it must have lines"
                        + " such as -----BEGIN PRIVATE KEY-----"));
        if (found.label().startsWith("ENCRYPTED") || found.text().contains("ENCRYPTED")) {
            throw new UnusableException("the key of http.tls.key has a passphrase: remove it with `openssl pkey -in OLD"
                    + " -out NEW` and let only the service read the file");
        }
        try {
            var encoded = found.label().equals("PRIVATE KEY") ? found.bytes() : pkcs8(found.bytes(), subject);
            return KeyFactory.getInstance(subject.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new UnusableException("the key of http.tls.key cannot be read as a key of type " + subject
                    .getAlgorithm() + ", which the certificate has");
        }
    }

    /** Both older forms are what PKCS#8 holds, without the name of the algorithm: the certificate says that. */
    private static byte[] pkcs8(byte[] key, PublicKey subject) {
        var encoded = subject.getEncoded();
        var reader = ByteBuffer.wrap(encoded);
        skipHeader(reader);
        var from = reader.position();
        var length = skipHeader(reader);
        var algorithm = Arrays.copyOfRange(encoded, from, reader.position() + length);
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, key));
    }

    /** DER (X.690): a tag, then the length in one byte, or in as many bytes as the first one says. */
    private static int skipHeader(ByteBuffer reader) {
        reader.get();
        var first = reader.get() & 0xff;
        var length = first;
        if (first >= 0x80) {
            length = 0;
            for (var i = 0; i < first - 0x80; i++) {
                length = (length << 8) | (reader.get() & 0xff);
            }
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        var length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var written = new ByteArrayOutputStream();
        written.write(tag);
        if (length < 0x80) {
            written.write(length);
        } else {
            var size = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            written.write(0x80 + size);
            for (var i = size - 1; i >= 0; i--) {
                written.write(length >> (8 * i));
            }
        }
        for (var part : parts) {
            written.writeBytes(part);
        }
        return written.toByteArray();
    }

    private static boolean belongTogether(PrivateKey key, PublicKey subject) {
        try {
            var signature = Signature.getInstance(switch (subject.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                case String other -> other;
            });
            signature.initSign(key);
            signature.update(VERSION_0);
            var signed = signature.sign();
            signature.initVerify(subject);
            signature.update(VERSION_0);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }
}
