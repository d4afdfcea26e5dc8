package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

import dev.tocsin.ingest.format.cloudwatch.SnsEnvelope;

/**
 * Amazon SNS' signature over an envelope: RSA over the named members, each with its name and a line feed after both, in the
 * order of their bytes, texts as received. An unsubscribe confirmation is signed with its Token, whatever AWS's JavaScript
 * validator does. Source: the SNS developer guide; checked against real messages.
 */
public final class SnsSignature {

    private static final List<String> NOTIFICATION = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn",
            "Type");
    private static final List<String> CONFIRMATION = List.of("Message", "MessageId", "SubscribeURL", "Timestamp",
            "Token", "TopicArn", "Type");
    private static final int DNS_NAME = 2;

    private final Certificates certificates;
    private final Clock clock;
    private final boolean version2Only;

    /**
     * @param clock
     *            says whether a certificate is valid
     * @param version2Only
     *            whether version 1 (SHA-1) is refused
     */
    public SnsSignature(Certificates certificates, Clock clock, boolean version2Only) {
        this.certificates = certificates;
        this.clock = clock;
        this.version2Only = version2Only;
    }

    /**
     * Checks it.
     *
     * @param ours
     *            whether the topic is configured here
     * @param address
     *            where the message came from
     */
    public AuthenticityVerdict check(SnsEnvelope envelope, boolean ours, String address) {
        var algorithm = algorithm(envelope.signatureVersion());
        if (algorithm.isEmpty() || envelope.signature().isBlank()) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.UNSIGNED, version2Only
                    ? "The message must have a version 2 signature. Set SignatureVersion=2 on the topic."
                    : "The message must have a version 1 or 2 signature.");
        }
        var url = SigningCertUrl.of(envelope.signingCertUrl(), envelope.topicArn());
        if (url.isEmpty()) {
            return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.FOREIGN_CERTIFICATE,
                    "SigningCertURL does not belong to Amazon SNS in the region of TopicArn.");
        }
        try {
            var query = new CertificateQuery(url.get(), envelope.topicArn(), ours, address);
            var verdict = check(envelope, algorithm.get(), certificates.at(query), url.get());
            if (verdict instanceof AuthenticityVerdict.Verified) {
                certificates.proved(query);
            }
            return verdict;
        } catch (IOException unreachable) {
            return new AuthenticityVerdict.Uncheckable("The signing certificate could not be fetched.");
        }
    }

    private AuthenticityVerdict check(SnsEnvelope envelope, String algorithm, X509Certificate certificate,
            SigningCertUrl url) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            if (names(certificate).stream().noneMatch(url.certificateNames()::contains)) {
                return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.FOREIGN_CERTIFICATE,
                        "The signing certificate does not belong to Amazon SNS in the topic's region.");
            }
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signedText(envelope).getBytes(UTF_8));
            return verifier.verify(Base64.getDecoder().decode(envelope.signature().strip()))
                    ? new AuthenticityVerdict.Verified()
                    : badSignature();
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return badSignature();
        }
    }

    private static AuthenticityVerdict badSignature() {
        return new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                "The signature does not match the message, or its certificate is not valid now. Forward the bytes unchanged.");
    }

    static String signedText(SnsEnvelope envelope) {
        var names = switch (envelope.kind().orElseThrow()) {
            case NOTIFICATION -> NOTIFICATION;
            case SUBSCRIPTION_CONFIRMATION, UNSUBSCRIBE_CONFIRMATION -> CONFIRMATION;
        };
        var text = new StringBuilder();
        for (var name : names) {
            if (envelope.fields().has(name)) {
                text.append(name).append('\n').append(envelope.fields().text(name)).append('\n');
            }
        }
        return text.toString();
    }

    private Optional<String> algorithm(String version) {
        return switch (version) {
            case "1" -> version2Only ? Optional.empty() : Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        var names = new java.util.HashSet<String>();
        var alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.stream().filter(name -> name.getFirst().equals(DNS_NAME))
                    .forEach(name -> names.add(name.get(1).toString()));
        }
        if (names.isEmpty()) {
            commonName(certificate).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN")).map(part -> part.getValue().toString())
                    .findFirst();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
