package dev.tocsin.property;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a {@link Property}: in place of the one call that JUnit makes for a test, one for each try. */
final class PropertyExtension implements ParameterResolver, InvocationInterceptor {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(ForAll.class);
    }

    /** JUnit asks for arguments of the call that is not made. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Array.get(Array.newInstance(parameter.getParameter().getType(), 1), 0);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) {
        invocation.skip();
        var settings = Settings.of(name -> context.getConfigurationParameter(name).orElse(null));
        var property = call.getExecutable();
        var tries = settings.tries(property.getAnnotation(Property.class).tries());
        property.setAccessible(true);
        new Search<>(new Arguments(context.getRequiredTestInstance()).of(property), arguments -> call(property, context
                .getRequiredTestInstance(), arguments)).find(settings.seed(), tried -> tried < tries).ifPresent(
                        counterexample -> {
                            throw new PropertyFailed(property, tries, counterexample);
                        });
    }

    private static void call(Method property, Object test, List<Object> arguments) throws Throwable {
        try {
            property.invoke(test, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
