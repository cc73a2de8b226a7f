package io.jenkins.plugins.hummingbird.operation.parameter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a parameter of a step may be. Stands at a public field of a request, whose name is that of the parameter and whose
 * initial value is the default. Form, Pipeline and freestyle build all read it here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Parameter {
    /** Whether a freestyle build replaces references to variables, such as {@code $PLATE}; of texts only. */
    boolean variables() default false;

    /** Of a number. */
    long least() default Long.MIN_VALUE;

    /** Of a number. */
    long most() default Long.MAX_VALUE;

    /** What is said of a number out of its bounds: follows the name, such as {@code must be 1 to 10}; no full stop. */
    String bounds() default "must be a whole number";

    /** What a text may be that is not empty. */
    Class<? extends TextRule> rule() default AnyText.class;
}
