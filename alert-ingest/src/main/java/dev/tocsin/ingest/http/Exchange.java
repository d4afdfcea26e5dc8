package dev.tocsin.ingest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/**
 * One request and its answer. An answer that is given before the body was read closes the connection; for a moment what
 * still arrives is thrown away, because a sender that is in the middle of sending could not read the answer otherwise.
 */
final class Exchange {

    /** A sender in the middle of its body sends so much more before it looks for an answer. */
    private static final long MOST_DISCARDED = 32L * 1024 * 1024;
    private static final int STEP = 8 * 1024;

    private final Request request;
    private final RequestPath path;
    private final Response response;
    private final Callback callback;
    private final ClientConnection visitor;
    private final Connection connection;
    private final PacedBody body;

    Exchange(Request request, RequestPath path, Response response, Callback callback, ClientConnection visitor,
            HttpLimits limits) {
        this.request = request;
        this.path = path;
        this.response = response;
        this.callback = callback;
        this.visitor = visitor;
        this.connection = request.getConnectionMetaData().getConnection();
        this.body = new PacedBody(request, limits, System.nanoTime());
        works();
    }

    Request request() {
        return request;
    }

    /** Its path without a key. */
    String path() {
        return path.plain();
    }

    /** What the sender shows, as an Authorization header; empty when there is nothing. A header counts before the path. Secret. */
    String authorization() {
        var shown = RequestHeaders.authorization(request);
        return shown.isEmpty() ? path.key().map(key -> "Bearer " + key).orElse("") : shown;
    }

    PacedBody body() {
        return body;
    }

    ClientConnection visitor() {
        return visitor;
    }

    /** Its body is read. */
    void reads() {
        visitor.is(ClientConnection.Phase.BODY, System.nanoTime());
    }

    /** Nothing more is read before the answer. */
    void works() {
        visitor.is(ClientConnection.Phase.WORK, System.nanoTime());
    }

    /** Ends it without an answer. */
    void drop() {
        connection.getEndPoint().close();
    }

    /** Writes the answer and ends the exchange. */
    void answer(int status, String contentType, String text, Map<String, String> headers) {
        var unread = hasBody(request.getHeaders()) && !body.ended();
        visitor.is(ClientConnection.Phase.ANSWER, System.nanoTime());
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        headers.forEach(response.getHeaders()::put);
        if (unread) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        try {
            write(text);
            if (unread) {
                discard();
            }
            visitor.answered(connection.getBytesIn(), System.nanoTime());
            callback.succeeded();
        } catch (IOException gone) {
            callback.failed(gone);
        }
    }

    private void write(String text) throws IOException {
        try (var written = Blocker.callback()) {
            response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), written);
            written.block();
        }
    }

    private void discard() {
        visitor.is(ClientConnection.Phase.LEAVING, System.nanoTime());
        if (body.failed() || request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            return;
        }
        var step = new byte[STEP];
        var until = System.nanoTime() + ClientConnection.LEAVING.toNanos();
        try {
            for (var all = body.count(); all < MOST_DISCARDED; all = body.count()) {
                var left = until - System.nanoTime();
                if (left <= 0 || body.read(step, left) < 0) {
                    return;
                }
            }
        } catch (IOException gone) {
            // It has left, or has had its time.
        }
    }

    private static boolean hasBody(HttpFields headers) {
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }
}
