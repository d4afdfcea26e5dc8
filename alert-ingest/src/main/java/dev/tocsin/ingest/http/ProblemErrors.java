package dev.tocsin.ingest.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.tocsin.runtime.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server itself answers when a request does not even reach us: problems too, and never a trace. */
final class ProblemErrors extends ErrorHandler {

    @Override
    protected void generateResponse(Request request, Response response, int code, String message, Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    private static byte[] body(int code) {
        return Problem.of(code, "http", String.valueOf(HttpStatus.getMessage(code)),
                "The request is not valid HTTP. See the status.").json().getBytes(StandardCharsets.UTF_8);
    }
}
