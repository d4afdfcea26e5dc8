package dev.tocsin.ingest.format.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * A JSON value looked at with patience: a member is found in another case too, a number or a truth value serves as text,
 * and what is missing, null or of the wrong kind is empty. Senders in the field get all of these wrong.
 */
public record Fields(JsonNode node) {

    /** Whether this is an object. */
    public boolean isObject() {
        return node.isObject();
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return node.isArray();
    }

    /** A member; something empty when there is none. */
    public Fields in(String name) {
        return new Fields(find(name).orElseGet(() -> node.path(name)));
    }

    /** Whether there is such a member and it is not null. */
    public boolean has(String name) {
        return find(name).filter(found -> !found.isNull()).isPresent();
    }

    /** A member as text; empty when it is missing, null, an object or an array. */
    public String text(String name) {
        return in(name).text();
    }

    /** The first of several members that is not blank, else empty. */
    public String firstText(String... names) {
        return Stream.of(names).map(this::text).filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    /** This value as text; empty when it is missing, null, an object or an array. */
    public String text() {
        if (node.isString()) {
            return node.stringValue();
        }
        return node.isNumber() || node.isBoolean() ? node.asString() : "";
    }

    /** A member as a finite number, also when it is written as text. */
    public OptionalDouble number(String name) {
        var value = in(name);
        if (value.node.isNumber()) {
            var number = value.node.asDouble(Double.NaN);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        }
        try {
            var number = value.node.isString() ? Double.parseDouble(value.text().strip()) : Double.NaN;
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** The elements of a member that is an array. */
    public List<Fields> list(String name) {
        return in(name).elements();
    }

    /** The elements of this array. */
    public List<Fields> elements() {
        return node.isArray() ? node.valueStream().map(Fields::new).toList() : List.of();
    }

    /** The members of this object that serve as text, in their order, names as they are. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        if (node.isObject()) {
            node.properties().forEach(property -> {
                var value = property.getValue();
                if (value.isValueNode() && !value.isNull()) {
                    texts.put(property.getKey(), new Fields(value).text());
                }
            });
        }
        return texts;
    }

    private Optional<JsonNode> find(String name) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        var exact = node.optional(name);
        return exact.isPresent()
                ? exact
                : node.propertyStream().filter(property -> property.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue).findFirst();
    }
}
