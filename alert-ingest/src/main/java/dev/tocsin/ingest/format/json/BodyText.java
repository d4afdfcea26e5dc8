package dev.tocsin.ingest.format.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body's bytes as UTF-8, whatever the sender wrote: UTF-8 as it is, UTF-16 and UTF-32 converted (RFC 8259 section 8.1 wants
 * UTF-8, RFC 4627 section 3 says how to tell them), and anything else by the charset of the content type, or with U+FFFD in
 * place of what is broken.
 *
 * @param utf8
 *            without a byte order mark; not copied where nothing had to be changed
 * @param remark
 *            what was changed, if it matters to a person
 */
record BodyText(Slice utf8, Optional<String> remark) {

    /** A part of an array; not copied. */
    static final class Slice {
        private final byte[] bytes;
        private final int from;
        private final int to;

        Slice(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        static Slice all(byte[] bytes) {
            return new Slice(bytes, 0, bytes.length);
        }

        byte[] bytes() {
            return bytes;
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        int length() {
            return to - from;
        }
    }

    private static final int STEP = 8 * 1024;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})");
    private static final Pattern HALF_PAIR = Pattern.compile(
            "(?i)\\\\u(?:d[89ab][0-9a-f]{2}(?!\\\\ud[c-f])|(?<!\\\\ud[89ab]"
                    + "[0-9a-f]{2}\\\\u)d[c-f][0-9a-f]{2})");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    /**
     * Reads it; never fails.
     *
     * @param contentType
     *            the header, may be empty
     */
    static BodyText of(byte[] bytes, String contentType) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return utf8(new Slice(bytes, 3, bytes.length), contentType);
        }
        return wide(bytes).map(charset -> converted(bytes, charset,
                "body decoded as " + charset.name())).orElseGet(() -> utf8(Slice.all(bytes),
                        contentType));
    }

    /** The same with U+FFFD for escapes of half a surrogate pair, which Jackson takes in texts but not in names; empty without any. */
    Optional<BodyText> withoutHalfPairs() {
        var text = new String(utf8.bytes(), utf8.from(), utf8.length(), StandardCharsets.UTF_8);
        var mended = HALF_PAIR.matcher(text).replaceAll("\\\\ufffd");
        return mended.equals(text)
                ? Optional.empty()
                : Optional.of(new BodyText(Slice.all(mended.getBytes(StandardCharsets.UTF_8)), remark));
    }

    private static BodyText utf8(Slice slice, String contentType) {
        if (isUtf8(slice)) {
            return new BodyText(slice, Optional.empty());
        }
        var bytes = Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to());
        return declared(contentType).filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                .map(charset -> converted(bytes, charset, "body decoded as " + charset.name()))
                .orElseGet(() -> converted(bytes, StandardCharsets.UTF_8,
                        "body is not valid UTF-8: invalid bytes replaced by U+FFFD"));
    }

    private static BodyText converted(byte[] bytes, Charset charset, String remark) {
        var text = new String(bytes, charset);
        var start = text.startsWith("\uFEFF") ? 1 : 0;
        return new BodyText(Slice.all(text.substring(start).getBytes(StandardCharsets.UTF_8)), Optional.of(remark));
    }

    /** UTF-16 or UTF-32, by the byte order mark or by the zeros around the first character, which is ASCII in JSON. */
    private static Optional<Charset> wide(byte[] bytes) {
        if (starts(bytes, 0, 0, 0xFE, 0xFF) || (bytes.length >= 4 && zeros(bytes, 0, 1, 2) && bytes[3] != 0)) {
            return Optional.of(UTF_32BE);
        } else if (starts(bytes, 0xFF, 0xFE, 0, 0) || (bytes.length >= 4 && bytes[0] != 0 && zeros(bytes, 1, 2, 3))) {
            return Optional.of(UTF_32LE);
        } else if (starts(bytes, 0xFE, 0xFF) || (bytes.length >= 2 && bytes[0] == 0 && bytes[1] != 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        } else if (starts(bytes, 0xFF, 0xFE) || (bytes.length >= 2 && bytes[0] != 0 && bytes[1] == 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    /** Most bodies are; eight bytes at a time. */
    private static boolean isAscii(Slice slice) {
        var bytes = ByteBuffer.wrap(slice.bytes(), slice.from(), slice.length());
        var high = 0L;
        while (bytes.remaining() >= Long.BYTES) {
            high |= bytes.getLong();
        }
        while (bytes.hasRemaining()) {
            high |= bytes.get() & 0x80;
        }
        return (high & HIGH_BITS) == 0;
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (var i = 0; i < with.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int... at) {
        for (var index : at) {
            if (bytes[index] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> declared(String contentType) {
        var charset = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        try {
            return charset.find() ? Optional.of(Charset.forName(charset.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isUtf8(Slice slice) {
        if (isAscii(slice)) {
            return true;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(slice.bytes(), slice.from(), slice.length());
        var out = CharBuffer.allocate(STEP);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }
}
