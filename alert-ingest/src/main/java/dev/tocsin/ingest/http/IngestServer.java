package dev.tocsin.ingest.http;

import java.util.List;
import java.util.Optional;

import dev.tocsin.ingest.queue.QueueThread;
import dev.tocsin.ingest.spool.DrainThread;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.tls.ServerTls;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server: HTTP/1.1 on Jetty's core, a virtual thread for each request, and {@link Connections} to watch who holds a
 * connection and for how long.
 */
public final class IngestServer implements AutoCloseable {

    private static final int HEADER_BYTES = 16 * 1024;
    /** For accepting and selecting only: requests have virtual threads. */
    private static final int THREADS = 16;
    /** Connections that wait to be accepted, where the kernel allows so many. */
    private static final int ACCEPT_QUEUE = 4096;

    private final Server server;
    private final ServerConnector connector;
    private final Connections connections;
    private final ConsoleRelay relay;
    private final LargeBodies heavy;
    private final SourceProblems troubles;
    private final Optional<DrainThread> drain;
    private final Optional<ServerTls> tls;
    private final List<QueueThread> queues;

    IngestServer(String host, int port, HttpLimits limits, Connections connections, RequestRouter door,
            ConsoleRelay relay, LargeBodies heavy, SourceProblems troubles,
            Optional<DrainThread> drain, Optional<ServerTls> tls, List<QueueThread> queues) {
        this.queues = List.copyOf(queues);
        this.drain = drain;
        this.tls = tls;
        this.troubles = troubles;
        this.connections = connections;
        this.relay = relay;
        this.heavy = heavy;
        var threads = new QueuedThreadPool(THREADS);
        threads.setName("ingest-http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("ingest-request-"));
        this.server = new Server(threads);
        this.connector = ServerTls.connector(server, tls, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        // Connections have deadlines of their own; this is the last resort.
        connector.setIdleTimeout(limits.idle().plus(limits.body()).toMillis());
        connector.addBean(connections);
        server.addConnector(connector);
        server.setErrorHandler(new ProblemErrors());
        server.setHandler(door);
    }

    /**
     * Starts listening.
     *
     * @throws IllegalStateException
     *             when it cannot, such as on a port that is in use
     */
    public void start() {
        try {
            server.start();
            connections.start();
            drain.ifPresent(DrainThread::start);
            queues.forEach(QueueThread::start);
        } catch (Exception failed) {
            close();
            throw new IllegalStateException("cannot listen on " + connector.getHost() + ":" + connector.getPort()
                    + ": " + failed.getMessage(), failed);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What is wrong with the sources, and with the certificate. */
    public Health troubles() {
        return ServerTls.told(tls, troubles.health());
    }

    @Override
    public void close() {
        queues.forEach(QueueThread::close);
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server did not stop", failed);
        } finally {
            connections.close();
            relay.close();
            heavy.close();
            drain.ifPresent(DrainThread::close);
            tls.ifPresent(ServerTls::close);
        }
    }

    private static HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEADER_BYTES);
        return http;
    }
}
