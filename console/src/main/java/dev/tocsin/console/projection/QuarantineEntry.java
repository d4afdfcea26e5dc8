package dev.tocsin.console.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;

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
 * @param replay
 *            what became of its replay; empty if nobody asked for one
 */
public record QuarantineEntry(String id, String source, String format, Instant receivedAt, String path,
        Authenticity authenticity, String reason, String detail, String excerpt, int bytes, boolean truncated,
        Optional<Replay> replay) {

    QuarantineEntry with(Optional<Replay> now) {
        return new QuarantineEntry(id, source, format, receivedAt, path, authenticity, reason, detail, excerpt, bytes,
                truncated, now);
    }

    static QuarantineEntry of(QuarantinedRequest request, int excerptBytes) {
        var body = request.getBody().duplicate();
        var length = body.remaining();
        var beginning = new byte[Math.min(length, excerptBytes)];
        body.get(beginning);
        return new QuarantineEntry(request.getId(), request.getSource(), request.getFormat(), request.getReceivedAt(),
                request.getPath(), request.getAuthenticity(), request.getReason(), request.getDetail(),
                new String(beginning, UTF_8), length, request.getBodyTruncated(), Optional.empty());
    }
}
