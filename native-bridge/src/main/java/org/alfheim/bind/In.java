package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@linkplain org.alfheim.bind contract} that the function only reads. An array or
 * a {@link java.nio.ByteBuffer} is not copied back after the call; a buffer may be read-only. A
 * record is passed behind a pointer, where C's type is not known.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface In {}
