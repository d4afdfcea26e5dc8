package dev.tocsin.console.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantinedRequest;

/**
 * A quarantined request, with the beginning of its body only.
 *
 * @param excerpt
 *            beginning of the body as text; bytes that are no UTF-8 show as replacement characters
 * @param bytes
 *            length of the body as stored
 * @param truncated
 *            true when the stored body is shorter than what came
 */
public record QuarantineEntry(String id, String source, String format, Instant receivedAt, String path,
        Authenticity authenticity, String reason, String detail, String excerpt, int bytes, boolean truncated) {

    static QuarantineEntry of(QuarantinedRequest request, int excerptBytes) {
        var body = request.getBody().duplicate();
        var length = body.remaining();
        var beginning = new byte[Math.min(length, excerptBytes)];
        body.get(beginning);
        return new QuarantineEntry(request.getId(), request.getSource(), request.getFormat(), request.getReceivedAt(),
                request.getPath(), request.getAuthenticity(), request.getReason(), request.getDetail(),
                new String(beginning, UTF_8), length, request.getBodyTruncated());
    }
}
