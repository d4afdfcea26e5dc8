package dev.tocsin.ingest.format.json;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.ingest.format.json.JsonPart.Kind;

/**
 * A JSON value looked at with patience: a member is found in another case too, a number or a truth value serves as text,
 * and what is missing, null or of the wrong kind is empty. Senders in the field get all of these wrong. Of a member that
 * stands twice the last counts, of a list that stands twice all elements do, and a remark says so.
 */
public final class Fields {

    /** Longer numbers are texts to us. */
    private static final int LONGEST_NUMBER = 400;
    /** What is nested deeper is compared as it is written. */
    private static final int DEEPEST_SORTED = 16;
    private static final int DEEPEST_PLAIN = 64;
    private static final int LONGEST_REMARKED = 60;

    private final JsonText text;
    private final JsonPart part;
    private final Set<String> remarks;

    Fields(JsonText text, JsonPart part, Set<String> remarks) {
        this.text = text;
        this.part = part;
        this.remarks = remarks;
    }

    /** The same value, with remarks of its own from here on. */
    public Fields apart() {
        return new Fields(text, part, new LinkedHashSet<>());
    }

    /** What had to be mended in what was read up to now. */
    public Set<String> remarks() {
        return remarks;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return part.kind == Kind.OBJECT;
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return part.kind == Kind.ARRAY;
    }

    /** Whether this is a text. */
    public boolean isText() {
        return part.kind == Kind.TEXT;
    }

    /** A member; something empty when there is none. */
    public Fields in(String name) {
        return new Fields(text, find(name).orElse(JsonPart.MISSING), remarks);
    }

    /**
     * What lies at a path of names separated by dots, such as {@code incident.resource.labels}; an element of an array by its
     * number. Something empty when there is nothing.
     */
    public Fields at(String path) {
        var at = this;
        for (var name : path.split("\\.", -1)) {
            at = at.isArray() ? at.element(name) : at.in(name);
        }
        return at;
    }

    /** The first text that is not blank and no variable that a template left as it is, by paths; else empty. */
    public String first(String... paths) {
        return Stream.of(paths).map(path -> at(path).text().strip()).filter(text -> !text.isEmpty()
                && !Placeholder.is(text)).findFirst().orElse("");
    }

    /** The first path that leads to a number. */
    public OptionalDouble firstNumber(String... paths) {
        return Stream.of(paths).map(path -> at(path).number()).filter(OptionalDouble::isPresent).findFirst().orElse(
                OptionalDouble.empty());
    }

    private Fields element(String number) {
        var elements = elements();
        return number.length() < 6 && !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(number) < elements.size()
                        ? elements.get(Integer.parseInt(number))
                        : fields(JsonPart.MISSING);
    }

    /** Whether there is such a member and it is not null. */
    public boolean has(String name) {
        return find(name).filter(found -> found.kind != Kind.NULL).isPresent();
    }

    /** A member as text; empty when it is missing, null, an object or an array. */
    public String text(String name) {
        return in(name).text();
    }

    /** The first of several members that is not blank, else empty. */
    public String firstText(String... names) {
        return Stream.of(names).map(this::text).filter(found -> !found.isBlank()).findFirst().orElse("");
    }

    /** This value as text; empty when it is missing, null, an object or an array. */
    public String text() {
        return part.text;
    }

    /** A member as a finite number, also when it is written as text. */
    public OptionalDouble number(String name) {
        return in(name).number();
    }

