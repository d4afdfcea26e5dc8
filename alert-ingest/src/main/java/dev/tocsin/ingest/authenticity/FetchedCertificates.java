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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.ingest.authenticity.FetchBudgets.Denied;

/**
 * Certificates fetched once an hour each, once at a time, and as often as {@link FetchBudgets} allows. One that verified a
 * message is never pushed out by strangers, is fetched again without asking the budgets, and serves on where that fails.
 */
public final class FetchedCertificates implements Certificates {

    /** Gets the bytes at an address. */
    @FunctionalInterface
    public interface Fetch {
        byte[] get(URI uri) throws IOException;
    }

    private record Kept(X509Certificate certificate, Instant until) {}

    private static final int MOST_PROVED = 256;
    private static final int MOST_UNPROVED = 32;
    private static final int MOST_FAILED = 1024;
    private static final Duration KEPT_FOR = Duration.ofHours(1);
    private static final Duration FAILED_FOR = Duration.ofMinutes(5);
    private static final Duration OLD_SERVES_FOR = Duration.ofMinutes(5);

    private final Fetch fetch;
    private final Clock clock;
    private final FetchBudgets budgets;
    private final Map<URI, Kept> proved = new Bounded<>(MOST_PROVED);
    private final Map<URI, Kept> unproved = new Bounded<>(MOST_UNPROVED);
    private final Map<URI, Instant> failed = new Bounded<>(MOST_FAILED);
    private final Map<URI, CompletableFuture<X509Certificate>> underWay = new ConcurrentHashMap<>();

    public FetchedCertificates(Fetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
        this.budgets = new FetchBudgets(clock);
    }

    @Override
    public X509Certificate at(CertificateQuery query) throws IOException {
        var fresh = fresh(query.url().uri());
        return fresh.isPresent() ? fresh.get() : fetchOnce(query);
    }

    @Override
    public synchronized void proved(CertificateQuery query) {
        budgets.sends(query.topicArn());
        var kept = unproved.remove(query.url().uri());
        if (kept != null) {
            proved.put(query.url().uri(), kept);
        }
    }

    private synchronized Optional<X509Certificate> fresh(URI uri) {
        return old(uri).filter(kept -> kept.until().isAfter(clock.instant())).map(Kept::certificate);
    }

    private synchronized Optional<Kept> old(URI uri) {
        return Optional.ofNullable(proved.get(uri)).or(() -> Optional.ofNullable(unproved.get(uri)));
    }

    /** A burst of messages of one topic asks once. */
    private X509Certificate fetchOnce(CertificateQuery query) throws IOException {
        var uri = query.url().uri();
        var mine = new CompletableFuture<X509Certificate>();
        var others = underWay.putIfAbsent(uri, mine);
        if (others != null) {
            try {
                return others.join();
            } catch (CompletionException failure) {
                // Theirs may be a budget that was spent, which says nothing of ours.
                return fetchOrKeep(query);
            }
        }
        try {
            var certificate = fetchOrKeep(query);
            mine.complete(certificate);
            return certificate;
        } catch (IOException | RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(uri);
        }
    }

    private X509Certificate fetchOrKeep(CertificateQuery query) throws IOException {
        var uri = query.url().uri();
        var known = provedOnce(uri);
        if (known.isEmpty()) {
            permit(query);
        }
        try {
            var certificate = parse(fetch.get(uri));
            keep(uri, new Kept(certificate, clock.instant().plus(KEPT_FOR)), known.isPresent());
            return certificate;
        } catch (IOException failure) {
            if (known.isPresent()) {
                keep(uri, new Kept(known.get().certificate(), clock.instant().plus(OLD_SERVES_FOR)), true);
                return known.get().certificate();
            }
            remember(uri);
            throw failure;
        }
    }

    private void permit(CertificateQuery query) throws IOException {
        synchronized (this) {
            var until = failed.get(query.url().uri());
            if (until != null && until.isAfter(clock.instant())) {
                throw new IOException("the last fetch of the certificate failed a moment ago");
            }
        }
        Optional<Denied> denied = budgets.take(query);
        if (denied.isPresent()) {
            throw new IOException("too many certificate fetches: " + denied.get());
        }
    }

    private synchronized Optional<Kept> provedOnce(URI uri) {
        return Optional.ofNullable(proved.get(uri));
    }

    private synchronized void keep(URI uri, Kept kept, boolean known) {
        (known ? proved : unproved).put(uri, kept);
    }

    private synchronized void remember(URI uri) {
        failed.put(uri, clock.instant().plus(FAILED_FOR));
    }

    private static X509Certificate parse(byte[] pem) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException broken) {
            throw new IOException("not a certificate", broken);
        }
    }

    /** Forgets what was not used for longest. */
    private static final class Bounded<V> extends LinkedHashMap<URI, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, V> eldest) {
            return size() > most;
        }
    }
}
