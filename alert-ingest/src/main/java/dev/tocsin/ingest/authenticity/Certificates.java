package dev.tocsin.ingest.authenticity;

import java.io.IOException;
import java.security.cert.X509Certificate;

/** Where the certificates of SNS come from. */
@FunctionalInterface
public interface Certificates {

    /**
     * The certificate that is asked for.
     *
     * @throws IOException
     *             when it cannot be had now
     */
    X509Certificate at(CertificateQuery query) throws IOException;

    /** A message was verified with what this query gave: the certificate is good, and the topic is one that sends here. */
    default void proved(CertificateQuery query) {}
}
