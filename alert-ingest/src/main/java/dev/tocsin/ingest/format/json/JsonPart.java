package dev.tocsin.ingest.format.json;

import java.util.List;
import java.util.Optional;

/** One value in a {@link JsonText}. Objects and arrays are looked into only when somebody asks for what is in them. */
final class JsonPart {

    /** What it is. */
    enum Kind {
        MISSING, NULL, TEXT, NUMBER, BOOLEAN, OBJECT, ARRAY
    }

    /** A member of an object. */
    record Member(String name, JsonPart value) {}

    static final JsonPart MISSING = new JsonPart(Kind.MISSING, "", 0, 0);

    final Kind kind;
    /** A scalar as text, numbers as written. */
    final String text;
    /** Where an object or array begins and ends in the text's bytes. */
    final int from;
    final int to;
    private Optional<List<Member>> members = Optional.empty();
    private Optional<List<JsonPart>> elements = Optional.empty();

    JsonPart(Kind kind, String text, int from, int to) {
        this.kind = kind;
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The members, in their order; read once. */
    List<Member> members(JsonText in) {
        if (members.isEmpty()) {
            members = Optional.of(kind == Kind.OBJECT ? in.members(this) : List.of());
        }
        return members.get();
    }

    /** The elements, in their order; read once. */
    List<JsonPart> elements(JsonText in) {
        if (elements.isEmpty()) {
            elements = Optional.of(kind == Kind.ARRAY ? in.elements(this) : List.of());
        }
        return elements.get();
    }
}
