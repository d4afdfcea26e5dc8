package dev.tocsin.property;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where the values of a parameter of a {@link Property} come from. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ForAll {

    /**
     * Name of a method of the test class, without parameters, that returns a {@link Gen}. Not needed for boolean, int, long,
     * String and enums, of which any value is taken.
     */
    String value() default "";
}
