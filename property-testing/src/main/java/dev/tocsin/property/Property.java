package dev.tocsin.property;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that must pass for all values of its parameters. It runs once per try in one instance of its class; each parameter
 * has a {@link ForAll}. When it fails, it tells the simplest values for which it does and the seed that gives them again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@Tag("property")
@ExtendWith(PropertyExtension.class)
public @interface Property {

    /** How many random values are tried; {@link Settings} may scale it. */
    int tries() default 1_000;
}
