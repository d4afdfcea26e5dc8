package dev.tocsin.ingest.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A JSON text whose syntax was checked once. The same pass makes the upper levels of an ordinary body, so that its bytes are
 * looked at once. What is deeper, more or larger than that is read level by level: of an object that nobody asks for, no
 * member is made, so that what is in it (a long text, a deep nesting, a huge number) costs nothing. Nothing that nobody asks
 * for is a reason to refuse.
 */
final class JsonText {

    /** So that a hostile body's parts do not fill the memory; a Prometheus alert has some twenty-five that are read. */
    static final int MOST_PARTS = 500_000;
    /** Each level costs a little memory while it is passed over. */
    static final int MOST_DEPTH = 10_000;
    /** Upper limit on the parts that are built ahead of any request for them: about as many as two thousand alerts have. */
    static final int MOST_AHEAD = 50_000;
    /** A text of more bytes is read level by level from the start. */
    static final int MOST_BYTES_AHEAD = 1024 * 1024;
    /** Body, list of alerts, alert, labels. */
    private static final int LEVELS_AHEAD = 4;

    /** As RFC 8259 has it. */
    static final JsonFactory STRICT = factory().build();
    /** With what templates get wrong: commas at the end, raw line breaks in texts, backslashes, NaN. */
    static final JsonFactory LENIENT = factory().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).enable(
            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).enable(
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER).enable(
                            JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).enable(
                                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS).enable(
                                            JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS).enable(
                                                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS).enable(
                                                            JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    private final JsonFactory factory;
    private final BodyText.Slice utf8;
    private int parts;
    private int ahead;

    JsonText(JsonFactory factory, BodyText.Slice utf8) {
        this.factory = factory;
        this.utf8 = utf8;
    }

    private static tools.jackson.core.json.JsonFactoryBuilder factory() {
        return JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH)
                .maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE).build());
    }

    /**
     * The whole text as one value, its syntax checked to the end.
     *
     * @throws JacksonException
     *             when it is not JSON
     */
    JsonPart root() {
        try (var parser = parser(utf8.from(), utf8.to())) {
            var first = parser.nextToken();
            if (first == null) {
                return JsonPart.MISSING;
            }
            asked(1);
            var root = part(parser, first, utf8.from(), utf8.length() > MOST_BYTES_AHEAD ? 0 : LEVELS_AHEAD);
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "unexpected content after the JSON value");
            }
            return root;
        }
    }

    List<JsonPart.Member> members(JsonPart object) {
        try (var parser = parser(object.from, object.to)) {
            parser.nextToken();
            var members = new ArrayList<JsonPart.Member>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                asked(1);
                var name = parser.currentName();
                members.add(new JsonPart.Member(name, part(parser, parser.nextToken(), object.from, 0)));
            }
            return members;
        }
    }

    List<JsonPart> elements(JsonPart array) {
        try (var parser = parser(array.from, array.to)) {
            parser.nextToken();
            var elements = new ArrayList<JsonPart>();
            for (var token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser
                    .nextToken()) {
                asked(1);
                elements.add(part(parser, token, array.from, 0));
            }
            return elements;
        }
    }

    /** Counts parts that a reader asked for; parts that nobody asks for are not counted. */
    void asked(int more) {
        parts += more;
        if (parts > MOST_PARTS) {
            throw new RefusedException(RefusalReason.TOO_MANY_TOKENS, "Send at most " + MOST_PARTS
                    + " names and values in one body. Split it into smaller bodies (in Alertmanager, set max_alerts).");
        }
    }

    /** The bytes of a part as they stand. */
    String written(JsonPart part) {
        return new String(utf8.bytes(), part.from, part.to - part.from, UTF_8);
    }

    /**
     * @param levels
     *            how many levels of what is in it are made too
     */
    private JsonPart part(JsonParser parser, JsonToken token, int base, int levels) {
        return switch (token) {
            case START_OBJECT -> object(parser, base, levels);
            case START_ARRAY -> array(parser, base, levels);
            case VALUE_STRING -> new JsonPart(JsonPart.Kind.TEXT, parser.getString(), 0, 0);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonPart(JsonPart.Kind.NUMBER, parser.getString(), 0, 0);
            case VALUE_TRUE, VALUE_FALSE -> new JsonPart(JsonPart.Kind.BOOLEAN, parser.getString(), 0, 0);
            default -> new JsonPart(JsonPart.Kind.NULL, "", 0, 0);
        };
    }

    private JsonPart object(JsonParser parser, int base, int levels) {
        var from = from(parser, base);
        var members = levels == 0 ? Optional.<List<JsonPart.Member>>empty() : membersAhead(parser, base, levels - 1);
        if (levels == 0) {
            parser.skipChildren();
        }
        return JsonPart.object(from, to(parser, base), members);
    }

    private JsonPart array(JsonParser parser, int base, int levels) {
        var from = from(parser, base);
        var elements = levels == 0 ? Optional.<List<JsonPart>>empty() : elementsAhead(parser, base, levels - 1);
        if (levels == 0) {
            parser.skipChildren();
        }
        return JsonPart.array(from, to(parser, base), elements);
    }

    /** Empty where there are too many; the parser is then behind them all the same. */
    private Optional<List<JsonPart.Member>> membersAhead(JsonParser parser, int base, int levels) {
        var members = new ArrayList<JsonPart.Member>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (ahead++ >= MOST_AHEAD) {
                parser.nextToken();
                parser.skipChildren();
                passRest(parser);
                return Optional.empty();
            }
            var name = parser.currentName();
            members.add(new JsonPart.Member(name, part(parser, parser.nextToken(), base, levels)));
        }
        return Optional.of(members);
    }

    private Optional<List<JsonPart>> elementsAhead(JsonParser parser, int base, int levels) {
        var elements = new ArrayList<JsonPart>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (ahead++ >= MOST_AHEAD) {
                parser.skipChildren();
                passRest(parser);
                return Optional.empty();
            }
            elements.add(part(parser, token, base, levels));
        }
        return Optional.of(elements);
    }

    private static void passRest(JsonParser parser) {
        for (var token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
            parser.skipChildren();
        }
    }

    private static int from(JsonParser parser, int base) {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int to(JsonParser parser, int base) {
        return base + (int) parser.currentLocation().getByteOffset();
    }

    private JsonParser parser(int from, int to) {
        return factory.createParser(ObjectReadContext.empty(), utf8.bytes(), from, to - from);
    }
}
