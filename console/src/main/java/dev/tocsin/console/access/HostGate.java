package dev.tocsin.console.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Forwarding;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Where no token is set, being able to reach the console is all it takes. A hostile page could reach it through a
 * person's browser by pointing its own domain at 127.0.0.1 (DNS rebinding). So only names that no stranger can own are
 * served: addresses, localhost, single labels, and the names that are configured. The same holds for a request that
 * alert-ingest forwards, which besides must come from this machine where the console itself can be reached from no other.
 */
public final class HostGate implements Handler {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> names;
    private final boolean onlyHere;

    /**
     * @param names
     *            host names under which people reach the console
     * @param onlyHere
     *            whether only this machine reaches the console
     */
    public HostGate(Stream<String> names, boolean onlyHere) {
        this.onlyHere = onlyHere;
        this.names = names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handle(Context context) {
        var forwarded = context.header(Forwarding.CLIENT);
        if (forwarded != null && onlyHere && !ClientAddress.isLoopback(forwarded)) {
            throw ProblemException.forbidden(
                    "Without a token, the console serves only this machine. Set console.token.");
        }
        var header = forwarded == null ? context.header("Host") : context.header(Forwarding.HOST);
        if (header == null || !isSafe(PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst(""))) {
            throw ProblemException.forbidden("Without a token, the console does not accept this host name. Set "
                    + "console.token, or add the name to console.hosts.");
        }
    }

    private boolean isSafe(String host) {
        return ADDRESS.matcher(host).matches() || !host.contains(".") || host.endsWith(".localhost") || names.contains(
                host);
    }
}
