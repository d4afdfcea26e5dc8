package dev.tocsin.policy.condition;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;

/** The subject of a condition, with its variables. */
enum Subject {
    ALERT("an alert", "alert",
            Map.of("name", STRING, "source", STRING, "format", STRING, "status", STRING, "summary", STRING,
                    "description", STRING, "labels", Types.TEXTS, "annotations", Types.TEXTS, "values",
                    Types.NUMBERS, "startsAt", TIMESTAMP),
            Map.of("labels", Types.TEXTS, "annotations", Types.TEXTS, "values", Types.NUMBERS, "service", STRING,
                    "text",
                    STRING, "time", TIMESTAMP)), //
    INCIDENT("an incident", "incident",
            Map.ofEntries(Map.entry("severity", STRING), Map.entry("rank", INT), Map.entry("state", STRING),
                    Map.entry("service", STRING), Map.entry("environment", STRING), Map.entry("team", STRING),
                    Map.entry("symptom", STRING), Map.entry("customerFacing", BOOL), Map.entry("security", BOOL),
                    Map.entry("confidential", BOOL), Map.entry("title", STRING), Map.entry("alertsTotal", INT)),
            Map.of("labels", Types.TEXTS, "time", TIMESTAMP)), //
    CHANGE("a change", "change",
            Map.of("kind", STRING, "source", STRING, "author", STRING, "summary", STRING, "labels", Types.TEXTS),
            Map.of("labels", Types.TEXTS, "time", TIMESTAMP));

    private final String title;
    private final String variable;
    private final ImmutableMap<String, CelType> fields;
    private final ImmutableMap<String, CelType> others;

    Subject(String title, String variable, Map<String, CelType> fields, Map<String, CelType> others) {
        this.title = title;
        this.variable = variable;
        this.fields = ImmutableMap.copyOf(fields);
        this.others = ImmutableMap.copyOf(others);
    }

    /** Types that several subjects use. */
    private static final class Types {

        static final MapType TEXTS = MapType.create(STRING, STRING);
        static final MapType NUMBERS = MapType.create(STRING, DOUBLE);
    }

    /** What a person calls one. */
    String title() {
        return title;
    }

    /** Fields of its own variable. */
    Set<String> fields() {
        return fields.keySet();
    }

    /** All variables with their types. */
    Map<String, CelType> variables() {
        return Stream.concat(others.entrySet().stream(), Stream.of(Map.entry(variable, (CelType) type())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The type of its own variable. */
    StructType type() {
        var types = fields;
        return StructType.create(name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT),
                ImmutableSet.copyOf(types.keySet()), field -> Optional.ofNullable(types.get(field)));
    }
}
