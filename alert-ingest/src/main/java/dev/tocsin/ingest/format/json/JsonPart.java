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
    private Optional<List<Member>> members;
    private Optional<List<JsonPart>> elements;
    private boolean asked;

    JsonPart(Kind kind, String text, int from, int to) {
        this(kind, text, from, to, Optional.empty(), Optional.empty());
    }

    private JsonPart(Kind kind, String text, int from, int to, Optional<List<Member>> members,
            Optional<List<JsonPart>> elements) {
        this.kind = kind;
        this.text = text;
        this.from = from;
        this.to = to;
        this.members = members;
        this.elements = elements;
    }

    /** An object, with its members where they are read already. */
    static JsonPart object(int from, int to, Optional<List<Member>> members) {
        return new JsonPart(Kind.OBJECT, "", from, to, members, Optional.empty());
    }

    /** An array, with its elements where they are read already. */
    static JsonPart array(int from, int to, Optional<List<JsonPart>> elements) {
        return new JsonPart(Kind.ARRAY, "", from, to, Optional.empty(), elements);
    }

    /** The members, in their order; read once. */
    List<Member> members(JsonText in) {
        if (members.isEmpty()) {
            asked = asked || kind == Kind.OBJECT;
            members = Optional.of(kind == Kind.OBJECT ? in.members(this) : List.of());
        } else if (!asked) {
            asked = true;
            in.asked(members.get().size());
        }
        return members.get();
    }

    /** The elements, in their order; read once. */
    List<JsonPart> elements(JsonText in) {
        if (elements.isEmpty()) {
            asked = asked || kind == Kind.ARRAY;
            elements = Optional.of(kind == Kind.ARRAY ? in.elements(this) : List.of());
        } else if (!asked) {
            asked = true;
            in.asked(elements.get().size());
        }
        return elements.get();
    }
}
