package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The constant of a Java enumeration that stands for every value that no other constant has: those
 * that C gives and that were not known when the enumeration was written. Without one, such a value
 * is a {@link BindingException}.
 *
 * <p>It has no value of its own, so what a {@link CEnum} says of it is not asked, and as an
 * argument it is an {@link ArgumentException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Unrecognized {}
