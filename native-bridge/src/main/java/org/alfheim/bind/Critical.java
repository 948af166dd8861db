package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A function that is given the memory of Java arrays itself, without a copy ({@link
 * java.lang.foreign.Linker.Option#critical}). A string is copied for the call, as always: C sees
 * other bytes than Java, and a NUL.
 *
 * <p>The risk: while it runs, the garbage collector waits for it, and with it every thread that
 * needs memory. The function must return within microseconds; it must not block, wait for a lock,
 * do input or output, or call back into Java; a callback parameter is refused. A pointer that it
 * keeps is invalid as soon as it returns.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Critical {}
