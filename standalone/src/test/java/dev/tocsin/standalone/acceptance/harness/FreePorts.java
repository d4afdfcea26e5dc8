package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that are killed and started again under the same address. They lie below the range from which the
 * system takes ports for outgoing connections, so that nobody else takes one while its owner is dead.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int SPAN = 10_000;
    private static final AtomicInteger NEXT = new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % SPAN));

    private FreePorts() {}

    /** A port of the loopback address on which nobody listens now, and which this JVM did not hand out yet. */
    public static int next() {
        for (var tries = 0; tries < SPAN; tries++) {
            var port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), SPAN);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + (LOWEST + SPAN));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
