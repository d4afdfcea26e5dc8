package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A client that sends bytes as it likes, and knows how the server ends the connection. */
final class RawClient implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final StringBuilder heard = new StringBuilder();

    RawClient(int port) {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String post(String path, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + String.join("", java.util.Arrays.stream(headers).map(header -> header + "\r\n").toList()) + "\r\n";
    }

    RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // The server has closed: what it said can still be read.
        }
        return this;
    }

    /** Sends the text a byte at a time, over and over, until the server closes; false when it has not after so long. */
    boolean dripUntilClosed(String text, Duration each, Duration most) {
        var until = System.nanoTime() + most.toNanos();
        for (var i = 0; System.nanoTime() < until; i++) {
            if (!hear(each)) {
                return true;
            }
            send(text.substring(i % text.length(), i % text.length() + 1));
        }
        return false;
    }

    /** Waits until the server closes; false when it has not after so long. */
    boolean waitUntilClosed(Duration most) {
        var until = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < until) {
            if (!hear(Duration.ofMillis(200))) {
                return true;
            }
        }
        return false;
    }

    /** Reads until what was heard contains the text; false when it never does. */
    boolean waitFor(String text, Duration most) {
        var until = System.nanoTime() + most.toNanos();
        while (!heard().contains(text) && System.nanoTime() < until && hear(Duration.ofMillis(200))) {
            // go on
        }
        return heard().contains(text);
    }

    String heard() {
        return heard.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException already) {
            // nothing is left to close
        }
    }

    /** Listens for so long; false when the connection is closed. */
    private boolean hear(Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            var bytes = new byte[4096];
            var got = socket.getInputStream().read(bytes);
            if (got > 0) {
                heard.append(new String(bytes, 0, got, ISO_8859_1));
            }
            return got >= 0;
        } catch (SocketTimeoutException nothing) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
