package dev.tocsin.ingest.source;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.AlertFormat;

/**
 * What Jazzer calls: the first byte chooses the parser, the second the content type, the others are the body. An exception is a finding.
 */
public final class AnyFormatFuzz {

    /** System property: find something in the first body that is an empty object, to show that findings are told. */
    static final String PLANTED = "tocsin.fuzz.planted";
    static final List<String> CONTENT_TYPES = List.of("application/json", "", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b", "application/cloudevents+json", "application/cloudevents-batch+json",
            "text/plain; charset=nonsense");

    private static final int HEAD = 2;
    private static final SourceType[] TYPES = SourceType.values();
    private static final Map<SourceType, AlertFormat> FORMATS = new EnumMap<>(SourceType.class);
    private static final boolean IS_PLANTED = Boolean.getBoolean(PLANTED);

    private AnyFormatFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < HEAD) {
            return;
        }
        var body = Arrays.copyOfRange(data, HEAD, data.length);
        if (IS_PLANTED && Arrays.equals(body, new byte[]{'{', '}'})) {
            throw new IllegalStateException("planted");
        }
        var format = FORMATS.computeIfAbsent(TYPES[Byte.toUnsignedInt(data[0]) % TYPES.length], it -> it.reader(Pages
                .desk()));
        var contentType = CONTENT_TYPES.get(Byte.toUnsignedInt(data[1]) % CONTENT_TYPES.size());
        if (format.read(Requests.request(body, Map.of("content-type", contentType))) == null) {
            throw new IllegalStateException(format.name() + " answers nothing");
        }
    }

    /** The input for a body. */
    static byte[] input(SourceType type, int contentType, byte[] body) {
        var data = new byte[HEAD + body.length];
        data[0] = (byte) type.ordinal();
        data[1] = (byte) contentType;
        System.arraycopy(body, 0, data, HEAD, body.length);
        return data;
    }
}
