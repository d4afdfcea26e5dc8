package dev.tocsin.ingest.quarantine;

import java.nio.ByteBuffer;
import java.util.Arrays;

import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;

/** The one place that makes records of raw requests. */
public final class RequestRecords {

    private RequestRecords() {}

    /** A request as it came in, without secrets in its body. */
    public static ReceivedRequest received(Incoming incoming, AlertFormat format, AuthenticityVerdict verdict) {
        return ReceivedRequest.newBuilder().setId(incoming.id()).setSource(incoming.source()).setFormat(format.name())
                .setReceivedAt(incoming.receivedAt()).setPath(incoming.path()).setHeaders(incoming.headers())
                .setBody(ByteBuffer.wrap(format.stored(incoming))).setAuthenticity(authenticity(verdict)).build();
    }

    /**
     * A request for the quarantine.
     *
     * @param format
     *            of the source
     * @param cut
     *            whether the body at hand is already less than what came
     * @param mostBytes
     *            what is kept of the body
     */
    public static QuarantinedRequest quarantined(Incoming incoming, AlertFormat format, AuthenticityVerdict verdict,
            String reason,
            String detail, boolean cut, int mostBytes) {
        var body = format.stored(incoming);
        var kept = body.length <= mostBytes ? body : Arrays.copyOf(body, mostBytes);
        return QuarantinedRequest.newBuilder().setId(incoming.id()).setSource(incoming.source()).setFormat(format
                .name())
                .setReceivedAt(incoming.receivedAt()).setPath(incoming.path()).setHeaders(incoming.headers())
                .setBody(ByteBuffer.wrap(kept)).setBodyTruncated(cut || kept.length < body.length)
                .setAuthenticity(authenticity(verdict)).setReason(reason).setDetail(detail).build();
    }

    /** A request of the spool that cannot be decided on. */
    public static QuarantinedRequest quarantined(ReceivedRequest request, String reason, String detail,
            int mostBytes) {
        var body = request.getBody().duplicate();
        var cut = body.remaining() > mostBytes;
        body.limit(body.position() + Math.min(body.remaining(), mostBytes));
        return QuarantinedRequest.newBuilder().setId(request.getId()).setSource(request.getSource()).setFormat(request
                .getFormat()).setReceivedAt(request.getReceivedAt()).setPath(request.getPath()).setHeaders(request
                        .getHeaders()).setBody(body.slice()).setBodyTruncated(cut).setAuthenticity(request
                                .getAuthenticity()).setReason(reason).setDetail(detail).build();
    }

    private static Authenticity authenticity(AuthenticityVerdict verdict) {
        return switch (verdict) {
            case AuthenticityVerdict.Verified _ -> Authenticity.VERIFIED;
            case AuthenticityVerdict.Unchecked _ -> Authenticity.UNCHECKED;
            case AuthenticityVerdict.Forged _ -> Authenticity.FORGED;
            case AuthenticityVerdict.Uncheckable _ -> Authenticity.UNCHECKABLE;
        };
    }
}
