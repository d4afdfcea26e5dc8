package dev.tocsin.notifier.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A receiver whose certificate no authority signed that this JVM knows: the one in WireMock's jar. One for all tests. */
public final class UntrustedTls {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final List<Integer> RECEIVED = new CopyOnWriteArrayList<>();
    private static final SSLServerSocket SERVER = open();

    private UntrustedTls() {}

    static int port() {
        return SERVER.getLocalPort();
    }

    /** Bytes of requests that came through. */
    static List<Integer> received() {
        return RECEIVED;
    }

    private static SSLServerSocket open() {
        try {
            var server = (SSLServerSocket) context().getServerSocketFactory().createServerSocket(0, 10, InetAddress
                    .getLoopbackAddress());
            Thread.ofPlatform().daemon().name("untrusted-tls").start(() -> serve(server));
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException("the receiver with an unknown certificate cannot start", failure);
        }
    }

    /** With the certificate that nobody trusts. */
    public static SSLContext context() {
        try (var store = UntrustedTls.class.getResourceAsStream("/keystore")) {
            var keys = KeyStore.getInstance("JKS");
            keys.load(store, PASSWORD);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("the certificate that nobody trusts cannot be read", failure);
        }
    }

    private static void serve(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                var first = socket.getInputStream().read();
                if (first >= 0) {
                    RECEIVED.add(first);
                }
            } catch (IOException refused) {
                // The client hung up, as it should.
            }
        }
    }
}
