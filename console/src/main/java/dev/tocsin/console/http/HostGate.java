package dev.tocsin.console.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Where no token is set, being able to reach the console is all it takes. A hostile page could reach it through a
 * person's browser by pointing its own domain at 127.0.0.1 (DNS rebinding). So only names that no stranger can own are
 * served: addresses, localhost, single labels, and the names that are configured.
 */
public final class HostGate implements Handler {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> names;

    /**
     * @param names
     *            host names under which people reach the console
     */
    public HostGate(Stream<String> names) {
        this.names = names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handle(Context context) {
        var header = context.header("Host");
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
