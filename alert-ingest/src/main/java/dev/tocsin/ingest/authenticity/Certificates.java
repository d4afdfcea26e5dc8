package dev.tocsin.ingest.authenticity;

import java.io.IOException;
import java.security.cert.X509Certificate;

/** Where the certificates of SNS come from. */
@FunctionalInterface
public interface Certificates {

    /**
     * The certificate at an address.
     *
     * @throws IOException
     *             when it cannot be had now
     */
    X509Certificate at(SigningCertUrl url) throws IOException;
}