    /** This value as a finite number, also when it is written as text. */
    public OptionalDouble number() {
        if ((part.kind != Kind.NUMBER && part.kind != Kind.TEXT) || part.text.length() > LONGEST_NUMBER) {
            return OptionalDouble.empty();
        }
        try {
            var number = Double.parseDouble(part.text.strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** The elements of a member that is an array. */
    public List<Fields> list(String name) {
        var lists = members().stream().filter(member -> member.name().equals(name)).map(JsonPart.Member::value)
                .filter(value -> value.kind == Kind.ARRAY).toList();
        if (lists.size() < 2) {
            return in(name).elements();
        }
        remarks.add("list '" + shown(name) + "' occurs " + lists.size() + " times: all elements used");
        return lists.stream().flatMap(list -> list.elements(text).stream()).map(this::fields).toList();
    }

    /** The elements of this array. */
    public List<Fields> elements() {
        return part.elements(text).stream().map(this::fields).toList();
    }

    /** The members of this object that serve as text, in their order, names as they are. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        for (var member : members()) {
            if (member.value().kind != Kind.NULL && !isContainer(member.value())) {
                put(texts, member.name(), member.value().text);
            }
        }
        return texts;
    }

    /** As {@link #texts()}, with what is nested as JSON without blanks, its names sorted. */
    public Map<String, String> textsAndNested() {
        var texts = new LinkedHashMap<String, String>();
        for (var member : members()) {
            if (isContainer(member.value())) {
                remarks.add("'" + shown(member.name()) + "' is not a string: kept as JSON");
                put(texts, member.name(), compact(member.value(), 0));
            } else if (member.value().kind != Kind.NULL) {
                put(texts, member.name(), member.value().text);
            }
        }
        return texts;
    }

    /**
     * The whole value as maps, lists, texts, numbers (Long or Double) and truth values, for expressions. Members that are null are left
     * out, and what is nested deeper than 64 levels is text.
     */
    public Object plain() {
        return plain(part, 0);
    }

    private Object plain(JsonPart value, int depth) {
        if (depth > DEEPEST_PLAIN) {
            return "";
        }
        return switch (value.kind) {
            case OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                for (var member : value.members(text)) {
                    if (member.value().kind != Kind.NULL) {
                        members.put(member.name(), plain(member.value(), depth + 1));
                    }
                }
                yield members;
            }
            case ARRAY -> value.elements(text).stream().filter(element -> element.kind != Kind.NULL).map(
                    element -> plain(element, depth + 1)).toList();
            case NUMBER -> plainNumber(value.text);
            case BOOLEAN -> Boolean.valueOf(value.text);
            case TEXT, NULL, MISSING -> value.text;
        };
    }

    /** A number that is too long for both is a text. */
    private static Object plainNumber(String written) {
        if (written.length() > LONGEST_NUMBER) {
            return written;
        }
        try {
            return Long.valueOf(written);
        } catch (NumberFormatException notWhole) {
            try {
                return Double.valueOf(written);
            } catch (NumberFormatException notANumber) {
                return written;
            }
        }
    }

    private void put(Map<String, String> texts, String name, String value) {
        var before = texts.put(name, value);
        if (before != null) {
            remarks.add("'" + shown(name) + "' occurs twice: last value used");
        }
    }

    private Fields fields(JsonPart element) {
        return new Fields(text, element, remarks);
    }

    private List<JsonPart.Member> members() {
        return part.members(text);
    }

    private Optional<JsonPart> find(String name) {
        var exact = Optional.<JsonPart>empty();
        var similar = Optional.<JsonPart>empty();
        var all = members();
        for (var at = 0; at < all.size(); at++) {
            var member = all.get(at);
            if (member.name().equals(name)) {
                if (exact.isPresent()) {
                    remarks.add("'" + shown(name) + "' occurs twice: last value used");
                }
                exact = Optional.of(member.value());
            } else if (member.name().equalsIgnoreCase(name)) {
                similar = Optional.of(member.value());
            }
        }
        return exact.isPresent() ? exact : similar;
    }

    private String compact(JsonPart value, int depth) {
        if (depth > DEEPEST_SORTED && isContainer(value)) {
            return text.written(value);
        }
        return switch (value.kind) {
            case OBJECT -> value.members(text).stream().sorted((one, other) -> one.name().compareTo(other.name()))
                    .map(member -> quoted(member.name()) + ":" + compact(member.value(), depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
            case ARRAY -> value.elements(text).stream().map(element -> compact(element, depth + 1))
                    .collect(Collectors.joining(",", "[", "]"));
            case TEXT -> quoted(value.text);
            case NUMBER, BOOLEAN -> value.text;
            case NULL, MISSING -> "null";
        };
    }

    private static String quoted(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static boolean isContainer(JsonPart value) {
        return value.kind == Kind.OBJECT || value.kind == Kind.ARRAY;
    }

    private static String shown(String name) {
        return Texts.cut(Texts.mended(Texts.oneLine(name)), LONGEST_REMARKED);
    }
}
