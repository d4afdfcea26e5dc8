package dev.tocsin.console.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** JSON Schema of an answer, made of the record that {@link Json} writes: the document cannot tell anything else. */
final class AnswerSchema {

    private AnswerSchema() {}

    /** The schema of a record. */
    static Map<String, Object> of(Class<? extends Record> answer) {
        var properties = new LinkedHashMap<String, Object>();
        add(properties, answer);
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    private static void add(Map<String, Object> properties, Class<?> answer) {
        for (var component : answer.getRecordComponents()) {
            if (isUnwrapped(component)) {
                add(properties, component.getType());
            } else {
                properties.put(component.getName(), schema(component.getGenericType()));
            }
        }
    }

    private static boolean isUnwrapped(RecordComponent component) {
        return component.isAnnotationPresent(JsonUnwrapped.class) || component.getAccessor().isAnnotationPresent(
                JsonUnwrapped.class);
    }

    private static Map<String, Object> schema(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class -> Map.of("type", "array", "items", schema(
                    list.getActualTypeArguments()[0]));
            case ParameterizedType perhaps when perhaps.getRawType() == Optional.class -> Map.of("anyOf", List.of(
                    schema(perhaps.getActualTypeArguments()[0]), Map.of("type", "null")));
            case ParameterizedType map when map.getRawType() == Map.class -> Map.of("type", "object",
                    "additionalProperties", schema(map.getActualTypeArguments()[1]));
            case Class<?> single -> simple(single);
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", Arrays.stream(type.getEnumConstants()).map(Object::toString)
                    .toList());
        }
        if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no schema for " + type);
    }
}
