package dev.tocsin.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The two ports of the embedded broker. They are kept in its folder, so that clients in other processes find it again
 * after a restart.
 *
 * @param client
 *            for clients
 * @param controller
 *            for the node's talk with itself
 */
record BrokerPorts(int client, int controller) {

    private static final String FILE = "ports.properties";

    /**
     * The ports to use now: the given one or else the kept one, if it is free, or else another.
     *
     * @param given
     *            port for clients; 0 for none given
     * @throws BrokerStartException
     *             when the given port is taken
     */
    static BrokerPorts choose(Path dataDir, int given) throws IOException {
        if (given != 0 && !free(given)) {
            throw BrokerStartException.lasting("port " + given
                    + " (kafka.port) is in use by another program: stop it, or"
                    + " choose another port with --set kafka.port=NUMBER", null);
        }
        var kept = kept(dataDir);
        return new BrokerPorts(given != 0 ? given : freeOr(kept, "client"), freeOr(kept, "controller"));
    }

    /** Keeps them for the next start. */
    void keep(Path dataDir) throws IOException {
        Files.writeString(dataDir.resolve(FILE), "client=" + client + "\ncontroller=" + controller + "\n");
    }

    private static Properties kept(Path dataDir) throws IOException {
        var kept = new Properties();
        var file = dataDir.resolve(FILE);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }

    private static int freeOr(Properties kept, String name) throws IOException {
        var text = kept.getProperty(name, "");
        var port = text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : 0;
        if (port != 0 && free(port)) {
            return port;
        }
        try (var socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean free(int port) {
        try (var socket = listen(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // As Kafka does: connections of the last run that linger in TIME_WAIT do not make a port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(BrokerSettings.HOST), port));
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
