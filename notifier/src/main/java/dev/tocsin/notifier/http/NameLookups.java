package dev.tocsin.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Name lookups on platform threads, with a time limit. A lookup is a native call that cannot be interrupted: on a virtual thread it
 * would hold the carrier, and as many lookups as the machine has cores would stop the attempts to all other destinations.
 */
final class NameLookups implements AddressGuard.Names {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(
            "notifier-dns-", 0).factory());

    private final AddressGuard.Names names;
    private final Duration limit;

    /**
     * @param names
     *            looks up a name, as long as it takes
     */
    NameLookups(AddressGuard.Names names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    @Override
    public InetAddress[] lookup(String host) throws UnknownHostException {
        var lookup = THREADS.submit(() -> names.lookup(host));
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw unknown(host + ": no answer from DNS in " + limit.toSeconds() + " s", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unknown(host + ": interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw unknown(host, failed);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        var unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
