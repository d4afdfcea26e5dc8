package dev.tocsin.property;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A property that does not hold. Its cause is what was thrown for the simplest values. */
final class PropertyFailed extends AssertionError {

    PropertyFailed(Method property, int tries, Counterexample<List<Object>> found) {
        super(message(property, tries, found), found.failure());
    }

    private static String message(Method property, int tries, Counterexample<List<Object>> found) {
        return "%s fails at try %d of %d, seed %d.%nSimplest values, found in %d more runs:%n%s%n%s%n"
                .formatted(property.getName(), found.tries(), tries, found.seed(), found.shrinks(), named(property,
                        found.value()), found.failure())
                + (found.isRepeatable()
                        ? ""
                        : "It passed when it was run again: it depends on more than its values.%n".formatted())
                + "Values that failed first:%n%s%nTo run this try first, add -D%s=%d".formatted(named(property, found
                        .first()), Settings.SEED, found.seed());
    }

    private static String named(Method property, List<Object> values) {
        return IntStream.range(0, values.size()).mapToObj(at -> "  " + property.getParameters()[at].getName() + " = "
                + ValueText.of(values.get(at))).collect(Collectors.joining(System.lineSeparator()));
    }
}
