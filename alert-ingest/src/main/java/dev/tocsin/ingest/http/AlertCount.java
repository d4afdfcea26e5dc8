package dev.tocsin.ingest.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Counts the elements of a body's lists without building anything of them, so that a group too large to be answered is
 * known as such before any work is done for it.
 */
final class AlertCount {

    /** A body of fewer bytes cannot hold so many alerts that they matter. */
    private static final int COUNTED_FROM = 32 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(1000).maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE).build()).build();

    private AlertCount() {}

    /** Whether one of the lists that a body is, or has as a member, has more elements than that. */
    static boolean exceeds(byte[] body, int most) {
        if (body.length < COUNTED_FROM) {
            return false;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return switch (parser.nextToken()) {
                case START_ARRAY -> elements(parser, most) > most;
                case START_OBJECT -> largestMember(parser, most) > most;
                case null, default -> false;
            };
        } catch (JacksonException broken) {
            // Whoever reads the body says what is wrong with it.
            return false;
        }
    }

    private static int largestMember(JsonParser parser, int enough) {
        var largest = 0;
        for (var token = parser.nextToken(); token == JsonToken.PROPERTY_NAME
                && largest <= enough; token = parser.nextToken()) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                largest = Math.max(largest, elements(parser, enough));
            } else {
                parser.skipChildren();
            }
        }
        return largest;
    }

    private static int elements(JsonParser parser, int enough) {
        var count = 0;
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY && token != null
                && count <= enough; token = parser.nextToken()) {
            parser.skipChildren();
            count++;
        }
        return count;
    }
}
