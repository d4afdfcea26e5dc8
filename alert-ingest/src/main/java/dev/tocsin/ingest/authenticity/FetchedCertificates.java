package dev.tocsin.ingest.authenticity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.ingest.quarantine.SampleBudget;

/** Certificates fetched once an hour each, and not more than so many a minute, whatever strangers send. */
public final class FetchedCertificates implements Certificates {

    /** Gets the bytes at an address. */
    @FunctionalInterface
    public interface Fetch {
        byte[] get(URI uri) throws IOException;
    }

    private record Kept(X509Certificate certificate, Instant until) {}

    private static final int MOST_KEPT = 32;
    private static final int FETCHES_PER_MINUTE = 30;
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final Fetch fetch;
    private final Clock clock;
    private final SampleBudget budget;
    private final Map<URI, Kept> kept = new LinkedHashMap<>();

    public FetchedCertificates(Fetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
        this.budget = new SampleBudget(FETCHES_PER_MINUTE, clock);
    }

    @Override
    public X509Certificate at(SigningCertUrl url) throws IOException {
        var now = clock.instant();
        synchronized (kept) {
            var known = kept.get(url.uri());
            if (known != null && known.until().isAfter(now)) {
                return known.certificate();
            }
        }
        if (!budget.take()) {
            throw new IOException("too many certificates asked for");
        }
        var certificate = parse(fetch.get(url.uri()));
        synchronized (kept) {
            if (kept.size() >= MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(url.uri(), new Kept(certificate, now.plus(KEPT_FOR)));
        }
        return certificate;
    }

    private static X509Certificate parse(byte[] pem) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException broken) {
            throw new IOException("no certificate", broken);
        }
    }
}
