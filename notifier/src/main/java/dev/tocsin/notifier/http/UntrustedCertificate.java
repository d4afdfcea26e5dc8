package dev.tocsin.notifier.http;

import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.stream.Stream;

/** A TLS connection that failed because of the receiver's certificate. */
public final class UntrustedCertificate {

    /** What to change, after the address. */
    public static final String ADVICE = ": the certificate is not trusted; check the address, that the certificate is valid, and"
            + " that the trust store of this JVM has its CA (javax.net.ssl.trustStore)";

    private static final int DEEPEST_CAUSE = 10;

    private UntrustedCertificate() {}

    /** Waiting does not mend a certificate, and what is sent to a stranger is lost: the channel is refused. */
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE).anyMatch(
                cause -> cause instanceof GeneralSecurityException);
    }
}
