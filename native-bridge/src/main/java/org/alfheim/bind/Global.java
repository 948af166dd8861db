package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain Contract contract} that reads or writes a variable: {@code @Global int
 * V();} reads {@code V}, {@code @Global void V(int value);} writes it. A variable of thread-local
 * storage is the calling thread's own copy.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Global {}
