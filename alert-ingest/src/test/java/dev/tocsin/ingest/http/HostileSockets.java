package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many hostile connections on one thread of their own, so that they cost the server what it does for them and not more.
 * Each says its part, then a byte each three seconds for as long as it is let, and comes back three seconds later.
 */
final class HostileSockets implements AutoCloseable {

    private static final long DRIP_NANOS = 3_000_000_000L;
    private static final int TICK_MILLIS = 20;

    /** One that comes and goes. */
    private static final class Hostile {
        private final byte[] says;
        private SocketChannel channel;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private long nextNanos;

        Hostile(byte[] says) {
            this.says = says;
        }
    }

    private final int port;
    private final List<Hostile> all = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closedByServer = new AtomicInteger();
    private final Selector selector;
    private final Thread thread = Thread.ofPlatform().name("hostile").unstarted(this::run);
    private final ByteBuffer heard = ByteBuffer.allocate(4096);
    private volatile boolean over;

    HostileSockets(int port, int count, IntFunction<byte[]> says) {
        this.port = port;
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        for (var i = 0; i < count; i++) {
            all.add(new Hostile(says.apply(i)));
        }
        thread.start();
    }

    int opened() {
        return opened.get();
    }

    int closedByServer() {
        return closedByServer.get();
    }

    /** Those that are open stay until the server closes them; none comes back. */
    void leave() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        leave();
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run() {
        try {
            while (!over || closedByServer.get() < opened.get()) {
                selector.select(TICK_MILLIS);
                for (var key : selector.selectedKeys()) {
                    serve((Hostile) key.attachment(), key);
                }
                selector.selectedKeys().clear();
                var now = System.nanoTime();
                for (var hostile : all) {
                    if (now - hostile.nextNanos >= 0) {
                        hostile.nextNanos = now + DRIP_NANOS;
                        act(hostile);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void act(Hostile hostile) throws IOException {
        if (hostile.channel == null) {
            if (!over) {
                open(hostile);
            }
        } else if (!hostile.rest.hasRemaining() && hostile.channel.isConnected()) {
            hostile.rest = ByteBuffer.wrap("x".getBytes(ISO_8859_1));
            say(hostile, hostile.channel.keyFor(selector));
        }
    }

    private void open(Hostile hostile) throws IOException {
        hostile.channel = SocketChannel.open();
        hostile.channel.configureBlocking(false);
        hostile.rest = ByteBuffer.wrap(hostile.says);
        var key = hostile.channel.register(selector, SelectionKey.OP_CONNECT, hostile);
        if (hostile.channel.connect(new InetSocketAddress("127.0.0.1", port))) {
            connected(hostile, key);
        }
    }

    private void serve(Hostile hostile, SelectionKey key) {
        try {
            if (key.isConnectable() && hostile.channel.finishConnect()) {
                connected(hostile, key);
            }
            if (key.isValid() && key.isReadable()) {
                heard.clear();
                if (hostile.channel.read(heard) < 0) {
                    // It does not care about the answer, and goes on until it is thrown out.
                    key.interestOps(SelectionKey.OP_WRITE & key.interestOps());
                }
            }
            if (key.isValid() && key.isWritable()) {
                say(hostile, key);
            }
        } catch (IOException reset) {
            gone(hostile);
        }
    }

    private void connected(Hostile hostile, SelectionKey key) {
        opened.incrementAndGet();
        key.interestOps(SelectionKey.OP_READ);
        say(hostile, key);
    }

    private void say(Hostile hostile, SelectionKey key) {
        try {
            hostile.channel.write(hostile.rest);
            var waits = hostile.rest.hasRemaining() ? SelectionKey.OP_WRITE : 0;
            key.interestOps((key.interestOps() & SelectionKey.OP_READ) | waits);
        } catch (IOException reset) {
            gone(hostile);
        }
    }

    private void gone(Hostile hostile) {
        if (hostile.channel == null) {
            return;
        }
        closedByServer.incrementAndGet();
        try {
            hostile.channel.close();
        } catch (IOException already) {
            // it is closed
        }
        hostile.channel = null;
        hostile.nextNanos = System.nanoTime() + DRIP_NANOS;
    }
}
