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
        var told = told(code);
        response.setStatus(told);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(body(told)), callback);
    }

    /** Senders repeat what gets a 5xx: a version or an encoding that nobody speaks is never right; a fault of ours may pass. */
    private static int told(int code) {
        return switch (code) {
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.NOT_IMPLEMENTED_501 ->
                HttpStatus.BAD_REQUEST_400;
            default -> code >= HttpStatus.INTERNAL_SERVER_ERROR_500 ? HttpStatus.SERVICE_UNAVAILABLE_503 : code;
        };
    }

    private static byte[] body(int code) {
        return Problem.of(code, "http", String.valueOf(HttpStatus.getMessage(code)),
                "The request is not valid HTTP. See the status.").json().getBytes(StandardCharsets.UTF_8);
    }
}
