package dev.tocsin.property;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the arguments of a property out of the annotations of its parameters. */
final class Arguments {

    private final Object test;

    Arguments(Object test) {
        this.test = test;
    }

    Gen<List<Object>> of(Method property) {
        var gens = Stream.of(property.getParameters()).map(this::of).toList();
        return choices -> gens.stream().<Object>map(gen -> gen.from(choices)).toList();
    }

    private Gen<?> of(Parameter parameter) {
        var source = Optional.ofNullable(parameter.getAnnotation(ForAll.class)).map(ForAll::value).orElseThrow(
                () -> new IllegalArgumentException("Parameter " + parameter.getName() + " has no @ForAll"));
        return source.isEmpty() ? any(parameter) : provided(source);
    }

    private static Gen<?> any(Parameter parameter) {
        var type = parameter.getType();
        var between = Optional.ofNullable(parameter.getAnnotation(Between.class));
        if (type == int.class) {
            return between.map(it -> Gens.ints(Math.toIntExact(it.min()), Math.toIntExact(it.max()))).orElseGet(
                    Gens::ints);
        } else if (type == long.class) {
            return between.map(it -> Gens.longs(it.min(), it.max())).orElseGet(Gens::longs);
        } else if (type == boolean.class) {
            return Gens.booleans();
        } else if (type == String.class) {
            return Gens.strings();
        } else if (type.isEnum()) {
            return Gens.of(List.of(type.getEnumConstants()));
        }
        throw new IllegalArgumentException("Parameter " + parameter.getName() + " of type " + type.getSimpleName()
                + " needs the name of a method in its @ForAll");
    }

    private Gen<?> provided(String name) {
        try {
            var method = method(test.getClass(), name);
            method.setAccessible(true);
            return (Gen<?>) method.invoke(test);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("@ForAll(\"" + name + "\") needs a method " + name
                    + "() that returns a Gen in " + test.getClass().getSimpleName(), e);
        }
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        try {
            return type.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return method(type.getSuperclass(), name);
        }
    }
}
