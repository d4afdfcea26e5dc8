package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Authenticity;
import dev.tocsin.event.ReceivedRequest;

/** Requests for a spool, and what a spool holds. */
final class SpoolRequests {

    static final long ROOM = 1024 * 1024;

    private SpoolRequests() {}

    static ReceivedRequest request(String id, int bytes) {
        return ReceivedRequest.newBuilder().setId(id).setSource("sentry").setFormat("sentry").setReceivedAt(Instant
                .parse("2026-03-10T12:00:00Z")).setPath("/v1/sentry").setHeaders(Map.of("content-type",
                        "application/json")).setBody(ByteBuffer.wrap(new byte[bytes])).setAuthenticity(
                                Authenticity.VERIFIED).build();
    }

    /** Takes all that is in it, oldest first. */
    static List<String> drained(Spool spool) throws IOException {
        var ids = new ArrayList<String>();
        for (var oldest = spool.oldest(); oldest.isPresent(); oldest = spool.oldest()) {
            ids.add(oldest.get().request().getId());
            spool.done(oldest.get());
        }
        return ids;
    }
}
