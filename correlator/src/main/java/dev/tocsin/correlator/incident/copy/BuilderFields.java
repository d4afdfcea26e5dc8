package dev.tocsin.correlator.incident.copy;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The fields of a generated type as its schema lists them, with the setter of the builder for each. No field is named here,
 * so a new field of a schema is copied without a change to the code.
 */
public final class BuilderFields<B> {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final BiFunction<Object, Object, Object>[] setters;

    /** The array holds one setter for each position of the schema. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private BuilderFields(Schema schema, Class<B> builder) {
        this.setters = schema.getFields().stream().map(field -> function(setter(field, builder)))
                .toArray(BiFunction[]::new);
    }

    /** The fields of a type and the setters of its builder. */
    public static <B> BuilderFields<B> of(Schema schema, Class<B> builder) {
        return new BuilderFields<>(schema, builder);
    }

    /** Sets each field of the builder to the value of the record, without copying lists and maps. */
    @SuppressWarnings("ReturnValueIgnored") // a setter returns the builder
    public B copy(SpecificRecordBase from, B to) {
        for (var position = 0; position < setters.length; position++) {
            setters[position].apply(to, from.get(position));
        }
        return to;
    }

    private static Method setter(Schema.Field field, Class<?> builder) {
        var name = "set" + field.name().substring(0, 1).toUpperCase(Locale.ROOT) + field.name().substring(1);
        return Arrays.stream(builder.getMethods()).filter(method -> method.getName().equals(name)
                && method.getParameterCount() == 1 && !method.isBridge()).findFirst().orElseThrow();
    }

    /** A call through a generated class costs a fraction of a reflective call, and every alert copies its incident. */
    @SuppressWarnings("unchecked")
    private static BiFunction<Object, Object, Object> function(Method setter) {
        try {
            var handle = LOOKUP.unreflect(setter);
            return (BiFunction<Object, Object, Object>) LambdaMetafactory.metafactory(LOOKUP, "apply", MethodType
                    .methodType(BiFunction.class), MethodType.genericMethodType(2), handle, handle.type().wrap())
                    .getTarget().invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("cannot call " + setter, e);
        }
    }
}
