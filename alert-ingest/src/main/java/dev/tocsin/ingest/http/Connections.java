package dev.tocsin.ingest.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open connections. Whatever a connection does has a deadline, on every path and before any of our code reads a byte;
 * what is overdue is closed. When there are too many, the address that has most of them gives one up.
 */
final class Connections implements Connection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration SWEEP = Duration.ofMillis(100);
    /** Many that came together are not closed together: an honest request would wait behind all of them. */
    private static final int MOST_AT_ONCE = 200;

    private final HttpLimits limits;
    private final Consumer<ClientConnection.Closed> closed;
    private final Map<Connection, ClientConnection> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-deadlines").factory());

    /**
     * @param closed
     *            is told of each connection that we close
     */
    Connections(HttpLimits limits, Consumer<ClientConnection.Closed> closed) {
        this.limits = limits;
        this.closed = closed;
    }

    /** Begins to watch. */
    void start() {
        var _ = sweeper.scheduleWithFixedDelay(this::sweepAndSurvive, SWEEP.toMillis(), SWEEP.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** With TLS, a second connection lies below the one that speaks HTTP; the deadlines of the upper one hold for the handshake too. */
    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return;
        }
        open.put(connection, new ClientConnection(address(connection), limits, System.nanoTime()));
        if (open.size() > limits.connections()) {
            giveUpSome(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Who is at the other end of a connection. One that is being closed is not watched again. */
    ClientConnection visitor(Connection connection) {
        var visitor = open.get(connection);
        return visitor == null ? new ClientConnection(address(connection), limits, System.nanoTime()) : visitor;
    }

    /** How many are open. */
    int count() {
        return open.size();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private void sweepAndSurvive() {
        try {
            var now = System.nanoTime();
            var closing = 0;
            for (var each : open.entrySet()) {
                var why = each.getValue().overdue(each.getKey().getBytesIn(), now);
                if (why.isPresent() && closing++ < MOST_AT_ONCE) {
                    end(each.getKey(), why.get());
                }
            }
        } catch (RuntimeException bug) {
            LOG.error("the check for slow connections failed", bug);
        }
    }

    /** One at a time: two at once would choose the same victim. */
    private synchronized void giveUpSome(Connection newest) {
        while (open.size() > limits.connections() && open.containsKey(newest)) {
            var victim = crowding(open.values()).flatMap(this::connectionOf).orElse(newest);
            end(victim, ClientConnection.Closed.CROWDED);
        }
    }

    private Optional<Connection> connectionOf(ClientConnection visitor) {
        return open.entrySet().stream().filter(it -> it.getValue() == visitor).map(Map.Entry::getKey).findFirst();
    }

    /** Of those that may be closed: of the address that has most of them the oldest. */
    static Optional<ClientConnection> crowding(Collection<ClientConnection> visitors) {
        var candidates = visitors.stream().filter(ClientConnection::canGiveWay)
                .collect(Collectors.groupingBy(ClientConnection::address));
        return candidates.values().stream().max(Comparator.comparingInt(Collection::size))
                .flatMap(most -> most.stream().min(Comparator.comparingLong(ClientConnection::sinceNanos)));
    }

    private void end(Connection connection, ClientConnection.Closed why) {
        if (open.remove(connection) != null) {
            closed.accept(why);
            connection.getEndPoint().close();
        }
    }

    private static String address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null ? remote.getAddress().getHostAddress() : "unknown";
    }
}
